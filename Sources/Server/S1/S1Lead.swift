import Domain
import Storage
import Wire

/// A lead with everything S1 shows of it, gathered in one transaction.
struct S1Lead {
    let row: LeadRow
    let score: Score?
    let facts: [Fact]
    let contact: Contact?
    let dossier: Artifact?
    let note: String?

    /// Leads of a page, with their scores, facts, people and dossiers.
    static func gather(_ rows: [LeadRow], in tx: ReadTransaction) throws -> [S1Lead] {
        let scores = try tx.latestScores(of: rows.map(\.lead.id))
        let accounts = rows.compactMap(\.account).map { Subject.account($0.id) }
        let testimonies = Dictionary(grouping: try tx.testimonies(of: Array(Set(accounts))), by: \.subject)
        return try rows.map { row in
            let said = row.account.flatMap { testimonies[.account($0.id)] } ?? []
            let people = try row.account.map { try tx.contacts(of: $0.id, limit: 1) } ?? []
            return S1Lead(
                row: row, score: scores[row.lead.id], facts: FactView.current(said),
                contact: row.contact ?? people.first,
                dossier: try tx.latestArtifact(.dossier, of: row.lead.id),
                note: try tx.latestActivity(.note, of: row.lead.id)?.text)
        }
    }

    private func values(_ attribute: Attribute) -> [String] {
        facts.filter { $0.attribute == attribute }.map(\.value.canonical)
    }

    private func points(_ dimension: String) -> JSON {
        guard let found = score?.result.dimensions.first(where: { $0.key == dimension }) else { return 0 }
        return JSON(hundredths: found.points.hundredths)
    }

    private func section(_ keys: String...) -> JSON {
        let texts = (dossier?.sections ?? []).filter { keys.contains($0.key) }.map(\.text)
        return texts.isEmpty ? .null : .string(texts.joined(separator: "\n\n"))
    }

    /// The record of S1-41.
    var json: JSON {
        let lead = row.lead
        return [
            "id": .int(Int64(lead.number)), "company_id": JSON(row.account?.number),
            "contact_id": JSON(contact?.number),
            "score_icp_fit": points("fit"), "score_marketing_pain": points("pain"),
            "score_data_quality": points("data_quality"),
            "total_score": JSON(hundredths: score?.result.total.hundredths ?? 0),
            "score_bucket": .string(score?.result.tier.key ?? "parked"),
            "role_type": .string(values(.roleType).first ?? "unclear"), "pain_tags": JSON(values(.pain)),
            "status": .string(lead.stage.rawValue), "owner": JSON(lead.owner), "notes": JSON(note),
            "created_at": .string(lead.createdAt.description),
            "updated_at": .string(lead.updatedAt.description),
            "context_dossier": section("snapshot", "why_pain"),
            "challenger_insight": section("challenger_insight"),
            "reframe_suggestion": section("reframe"), "company": company, "contact": person,
        ]
    }

    private var company: JSON {
        guard let account = row.account else { return .null }
        return [
            "id": .int(Int64(account.number)), "name": .string(account.name), "website": JSON(account.domain),
            "sector": JSON(values(.industry).first), "size_bucket": JSON(values(.sizeBucket).first),
        ]
    }

    private var person: JSON {
        let (emails, phones) = (values(.email), values(.phone))
        guard contact != nil || !emails.isEmpty || !phones.isEmpty else { return .null }
        return [
            "id": JSON(contact?.number), "name": JSON(contact?.name), "role": JSON(contact?.role),
            "email": JSON(emails.first), "phone_numbers": JSON(phones),
            "whatsapp_number": JSON(values(.whatsapp).first),
        ]
    }

    static let schema = Schema.named(
        "S1Lead",
        .object([
            .required("id", .integer), .required("company_id", Schema.integer.nullable),
            .required("contact_id", Schema.integer.nullable), .required("score_icp_fit", .number),
            .required("score_marketing_pain", .number), .required("score_data_quality", .number),
            .required("total_score", .number), .required("score_bucket", .choice(S1.buckets)),
            .required("role_type", .string), .required("pain_tags", .array(of: .string)),
            .required("status", .choice(Lead.Stage.allCases.map(\.rawValue))), .required("created_at", .time),
            .required("updated_at", .time), .optional("context_dossier", Schema.string.nullable),
            .optional("challenger_insight", Schema.string.nullable),
            .optional("reframe_suggestion", Schema.string.nullable), .optional("company", Schema.anything),
            .optional("contact", Schema.anything),
        ]))
}
