import Domain

/// Facts of one snapshot → signals: reasons to talk now.
enum Detection {
    /// How long an opening is news: job posts are usually open for about a month.
    private static let openingDays: Int64 = 30

    static func signals(
        in facts: [Fact], of account: ID<Account>, snapshot: ID<Snapshot>, at moment: Timestamp,
        newID: () -> ID<Signal>
    ) -> [Signal] {
        let roles = facts.filter { fact in
            guard case .role(let role) = fact.value, fact.attribute == .roleHired else { return false }
            return role.function == .marketing
        }
        guard !roles.isEmpty else { return [] }
        return [
            Signal(
                id: newID(), account: account, kind: "hiring_marketing", strength: .stated, from: moment,
                until: moment.advanced(bySeconds: openingDays * 86_400), detector: "hiring_marketing@1",
                explanation: "Hires for marketing: " + roles.map(\.value.canonical).joined(separator: ", "),
                evidence: roles.compactMap(\.evidence).map { evidence in
                    Evidence(snapshot: snapshot, span: evidence.span, quote: evidence.quote)
                })
        ]
    }
}
