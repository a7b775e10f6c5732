/// What came of one piece of data.
///
/// Bad data is an outcome; errors are for the world failing us.
package enum Outcome<Value: Sendable>: Sendable {
    case keep(Value)
    /// Fine, and counted.
    case drop(reason: String)
    /// A person should look.
    case quarantine(reason: String)
}
