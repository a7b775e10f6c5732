import Domain
import Lexicon

/// The openings a text names, with function and seniority.
struct RoleRecogniser: Recogniser {
    private let cues: RoleCues
    private let kind: RoleKind
    private let gazetteer: Gazetteer

    init(data: DataFile, kind: RoleKind, gazetteer: Gazetteer) throws {
        self.kind = kind
        self.gazetteer = gazetteer
        cues = try RoleCues(data: data)
    }

    func recognise(_ document: Document, _ findings: inout Findings) {
        let grammar = document.grammar
        let found = cues.find(in: document)
        let cells = CellKinds(document: document, gazetteer: gazetteer, names: findings.companyNames)
        let lines = RoleLines(
            document: document, grammar: grammar, cues: found, isOther: { cells.isOther($0) })
        let sentences = RoleSentences(document: document, grammar: grammar, cues: found)
        let merger = RoleMerger(document: document, grammar: grammar, kind: kind)
        for opening in merger.openings(lines.candidates() + sentences.candidates()) {
            findings.add(document.fact(.roleHired, .role(opening.role), at: opening.tokens))
        }
        if findings.has(.roleHired) || !found.cues.isEmpty || !found.listCueLines.isEmpty {
            findings.isHiring = true
        }
    }
}
