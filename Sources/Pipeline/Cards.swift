import Domain
import Scoring
import Storage
import Synchronization

/// The scorecards there are: those shipped and those a workspace added, each compiled once.
package final class Cards: Sendable {
    private let taxonomy: Taxonomy
    private let shipped: [String: Scorer]
    /// Newest shipped version by name.
    private let newest: [String: String]
    package let builtInCards: [Scorecard]
    private let added = Mutex<[Key: Scorer]>([:])

    private struct Key: Hashable {
        let workspace: ID<Workspace>
        let reference: String
    }

    /// Compiles the shipped cards: `files` are paths under `data/`, as in `scorecards/raptorflow@1.json`.
    package init(files: [String], data: DataFile) throws {
        var documents: [Taxonomy.File: [UInt8]] = [:]
        for file in Taxonomy.File.allCases { documents[file] = try data("taxonomies/\(file.rawValue).json") }
        let vocabularies = documents
        let taxonomy = try Taxonomy.load { file throws(RubricError) in vocabularies[file] ?? [] }
        self.taxonomy = taxonomy
        var scorers: [String: Scorer] = [:]
        var cards: [Scorecard] = []
        for file in files.sorted() {
            let bytes = try data(file)
            let rubric = try Rubric.load(bytes, named: "data/" + file, taxonomy: taxonomy)
            scorers[rubric.reference] = Scorer(rubric: rubric)
            cards.append(
                Scorecard(
                    name: rubric.name, version: rubric.version,
                    source: String(decoding: bytes, as: UTF8.self),
                    isBuiltIn: true))
        }
        shipped = scorers
        builtInCards = cards
        newest = cards.reduce(into: [:]) { newest, card in
            if let known = cards.first(where: { $0.reference == newest[card.name] }),
                known.version > card.version
            {
                return
            }
            newest[card.name] = card.reference
        }
    }

    /// Reads and checks a document a user sent.
    ///
    /// - Throws: `EngineFailure.invalid` with the path in the document and the rule it breaks.
    package func check(_ document: String) throws -> Scorecard {
        do {
            let rubric = try Rubric.load(Array(document.utf8), named: "scorecard", taxonomy: taxonomy)
            guard shipped[rubric.reference] == nil else {
                throw EngineFailure.invalid(
                    field: "version",
                    reason: "\(rubric.reference) is shipped with Harrier; give yours another name or version")
            }
            return Scorecard(name: rubric.name, version: rubric.version, source: document, isBuiltIn: false)
        } catch let error as RubricError {
            throw EngineFailure.invalid(field: error.path, reason: error.rule)
        }
    }

    /// The shipped scorer of a reference, or of a name's newest version.
    package func builtIn(_ reference: String) -> Scorer? { shipped[newest[reference] ?? reference] }

    /// The scorer of a reference (`raptorflow@1`) or a name (its newest version).
    ///
    /// - Throws: `EngineFailure.notFound` when no such card exists in the workspace.
    package func scorer(_ reference: String, in transaction: ReadTransaction) throws -> Scorer {
        if let scorer = builtIn(reference) { return scorer }
        let key = Key(workspace: transaction.workspace, reference: reference)
        if let scorer = added.withLock({ $0[key] }) { return scorer }
        guard let card = try transaction.scorecard(reference) else {
            throw EngineFailure.notFound(what: "the scorecard “\(reference)”")
        }
        let rubric = try Rubric.load(Array(card.source.utf8), named: card.reference, taxonomy: taxonomy)
        let scorer = Scorer(rubric: rubric)
        // Only exact references are kept: a bare name means another version tomorrow.
        if reference == rubric.reference { added.withLock { $0[key] = scorer } }
        return scorer
    }
}
