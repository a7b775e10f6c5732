/// A rubric as versioned data.
///
/// `Scoring` compiles the source; everyone else passes it around.
package struct Scorecard: Identified, Hashable, Sendable {
    package static let prefix = "card"

    /// As in `raptorflow`.
    package var name: String
    package var version: Int
    /// The JSON document that defines it, validated before it got here.
    package var source: String
    package var isBuiltIn: Bool

    package init(name: String, version: Int, source: String, isBuiltIn: Bool) {
        self.name = name
        self.version = version
        self.source = source
        self.isBuiltIn = isBuiltIn
    }

    /// As in `raptorflow@1`.
    package var reference: String { "\(name)@\(version)" }
}
