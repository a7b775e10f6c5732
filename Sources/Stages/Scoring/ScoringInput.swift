import Domain

/// All a score may look at, for one lead.
package struct ScoringInput: Sendable {
    /// What is known of the account and the contact, newest first.
    package var facts: [Fact]
    /// The contact's title, parsed; nil when there is none.
    package var title: ParsedTitle?
    /// The captured texts the facts come from, newest first.
    package var texts: [SourceText]
    package var signals: [Signal]
    /// Whom the user wants; what it leaves empty, the scorecard's own profile fills.
    package var icp: ICP.Criteria?
    package var offer: Offer?
    /// Measured likeness, from 0 to 100, by criterion key.
    package var similarities: [String: Int]
    /// The moment the score is for: nothing later counts.
    package var asOf: Timestamp

    package init(
        facts: [Fact], title: ParsedTitle? = nil, texts: [SourceText] = [], signals: [Signal] = [],
        icp: ICP.Criteria? = nil, offer: Offer? = nil, similarities: [String: Int] = [:], asOf: Timestamp
    ) {
        self.facts = facts
        self.title = title
        self.texts = texts
        self.signals = signals
        self.icp = icp
        self.offer = offer
        self.similarities = similarities
        self.asOf = asOf
    }
}

/// The part of a snapshot that scoring reads.
package struct SourceText: Sendable {
    /// Nil while the text has not been stored yet.
    package var snapshot: ID<Snapshot>?
    package var type: SourceType
    package var text: String
    package var capturedAt: Timestamp

    package init(snapshot: ID<Snapshot>? = nil, type: SourceType, text: String, capturedAt: Timestamp) {
        self.snapshot = snapshot
        self.type = type
        self.text = text
        self.capturedAt = capturedAt
    }

    package init(_ snapshot: Snapshot) {
        self.init(
            snapshot: snapshot.id, type: snapshot.source.type, text: snapshot.text,
            capturedAt: snapshot.capturedAt)
    }
}
