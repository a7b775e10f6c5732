import Domain
import Pipeline
import Storage
import Wire

/// The demo workspace: invented companies, clearly labelled, loaded once.
struct Demo {
    let premises: Premises

    static let name = "Demo (invented companies)"

    /// The demo workspace, made and filled when it is not there.
    func workspace(_ engine: Engine) async throws -> ID<Workspace> {
        if let known = try await premises.store.workspaces().first(where: \.isDemo) { return known.id }
        let workspace = try await premises.store.createWorkspace(name: Self.name, isDemo: true)
        for capture in try captures(for: workspace.id) { _ = try await engine.classify(capture) }
        return workspace.id
    }

    private func captures(for workspace: ID<Workspace>) throws -> [Capture] {
        let lines = String(decoding: try premises.assembly.resources.data("demo/posts.jsonl"), as: UTF8.self)
            .split(separator: "\n")
        let now = premises.world.now()
        return try lines.map { line in
            try Field<Capture>.object { fields throws(FieldError) in
                let website = try fields.read("company_website", .string)
                let days = try fields.read("days_ago", .int(in: 0...365))
                return Capture(
                    workspace: workspace,
                    source: Snapshot.Source(
                        type: try fields.read("source_type", .choice(SourceType.self)),
                        companyName: try fields.read("company_name", .string),
                        companyWebsite: website.isEmpty ? nil : website),
                    text: try fields.read("text", .filledString),
                    at: now.advanced(bySeconds: -Int64(days) * 86_400))
            }.read(file: Array(line.utf8), named: "data/demo/posts.jsonl")
        }.sorted { ($0.at ?? now) < ($1.at ?? now) }
    }
}
