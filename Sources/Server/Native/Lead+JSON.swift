import Domain
import Storage
import Wire

extension JSON {
    /// A lead as lists show it.
    init(_ row: Storage.LeadRow) {
        let lead = row.lead
        self = [
            "id": .id(lead.id), "number": .count(lead.number),
            "account": row.account.map { JSON($0) } ?? .null,
            "contact": row.contact.map { JSON($0) } ?? .null,
            "target": JSON(lead.target), "list": .string(lead.list), "stage": .string(lead.stage.rawValue),
            "owner": .text(lead.owner), "hidden_at": .time(lead.hiddenAt),
            "created_at": .time(lead.createdAt), "updated_at": .time(lead.updatedAt),
            "score": row.standing.map { JSON($0) } ?? .null,
        ]
    }

    init(_ target: Domain.Target) {
        self = ["offer": .id(target.offer), "icp": .id(target.icp), "scorecard": .string(target.scorecard)]
    }

    init(_ standing: Storage.LeadRow.Standing) {
        self = [
            "id": .id(standing.score), "total": .points(standing.total), "tier": JSON(standing.tier),
            "scorecard": .string(standing.scorecard), "scored_at": .time(standing.scoredAt),
            "reason": .string(standing.reason),
        ]
    }
}

extension Schema {
    static let lead = named(
        "Lead",
        .object([
            .required("id", .id(Lead.self)),
            .required("number", .integer, "The running number the published APIs show."),
            .required("account", account.nullable), .required("contact", contact.nullable),
            .required("target", target), .required("list", .string), .required("stage", stage),
            .required("owner", Schema.string.nullable),
            .required("hidden_at", Schema.time.nullable, "Set while the lead is dismissed."),
            .required("created_at", .time), .required("updated_at", .time),
            .required("score", standing.nullable, "What the latest score says; null until there is one."),
        ]))

    static let stage = choice(Lead.Stage.allCases.map(\.rawValue))

    private static let target = named(
        "Target",
        .object([
            .required("offer", id(Offer.self).nullable), .required("icp", id(ICP.self).nullable),
            .required("scorecard", .string, "As in raptorflow@1."),
        ]))

    private static let standing = named(
        "Standing",
        .object([
            .required("id", .id(Score.self)), .required("total", .number), .required("tier", tier),
            .required("scorecard", .string), .required("scored_at", .time),
            .required("reason", .string, "Of the line that gave most."),
        ]))
}
