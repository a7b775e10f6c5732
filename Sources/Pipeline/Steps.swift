import Domain
import Storage

/// The steps between the topics, in order: each prepares outside the store, then ends its message and writes its effects
/// in one transaction.
struct Steps: Sendable {
    let intake: Intake
    let dossiers: DossierStep

    /// What a step does to the store; run in the transaction that ends the message.
    typealias Effect = @Sendable (WriteTransaction) throws -> Void

    /// Works out what a message leads to.
    ///
    /// Running it twice gives the same effect; only one of them is committed.
    func effect(of message: TopicMessage) async throws -> Outcome<Effect> {
        switch message.topic {
        case .rawEvents: try await clean(message)
        case .cleanEvents: try await read(message)
        case .companiesUpdates: try detect(message)
        case .signalsDetected: try score(message)
        case .actionsTriggered: try await dossiers.effect(of: message)
        }
    }

    /// raw.events → clean.events: the text is one that can be read.
    private func clean(_ message: TopicMessage) async throws -> Outcome<Effect> {
        let order = try SnapshotOrder(payload: message.payload)
        guard let snapshot = try await snapshot(order.snapshot, in: message.workspace) else {
            return .drop(reason: "the snapshot was erased")
        }
        do { _ = try Intake.checked(snapshot.text) } catch { return .quarantine(reason: "\(error)") }
        return .keep { tx in try tx.publish(.cleanEvents, order.payload) }
    }

    /// clean.events → companies.updates: facts are found, and whom they are about.
    private func read(_ message: TopicMessage) async throws -> Outcome<Effect> {
        let order = try SnapshotOrder(payload: message.payload)
        guard let snapshot = try await snapshot(order.snapshot, in: message.workspace) else {
            return .drop(reason: "the snapshot was erased")
        }
        let prepared = try await intake.prepare(snapshot, order, in: message.workspace)
        let (landing, reference) = (intake.landing, order.scorecard ?? Defaults.scorecard)
        return .keep { tx in
            let card = try intake.scoring.cards.scorer(reference, in: tx).rubric.reference
            let place = try landing.land(prepared, target: Target(icp: order.icp, scorecard: card), in: tx)
            let update = LeadOrder(
                lead: place.lead.id, account: place.account.id, snapshot: snapshot.id, scorecard: reference,
                icp: order.icp)
            try tx.publish(.companiesUpdates, update.payload)
        }
    }

    /// companies.updates → signals.detected: what changed, and whether it is a reason to talk now.
    private func detect(_ message: TopicMessage) throws -> Outcome<Effect> {
        let order = try LeadOrder(payload: message.payload)
        return .keep { tx in
            let said = try tx.testimonies(of: [.account(order.account)]).filter {
                $0.snapshot == order.snapshot
            }
            for testimony in said {
                try tx.add(
                    Detection.signals(
                        in: testimony.facts, of: order.account, snapshot: order.snapshot,
                        at: testimony.validFrom,
                        newID: { tx.newID() }))
            }
            try tx.publish(.signalsDetected, order.payload)
        }
    }

    /// signals.detected → actions.triggered: the lead is scored again.
    private func score(_ message: TopicMessage) throws -> Outcome<Effect> {
        let order = try LeadOrder(payload: message.payload)
        let scoring = intake.scoring
        return .keep { tx in
            // A lead that was erased meanwhile needs no score.
            guard try tx.lead(order.lead) != nil else { return }
            let outcome = try scoring.score(
                order.lead, of: order.account, with: order.scorecard, icp: order.icp, in: tx)
            guard outcome.isNew, outcome.score.result.total > Intake.dossierThreshold else { return }
            try tx.publish(.actionsTriggered, DossierOrder(lead: order.lead).payload)
        }
    }

    private func snapshot(_ id: ID<Snapshot>, in workspace: ID<Workspace>) async throws -> Snapshot? {
        try await intake.store.read(in: workspace) { try $0.snapshot(id) }
    }
}
