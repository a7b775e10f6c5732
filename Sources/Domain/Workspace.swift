/// The isolation boundary: data, keys and policy.
///
/// No query crosses one.
package struct Workspace: Identified, Hashable, Sendable {
    package static let prefix = "ws"

    package var id: ID<Workspace>
    package var name: String
    /// ISO 3166 code under which national phone numbers are read; `IN` unless changed (S1-27).
    package var phoneRegion: String
    package var isDemo: Bool
    package var createdAt: Timestamp

    package init(id: ID<Workspace>, name: String, phoneRegion: String, isDemo: Bool, createdAt: Timestamp) {
        self.id = id
        self.name = name
        self.phoneRegion = phoneRegion
        self.isDemo = isDemo
        self.createdAt = createdAt
    }

    /// The workspace every fresh installation has.
    package static let defaultID = ID<Workspace>(key: 1)
}
