import Database
import Domain
import Wire

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO artifacts (id, workspace, lead, kind, writer, sections, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """

    /// Stores a generated text; earlier versions stay.
    package func add(_ artifact: Artifact) throws(StoreError) {
        try run(
            Self.insertSQL,
            [
                Value(artifact.id), scope, Value(artifact.lead), .text(artifact.kind.rawValue),
                .text(artifact.writer),
                .text(JSON.array(artifact.sections.map(\.packed)).text), Value(artifact.createdAt),
            ])
    }
}

extension ReadTransaction {
    private static let latestSQL = """
        SELECT id, lead, kind, writer, sections, created_at
          FROM artifacts
         WHERE workspace = ? AND lead = ? AND kind = ?
         ORDER BY id DESC
         LIMIT 1
        """

    /// The newest artifact of a kind.
    package func latestArtifact(
        _ kind: Artifact.Kind, of lead: ID<Lead>
    ) throws(StoreError) -> Artifact? {
        try first(Self.latestSQL, [scope, Value(lead), .text(kind.rawValue)]) { Artifact(&$0) }
    }

    private static let listSQL = """
        SELECT id, lead, kind, writer, sections, created_at
          FROM artifacts
         WHERE workspace = ? AND lead = ? AND id < ?
         ORDER BY id DESC
         LIMIT ?
        """

    /// Artifacts of a lead, newest first.
    package func artifacts(
        of lead: ID<Lead>, before id: ID<Artifact>? = nil, limit: Int = 20
    ) throws(StoreError) -> [Artifact] {
        try rows(Self.listSQL, [scope, Value(lead), .int(id?.key ?? .max), Value(limit)]) { Artifact(&$0) }
    }

    private static let getSQL = """
        SELECT id, lead, kind, writer, sections, created_at
          FROM artifacts
         WHERE workspace = ? AND id = ?
         LIMIT 1
        """

    /// The artifact of this id.
    package func artifact(_ id: ID<Artifact>) throws(StoreError) -> Artifact? {
        try first(Self.getSQL, [scope, Value(id)]) { Artifact(&$0) }
    }
}

extension Artifact {
    fileprivate init(_ row: inout Row) {
        let (id, lead) = (row.id(Artifact.self), row.id(Lead.self))
        let kind: Kind = row.word(else: .dossier)
        let writer = row.text()
        // What we wrote parses; a damaged row shows as an artifact without sections.
        let packed = try? JSON.parse(row.text())
        self.init(
            id: id, lead: lead, kind: kind, writer: writer,
            sections: packed?.arrayValue?.map(Section.init(packed:)) ?? [], createdAt: row.moment())
    }
}

extension Artifact.Section {
    /// Writes `[key, title, [[text, [evidence, …]], …]]`.
    fileprivate var packed: JSON {
        [
            .string(key), .string(title),
            .array(sentences.map { [.string($0.text), $0.citations.packed] }),
        ]
    }

    fileprivate init(packed: JSON) {
        self.init(
            key: packed[0]?.stringValue ?? "", title: packed[1]?.stringValue ?? "",
            sentences: (packed[2]?.arrayValue ?? []).map { sentence in
                Artifact.Sentence(
                    text: sentence[0]?.stringValue ?? "", citations: [Evidence](packed: sentence[1]))
            })
    }
}
