import Domain
import Wire

/// What a message of the first three topics asks for.
struct SnapshotOrder: Sendable {
    var snapshot: ID<Snapshot>
    var list: String
    var scorecard: String?
    var icp: ID<ICP>?
    var at: Timestamp?

    init(snapshot: ID<Snapshot>, list: String, scorecard: String?, icp: ID<ICP>?, at: Timestamp?) {
        self.snapshot = snapshot
        self.list = list
        self.scorecard = scorecard
        self.icp = icp
        self.at = at
    }

    var payload: String {
        var json: JSONObject = ["snapshot": .string(snapshot.description), "list": .string(list)]
        if let scorecard { json["scorecard"] = .string(scorecard) }
        if let icp { json["icp"] = .string(icp.description) }
        if let at { json["at"] = .string(at.description) }
        return JSON.object(json).text
    }

    init(payload: String) throws {
        self = try Field<SnapshotOrder>.object { fields throws(FieldError) in
            SnapshotOrder(
                snapshot: try fields.read("snapshot", .id()), list: try fields.read("list", .string),
                scorecard: try fields.readIfPresent("scorecard", .string),
                icp: try fields.readIfPresent("icp", .id()),
                at: try fields.readIfPresent("at", .moment))
        }.read(body: Array(payload.utf8))
    }
}

/// What a message of `companies.updates` and `signals.detected` is about.
struct LeadOrder: Sendable {
    var lead: ID<Lead>
    var account: ID<Account>
    var snapshot: ID<Snapshot>
    var scorecard: String
    var icp: ID<ICP>?

    init(lead: ID<Lead>, account: ID<Account>, snapshot: ID<Snapshot>, scorecard: String, icp: ID<ICP>?) {
        self.lead = lead
        self.account = account
        self.snapshot = snapshot
        self.scorecard = scorecard
        self.icp = icp
    }

    var payload: String {
        var json: JSONObject = [
            "lead": .string(lead.description), "account": .string(account.description),
            "snapshot": .string(snapshot.description), "scorecard": .string(scorecard),
        ]
        if let icp { json["icp"] = .string(icp.description) }
        return JSON.object(json).text
    }

    init(payload: String) throws {
        self = try Field<LeadOrder>.object { fields throws(FieldError) in
            LeadOrder(
                lead: try fields.read("lead", .id()), account: try fields.read("account", .id()),
                snapshot: try fields.read("snapshot", .id()),
                scorecard: try fields.read("scorecard", .string),
                icp: try fields.readIfPresent("icp", .id()))
        }.read(body: Array(payload.utf8))
    }
}

/// What a message of `actions.triggered` asks for.
struct DossierOrder: Sendable {
    var lead: ID<Lead>

    init(lead: ID<Lead>) { self.lead = lead }

    var payload: String { JSON.object(["action": "dossier", "lead": .string(lead.description)]).text }

    init(payload: String) throws {
        lead = try Field<ID<Lead>>.object { fields throws(FieldError) in try fields.read("lead", .id()) }
            .read(body: Array(payload.utf8))
    }
}

extension Field {
    fileprivate static func id<Noun: Identified>() -> Field<ID<Noun>> where Value == ID<Noun> {
        Field(expects: "an id that opens with \(Noun.prefix)_") { $0.stringValue.flatMap(ID<Noun>.init) }
    }
}

extension Field where Value == Timestamp {
    fileprivate static var moment: Field {
        Field(expects: "a moment in UTC") { $0.stringValue.flatMap(Timestamp.init) }
    }
}
