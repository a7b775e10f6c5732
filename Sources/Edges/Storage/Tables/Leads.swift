import Database
import Domain

/// What a lead is about and for: the same account, contact, list and scorecard are the same lead.
package struct LeadDraft: Sendable {
    package let account: Account?
    package let contact: Contact?
    package let target: Target
    package let list: String
    /// The scorecard without its version: a new version scores the same lead again.
    let card: String

    package init(account: Account?, contact: Contact?, target: Target, list: String) {
        self.account = account
        self.contact = contact
        self.target = target
        self.list = list
        card = String(target.scorecard.prefix { $0 != "@" })
    }

    fileprivate var search: String {
        [account?.search, contact?.name.lowercased()].compactMap(\.self).joined(separator: " ")
    }

    fileprivate var key: LeadKey {
        LeadKey(account: account?.id.key ?? 0, contact: contact?.id.key ?? 0, list: list, card: card)
    }
}

/// What makes a lead the same lead.
private struct LeadKey: Hashable {
    let account: Int64
    let contact: Int64
    let list: String
    let card: String
}

/// The lead a draft means.
package struct LeadMatch: Hashable, Sendable {
    package let id: ID<Lead>
    package let number: Int
    package let isNew: Bool
}

extension WriteTransaction {
    /// The lead a draft means, made when there is none; one found takes the draft's target.
    package func lead(for draft: LeadDraft) throws(StoreError) -> LeadMatch {
        try leads(for: [draft])[0]
    }

    /// The leads that drafts mean, made where there are none; the answers stand in the order of the drafts.
    package func leads(for drafts: [LeadDraft]) throws(StoreError) -> [LeadMatch] {
        try leads(for: drafts, scores: drafts.map { _ in nil })
    }

    /// As `leads(for:)`, and each new lead with its first score at once, which costs an import less than two steps.
    ///
    /// Scores of leads found are left to the caller: `isNew` says which.
    /// `unheardOf` says which drafts are about someone made a moment ago, who can have no lead.
    func leads(
        for drafts: [LeadDraft], scores: [PackedScore?], unheardOf: Set<Int> = []
    ) throws(StoreError) -> [LeadMatch] {
        try lockWorkspace()
        var known = try knownLeads(drafts.indices.filter { !unheardOf.contains($0) }.map { drafts[$0] })
        var fresh: [(draft: LeadDraft, score: PackedScore?, id: ID<Lead>)] = []
        var found: [(LeadDraft, ID<Lead>)] = []
        var matches: [LeadMatch] = []
        for (draft, score) in zip(drafts, scores) {
            guard draft.account != nil || draft.contact != nil else {
                throw .refused("A lead needs an account or a contact.")
            }
            if let match = known[draft.key] {
                matches.append(match)
                if !match.isNew { found.append((draft, match.id)) }
                known[draft.key] = LeadMatch(id: match.id, number: match.number, isNew: false)
            } else {
                let match = LeadMatch(id: newID(), number: fresh.count, isNew: true)
                fresh.append((draft, score, match.id))
                known[draft.key] = LeadMatch(id: match.id, number: match.number, isNew: false)
                matches.append(match)
            }
        }
        try retarget(found)
        guard !fresh.isEmpty else { return matches }
        let firstNumber = try newNumbers(.leads, count: fresh.count)
        let newIDs = Set(fresh.map(\.id))
        try insert(fresh, from: firstNumber)
        return matches.map { match in
            guard newIDs.contains(match.id) else { return match }
            return LeadMatch(id: match.id, number: firstNumber + match.number, isNew: match.isNew)
        }
    }

    private static let knownSQL = """
        SELECT account, contact, list, card, id, number
          FROM leads
         WHERE workspace = ? AND (account, contact) @among(?, ?)
        """

    private func knownLeads(_ drafts: [LeadDraft]) throws(StoreError) -> [LeadKey: LeadMatch] {
        let pairs = Set(drafts.map { [Value(orZero: $0.account?.id), Value(orZero: $0.contact?.id)] })
        let found = try rows(Self.knownSQL, [scope], keys: Array(pairs)) { row in
            let key = LeadKey(
                account: row.int64(), contact: row.int64(), list: row.text(), card: row.text())
            return (key, LeadMatch(id: row.id(), number: row.int(), isNew: false))
        }
        return Dictionary(found) { first, _ in first }
    }

    private static let retargetSQL = """
        UPDATE leads
           SET scorecard = ?, offer = ?, icp = ?, updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    private func retarget(_ leads: [(LeadDraft, ID<Lead>)]) throws(StoreError) {
        try runEach(
            Self.retargetSQL,
            leads.map { draft, id in
                [
                    .text(draft.target.scorecard), Value(draft.target.offer), Value(draft.target.icp),
                    Value(now), scope, Value(id),
                ]
            })
    }

    private static let insertSQL = """
        INSERT INTO leads (id, workspace, number, account, contact, list, card, scorecard, offer, icp, stage,
               created_at, updated_at, score, total, tier, tier_label, tier_rank, scored_with, scored_at,
               reason, search)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'new', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    private func insert(
        _ leads: [(draft: LeadDraft, score: PackedScore?, id: ID<Lead>)], from firstNumber: Int
    ) throws(StoreError) {
        var rows: [[Value]] = []
        rows.reserveCapacity(leads.count)
        for (offset, (draft, score, id)) in leads.enumerated() {
            let card = draft.card
            tally.enter(
                LeadPlace(
                    list: draft.list, card: card, tier: score?.tier ?? "", stage: Lead.Stage.new.rawValue,
                    isHidden: false))
            rows.append(
                [
                    Value(id), scope, Value(firstNumber + offset), Value(orZero: draft.account?.id),
                    Value(orZero: draft.contact?.id), .text(draft.list), .text(card),
                    .text(draft.target.scorecard), Value(draft.target.offer), Value(draft.target.icp),
                    Value(now), Value(now),
                ] + (score?.standing ?? PackedScore.unscored) + [.text(draft.search)])
        }
        try runEach(Self.insertSQL, rows)
    }
}

extension WriteTransaction {
    private static let placeSQL = """
        SELECT list, card, tier, stage, hidden_at
          FROM leads
         WHERE workspace = ? AND id = ?
         LIMIT 1
        """

    /// Where a lead stands now; nil when there is none of this id.
    func place(of lead: ID<Lead>) throws(StoreError) -> LeadPlace? {
        try first(Self.placeSQL, [scope, Value(lead)]) { LeadPlace(&$0) }
    }

    /// Counts a lead where it stands after a change.
    func move(from old: LeadPlace, to new: LeadPlace) {
        tally.leave(old)
        tally.enter(new)
    }

    private static let stageSQL = """
        UPDATE leads
           SET stage = ?, updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    /// Moves a lead to a stage and records it; nil when there is no such lead or it stands there already.
    @discardableResult
    package func setStage(_ stage: Lead.Stage, of lead: ID<Lead>) throws(StoreError) -> Activity? {
        try lockWorkspace()
        guard let old = try place(of: lead), old.stage != stage.rawValue else { return nil }
        try run(Self.stageSQL, [.text(stage.rawValue), Value(now), scope, Value(lead)])
        var new = old
        new.stage = stage.rawValue
        move(from: old, to: new)
        return try addActivity(.stageChange, to: lead, text: stage.rawValue, previous: old.stage)
    }

    private static let ownerSQL = """
        UPDATE leads
           SET owner = ?, updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    /// Gives a lead an owner, or none; false when there is no such lead.
    package func setOwner(_ owner: String?, of lead: ID<Lead>) throws(StoreError) -> Bool {
        try run(Self.ownerSQL, [Value(owner), Value(now), scope, Value(lead)]) == 1
    }

    private static let hiddenSQL = """
        UPDATE leads
           SET hidden_at = ?, updated_at = ?
         WHERE workspace = ? AND id = ?
        """

    /// Hides a lead, which can be undone; false when there is no such lead or it is hidden already.
    package func hideLead(_ lead: ID<Lead>) throws(StoreError) -> Bool {
        try setHidden(true, lead)
    }

    /// Brings a hidden lead back; false when there is no such lead or it is not hidden.
    package func restoreLead(_ lead: ID<Lead>) throws(StoreError) -> Bool {
        try setHidden(false, lead)
    }

    private func setHidden(_ isHidden: Bool, _ lead: ID<Lead>) throws(StoreError) -> Bool {
        try lockWorkspace()
        guard let old = try place(of: lead), old.isHidden != isHidden else { return false }
        try run(Self.hiddenSQL, [isHidden ? Value(now) : .null, Value(now), scope, Value(lead)])
        var new = old
        new.isHidden = isHidden
        move(from: old, to: new)
        try addActivity(isHidden ? .hidden : .restored, to: lead, text: "", previous: nil)
        return true
    }

    private static let eraseActivitiesSQL = "DELETE FROM activities WHERE workspace = ? AND lead = ?"
    private static let eraseArtifactsSQL = "DELETE FROM artifacts WHERE workspace = ? AND lead = ?"
    private static let eraseScoresSQL = """
        WITH RECURSIVE chain (id) AS (
            SELECT l.score
              FROM leads l
             WHERE l.workspace = ? AND l.id = ?
             UNION ALL
            SELECT s.previous
              FROM chain
              JOIN scores s ON s.id = chain.id
             WHERE s.workspace = ?
        )
        DELETE FROM scores
         WHERE workspace = ? AND id IN (SELECT id FROM chain)
        """
    private static let eraseSQL = "DELETE FROM leads WHERE workspace = ? AND id = ?"

    /// Deletes a lead with its scores, activities and artifacts for good; account, contact and snapshots stay.
    package func eraseLead(_ lead: ID<Lead>) throws(StoreError) -> Bool {
        try lockWorkspace()
        guard let place = try place(of: lead) else { return false }
        try run(Self.eraseScoresSQL, [scope, Value(lead), scope, scope])
        for sql in [Self.eraseActivitiesSQL, Self.eraseArtifactsSQL, Self.eraseSQL] {
            try run(sql, [scope, Value(lead)])
        }
        tally.leave(place)
        return true
    }
}
