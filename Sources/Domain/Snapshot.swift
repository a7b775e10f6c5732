/// Immutable captured bytes, their text, where they came from and when.
package struct Snapshot: Identified, Hashable, Sendable {
    package static let prefix = "snap"

    package var id: ID<Snapshot>
    package var source: Source
    /// SHA-256 of the captured bytes, in hexadecimal.
    ///
    /// Same bytes from the same source are the same snapshot.
    package var hash: String
    /// Clean text; every span of every fact points into it, and it never changes.
    package var text: String
    package var capturedAt: Timestamp

    package init(id: ID<Snapshot>, source: Source, hash: String, text: String, capturedAt: Timestamp) {
        self.id = id
        self.source = source
        self.hash = hash
        self.text = text
        self.capturedAt = capturedAt
    }

    /// Where bytes came from.
    package struct Source: Hashable, Sendable {
        package var type: SourceType
        package var url: String?
        /// What the sender said of the company; empty when nothing.
        package var companyName: String
        package var companyWebsite: String?

        package init(
            type: SourceType, url: String? = nil, companyName: String = "", companyWebsite: String? = nil
        ) {
            self.type = type
            self.url = url
            self.companyName = companyName
            self.companyWebsite = companyWebsite
        }
    }
}

/// The kinds of source (S1-47, widened).
///
/// Raw values are stored and appear in APIs.
package enum SourceType: String, Hashable, Sendable, CaseIterable {
    case jobPost = "job_post"
    case website
    case ocr
    case manual
    case csv
    case webhook
    case feed
    case demo
}
