/// A typed, time-windowed, evidenced change that is a reason to talk now.
package struct Signal: Identified, Hashable, Sendable {
    package static let prefix = "sig"

    package var id: ID<Signal>
    package var account: ID<Account>
    /// As in `hiring_marketing`; the detector's name.
    package var kind: String
    package var strength: Strength
    package var from: Timestamp
    package var until: Timestamp
    /// Detector and version, as in `hiring_marketing@1`.
    package var detector: String
    package var explanation: String
    package var evidence: [Evidence]

    package init(
        id: ID<Signal>, account: ID<Account>, kind: String, strength: Strength, from: Timestamp,
        until: Timestamp,
        detector: String, explanation: String, evidence: [Evidence]
    ) {
        self.id = id
        self.account = account
        self.kind = kind
        self.strength = strength
        self.from = from
        self.until = until
        self.detector = detector
        self.explanation = explanation
        self.evidence = evidence
    }
}
