import Domain
import Storage
import Writing

/// Writes the dossier of a hot lead; a configured model may word it better, sentence by cited sentence.
struct DossierStep: Sendable {
    let store: Store
    let dossier: Dossier
    let rewriter: Rewriter?

    func effect(of message: TopicMessage) async throws -> Outcome<Steps.Effect> {
        let order = try DossierOrder(payload: message.payload)
        guard let material = try await material(order.lead, in: message.workspace) else {
            return .drop(reason: "the lead was erased")
        }
        let sections = dossier.write(material)
        let better = await rewritten(sections)
        let (id, now, lead) = (store.world.newID(Artifact.self), store.world.now(), order.lead)
        let writer = dossier.templates.writer + (better == nil ? "" : "+\(rewriter?.name ?? "")")
        return .keep { tx in
            guard try tx.lead(lead) != nil else { return }
            try tx.add(
                Artifact(
                    id: id, lead: lead, kind: .dossier, writer: writer, sections: better ?? sections,
                    createdAt: now))
        }
    }

    private func material(_ lead: ID<Lead>, in workspace: ID<Workspace>) async throws -> Dossier.Subject? {
        try await store.read(in: workspace) { tx in
            guard let row = try tx.lead(lead) else { return nil }
            let subjects = [
                row.account.map { Subject.account($0.id) }, row.contact.map { Subject.contact($0.id) },
            ]
            let facts = FactView.current(try tx.testimonies(of: subjects.compactMap(\.self)))
            let name = row.account?.name ?? ""
            return Dossier.Subject(
                company: name == Landing.unnamed ? "" : name, facts: facts,
                score: try tx.latestScores(of: [lead])[lead]?.result, offer: try tx.latestOffer()?.name)
        }
    }

    /// Nil when no model is configured or nothing it wrote holds.
    private func rewritten(_ sections: [Artifact.Section]) async -> [Artifact.Section]? {
        guard let rewriter else { return nil }
        var out: [Artifact.Section] = []
        for section in sections {
            guard let sentences = await rewriter.rewrite(Dossier.rewriteRequest(section)) else {
                out.append(section)
                continue
            }
            out.append(dossier.acceptRewrite(sentences, of: section))
        }
        return out == sections ? nil : out
    }
}
