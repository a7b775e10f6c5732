/// What is sold.
///
/// Changing one makes a new version; scores name the version they used.
package struct Offer: Identified, Hashable, Sendable {
    package static let prefix = "offer"

    package var id: ID<Offer>
    package var version: Int
    /// The running number façades show.
    package var number: Int
    package var name: String
    package var valueProps: String
    package var idealUseCases: String
    package var createdAt: Timestamp

    package init(
        id: ID<Offer>, version: Int, number: Int, name: String, valueProps: String, idealUseCases: String,
        createdAt: Timestamp
    ) {
        self.id = id
        self.version = version
        self.number = number
        self.name = name
        self.valueProps = valueProps
        self.idealUseCases = idealUseCases
        self.createdAt = createdAt
    }
}
