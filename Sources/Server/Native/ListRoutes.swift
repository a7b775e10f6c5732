import Domain
import Storage
import Wire

/// `/v1/lists`: the named sets of leads, counted.
struct ListRoutes: Sendable {
    let rooms: Rooms

    var all: [Route] {
        [
            Route(
                .get, "/v1/lists", .v1, "The lists of leads and how many stand where",
                parameters: [Paging.workspace.doc], answers: [.json(Paging.schema(of: .leadList))],
                action: list)
        ]
    }

    private func list(_ request: Request) async throws -> Response {
        let counts = try await rooms.read(request) { tx in try tx.leadCounts() }
        let lists = Dictionary(grouping: counts, by: \.list).sorted { $0.key < $1.key }
        return .page(lists.map { JSON(list: $0.key, $0.value) }, next: nil)
    }
}

extension JSON {
    fileprivate init(list: String, _ counts: [LeadCount]) {
        let shown = counts.filter { !$0.isHidden }
        self = [
            "name": .string(list), "leads": .count(shown.reduce(0) { $0 + $1.count }),
            "hidden": .count(counts.filter(\.isHidden).reduce(0) { $0 + $1.count }),
            "tiers": .object(Self.sums(shown) { $0.tier.isEmpty ? "unscored" : $0.tier }),
            "stages": .object(Self.sums(shown, by: \.stage.rawValue)),
        ]
    }

    private static func sums(_ counts: [LeadCount], by key: (LeadCount) -> String) -> JSONObject {
        let sums = Dictionary(grouping: counts, by: key).mapValues { $0.reduce(0) { $0 + $1.count } }
        return JSONObject(
            sums.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { ($0.key, .count($0.value)) })
    }
}

extension Schema {
    fileprivate static let leadList = named(
        "List",
        .object([
            .required("name", .string), .required("leads", .integer, "Without dismissed ones."),
            .required("hidden", .integer, "Dismissed."), .required("tiers", .map(of: .integer)),
            .required("stages", .map(of: .integer)),
        ]))
}
