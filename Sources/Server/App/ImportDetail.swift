import Domain
import Wire

/// What an import works on and what came of it: the `detail` of its run.
struct ImportDetail: Hashable, Sendable {
    /// The file's own name.
    var name = ""
    /// Its name in the folder for uploads.
    var stored = ""
    var bytes = 0
    var rows: Int?
    var separator = ""
    var encoding = ""
    var columns: [Int: String]?
    var kind = ImportRequest.Kind.prospects
    var list = Lead.prospectsList
    var scorecard = ""
    var offer: ID<Offer>?
    /// Why it could not start, for the person to mend.
    var problem: String?
    var startedAt: Timestamp?
    var finishedAt: Timestamp?
    /// Set once every row is in and the leads are being scored.
    var tally: Tally?
    /// The first rows that did not come in; a file has all of them.
    var rejects: [RejectedRow] = []

    /// Rows that came in new, that were here already, and that did not come in.
    struct Tally: Hashable, Sendable {
        var new: Int
        var known: Int
        var rejected: Int
    }
}

extension ImportDetail {
    /// As it is kept in the run.
    var text: String { JSON.object(json).text }

    private var json: JSONObject {
        [
            "name": .string(name), "stored": .string(stored), "bytes": .count(bytes), "rows": .count(rows),
            "separator": .string(separator), "encoding": .string(encoding),
            "columns": columns.map { columns in
                .object(
                    JSONObject(columns.sorted { $0.key < $1.key }.map { (String($0.key), .string($0.value)) })
                )
            } ?? .null,
            "kind": .string(kind.rawValue), "list": .string(list), "scorecard": .string(scorecard),
            "offer": .id(offer), "problem": .text(problem), "started_at": .time(startedAt),
            "finished_at": .time(finishedAt),
            "tally": tally.map { [.count($0.new), .count($0.known), .count($0.rejected)] } ?? .null,
            "rejects": .array(
                rejects.map { [.count($0.number), .text($0.column), .string($0.reason)] }),
        ]
    }

    /// Reads what `text` wrote; nil when it is another run's detail.
    init?(_ text: String) {
        guard let json = try? JSON.parse(text), let stored = json["stored"]?.stringValue else { return nil }
        self.stored = stored
        name = json["name"]?.stringValue ?? ""
        bytes = Self.int(json["bytes"]) ?? 0
        rows = Self.int(json["rows"])
        separator = json["separator"]?.stringValue ?? ""
        encoding = json["encoding"]?.stringValue ?? ""
        columns = json["columns"]?.objectValue.map { object in
            Dictionary(
                object.compactMap { key, value in Int(key).map { ($0, value.stringValue ?? "") } },
                uniquingKeysWith: { first, _ in first })
        }
        kind = json["kind"]?.stringValue.flatMap(ImportRequest.Kind.init(rawValue:)) ?? .prospects
        list = json["list"]?.stringValue ?? Lead.prospectsList
        scorecard = json["scorecard"]?.stringValue ?? ""
        offer = json["offer"]?.stringValue.flatMap(ID.init)
        problem = json["problem"]?.stringValue
        startedAt = json["started_at"]?.stringValue.flatMap(Timestamp.init)
        finishedAt = json["finished_at"]?.stringValue.flatMap(Timestamp.init)
        tally = json["tally"]?.arrayValue.flatMap(Tally.init)
        rejects = (json["rejects"]?.arrayValue ?? []).compactMap(Self.reject)
    }

    private static func int(_ json: JSON?) -> Int? { json?.intValue.map(Int.init) }

    private static func reject(_ json: JSON) -> RejectedRow? {
        guard let number = int(json[0]), let reason = json[2]?.stringValue else { return nil }
        return RejectedRow(number: number, column: json[1]?.stringValue, reason: reason)
    }
}

extension ImportDetail.Tally {
    fileprivate init?(_ numbers: [JSON]) {
        let numbers = numbers.compactMap { $0.intValue.map(Int.init) }
        guard numbers.count == 3 else { return nil }
        self.init(new: numbers[0], known: numbers[1], rejected: numbers[2])
    }

    init(_ summary: ImportSummary) {
        self.init(new: summary.inserted, known: summary.skipped, rejected: summary.rejected.count)
    }
}
