import Domain
import Wire

/// What a server answered with success before it died.
struct Answered: Sendable {
    /// Snapshots that were captured, and the leads that were classified with their total.
    var snapshots: Set<String> = []
    var leads: Set<Int64> = []
    var count = 0

    mutating func add(_ other: Answered) {
        snapshots.formUnion(other.snapshots)
        leads.formUnion(other.leads)
        count += other.count
    }
}

/// A few clients that post until the server is gone.
struct Load: Sendable {
    let client: Client
    let round: Int

    private static let width = 3
    /// Posts a client sends at most: enough to be cut off by any kill.
    private static let most = 6

    func run() async -> Answered {
        await withTaskGroup(of: Answered.self) { group in
            for worker in 0..<Self.width { group.addTask { await post(as: worker) } }
            return await group.reduce(into: Answered()) { $0.add($1) }
        }
    }

    private func post(as worker: Int) async -> Answered {
        var answered = Answered()
        for number in 0..<Self.most {
            // Companies come back in other rounds, and workers of a round write about the same one.
            let company = round / 6
            let text =
                "Co\(company) is hiring a growth marketer. We are a 3-person D2C brand. \(round)-\(worker)-\(number)"
            let isCapture = (worker + number).isMultiple(of: 2)
            var body: JSONObject = [
                "source_type": "job_post", "company_name": .string("Co\(company)"),
                "company_website": .string("https://co\(company).in"),
            ]
            body[isCapture ? "text" : "signal_text"] = .string(text)
            // No answer at all is the end that this test is about.
            guard
                let reply = try? await client.post(
                    isCapture ? "/v1/snapshots" : "/api/classify/signal", .object(body))
            else { return answered }
            guard (200..<300).contains(reply.status) else { continue }
            answered.count += 1
            if let id = reply.json["id"]?.stringValue { answered.snapshots.insert(id) }
            if let lead = reply.json["lead_id"]?.intValue { answered.leads.insert(lead) }
        }
        return answered
    }
}
