/// Whom we want: one form with optional parts, into which the five published forms map without loss.
package struct ICP: Identified, Hashable, Sendable {
    package static let prefix = "icp"

    package var id: ID<ICP>
    package var version: Int
    /// The running number façades show.
    package var number: Int
    /// Scores use the active ICP of a workspace unless told otherwise (S1-X7).
    package var isActive: Bool
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
    package var criteria: Criteria

    package init(
        id: ID<ICP>, version: Int, number: Int, isActive: Bool, createdAt: Timestamp, updatedAt: Timestamp,
        criteria: Criteria
    ) {
        self.id = id
        self.version = version
        self.number = number
        self.isActive = isActive
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.criteria = criteria
    }

    /// What is wanted.
    ///
    /// An empty list asks for nothing.
    package struct Criteria: Hashable, Sendable {
        package var name = ""
        package var description = ""
        package var industries: [String] = []
        /// Size words as written (`1`, `2-5`, `startup`); `sizes` has them as numbers.
        package var sizeBuckets: [String] = []
        package var sizes: ClosedRange<Int>?
        package var geographies: [String] = []
        package var stages: [String] = []
        package var fundingStages: [String] = []
        package var budgetSignals: [String] = []
        package var tech = Tech()
        package var titles: [String] = []
        package var excludeTitles: [String] = []
        package var departments: [String] = []
        package var hiringKeywords: [String] = []
        package var painKeywords: [String] = []
        package var keywords: [String] = []
        package var channels: [String] = []
        /// Signal kinds switched on or off; a kind not named is on.
        package var signals: [String: Bool] = [:]
        /// Domains never to be pursued.
        package var exclusions: [String] = []
        package var notes = ""

        package init() {}
    }

    /// Technologies wanted and unwanted.
    package struct Tech: Hashable, Sendable {
        package var must: [String] = []
        package var nice: [String] = []
        package var avoid: [String] = []

        package init() {}
    }
}
