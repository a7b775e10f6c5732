import Domain
import LoopbackServer
import TestSupport
import Testing
import Wire

/// The nine published rows of S3, judged by a scripted model that speaks Ollama's published API, and by the rules.
@Suite struct JudgeJourney {
    struct Row: Sendable {
        let role: String
        let company: String
        let industry: String
        /// What the published system's model said.
        let label: String
        /// With that model, and without any.
        let judged: Int64
        let ruled: Int64
    }

    /// Sarah Johnson is printed with 67, 22 of the band from 15 to 25.
    ///
    /// A model that answers with labels gives the top of the band.
    static let rows = [
        Row(role: "CEO", company: "TechCorp", industry: "saas", label: "High", judged: 95, ruled: 95),
        Row(
            role: "VP Marketing", company: "DataTech", industry: "technology", label: "Medium", judged: 70,
            ruled: 70),
        Row(
            role: "HR Manager", company: "RetailCorp", industry: "retail", label: "Low", judged: 25, ruled: 35
        ),
        Row(
            role: "Founder", company: "Mindful", industry: "AI startup", label: "High", judged: 95, ruled: 95),
        Row(
            role: "VP Engineering", company: "PayRail", industry: "FinTech", label: "High", judged: 82,
            ruled: 52),
        Row(
            role: "Director", company: "Adviso", industry: "Consulting", label: "Medium", judged: 62,
            ruled: 52),
        Row(
            role: "Account Manager", company: "Softly", industry: "Software", label: "Medium", judged: 65,
            ruled: 55),
        Row(
            role: "Senior Developer", company: "Cloudy", industry: "SaaS", label: "Low", judged: 45, ruled: 55
        ),
        Row(
            role: "Product Manager", company: "Medico", industry: "Healthcare", label: "Low", judged: 30,
            ruled: 40),
    ]

    private static let file: String = {
        let lines = rows.enumerated().map { index, row in
            "Person \(index),\(row.role),\(row.company),\(row.industry),Austin,Works at \(row.company)\n"
        }
        return "name,role,company,industry,location,linkedin_bio\n" + lines.joined()
    }()

    @Test func `a scripted model gives the published totals, and says that it judged`() async throws {
        let model = try LoopbackServer { request in
            let row = Self.rows.first { request.text.contains($0.company) }
            let answer: JSON = [
                "label": .string(row?.label ?? "Low"), "reason": "Because the script says so.",
            ]
            let whole: JSON = [
                "model": "gemma3:1b", "message": ["role": "assistant", "content": .string(answer.text)],
                "done": true,
                "done_reason": "stop",
            ]
            return [.json(whole.text)]
        }
        let totals = try await totals(environment: ["OLLAMA_BASE_URL": model.url])
        #expect(totals.map(\.score) == Self.rows.map(\.judged))
        #expect(totals.map(\.intent) == Self.rows.map { Self.tier($0.judged) })
        for total in totals { #expect(total.reasoning.contains("Because the script says so"), "\(total)") }
        #expect(model.requests.count == Self.rows.count)
        #expect(model.requests.allSatisfy { $0.target == "/api/chat" })
    }

    @Test func `without a model the published fallback rules judge`() async throws {
        let totals = try await totals(environment: [:])
        #expect(totals.map(\.score) == Self.rows.map(\.ruled))
        #expect(totals.map(\.intent) == Self.rows.map { Self.tier($0.ruled) })
    }

    @Test func `a model that answers nonsense changes nothing but costs time`() async throws {
        let model = try LoopbackServer { _ in
            [.json(#"{"message":{"content":"Low: not highly relevant"},"done":true}"#)]
        }
        let totals = try await totals(environment: ["OLLAMA_BASE_URL": model.url])
        #expect(totals.map(\.score) == Self.rows.map(\.ruled))
    }

    /// S3-15: High from 80, Medium from 50.
    private static func tier(_ score: Int64) -> String {
        score >= 80 ? "High" : score >= 50 ? "Medium" : "Low"
    }

    private struct Total: Sendable {
        let score: Int64
        let intent: String
        let reasoning: String
    }

    private func totals(environment: [String: String]) async throws -> [Total] {
        let server = try await HarrierProcess.start(.sqlite, HarrierProcess.Options(environment: environment))
        _ = try await server.client.post("/offer", Published.offer)
        _ = try await server.client.upload("/leads/upload", Array(Self.file.utf8))
        #expect(try await server.client.post("/score", [:]).json == ["processed": 9])
        let results = try await server.client.get("/results").json.arrayValue ?? []
        try await server.stop()
        return results.map { result in
            Total(
                score: result["score"]?.intValue ?? -1, intent: result["intent"]?.stringValue ?? "",
                reasoning: result["reasoning"]?.stringValue ?? "")
        }
    }
}
