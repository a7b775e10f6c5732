import Domain

/// Writes the six parts of a dossier from facts: every sentence cites the words it rests on, or is not written.
package struct Dossier: Sendable {
    /// A dossier is written for leads strictly above this score (S1-09).
    package static let threshold = Points(70)

    package let templates: DossierTemplates

    package init(templates: DossierTemplates) { self.templates = templates }

    /// What a dossier is about.
    package struct Subject: Sendable {
        /// The account's name; empty when nobody said it.
        package var company: String
        /// Facts of the account and its contact, newest first.
        package var facts: [Fact]
        /// Words that earned points are preferred where several facts would do.
        package var score: ScoreResult?
        /// The name of what is sold; nil leaves out sentences that speak of it.
        package var offer: String?

        package init(company: String, facts: [Fact], score: ScoreResult? = nil, offer: String? = nil) {
            self.company = company
            self.facts = facts
            self.score = score
            self.offer = offer
        }
    }

    /// The six parts, in order; a part without facts says what is missing and cites nothing.
    package func write(_ subject: Subject) -> [Artifact.Section] {
        let source = FactSource(subject, names: templates.names)
        return templates.sections.map { section in
            var sentences: [Artifact.Sentence] = []
            var words = 0
            for template in section.sentences where sentences.count < section.mostSentences {
                guard let sentence = sentence(template, source) else { continue }
                // Words that already carry a sentence of this part would only repeat it.
                let isRepeating = sentences.contains { Self.overlap($0.citations, sentence.citations) }
                let length = sentence.text.split(separator: " ").count
                guard !isRepeating, words + length <= section.mostWords else { continue }
                sentences.append(sentence)
                words += length
            }
            if sentences.isEmpty { sentences = [Artifact.Sentence(text: section.missing, citations: [])] }
            return Artifact.Section(key: section.key, title: section.title, sentences: sentences)
        }
    }

    /// The sentence with its slots filled; nil when a fact is missing or has no words behind it.
    private func sentence(_ template: SentenceTemplate, _ source: FactSource) -> Artifact.Sentence? {
        var citations: [Evidence] = []
        for slot in template.slots {
            guard let filling = source.filling(slot) else { return nil }
            for evidence in filling.evidence where !citations.contains(evidence) {
                citations.append(evidence)
            }
        }
        guard !citations.isEmpty else { return nil }
        var text = ""
        for piece in template.pieces {
            switch piece {
            case .text(let words): text += words
            case .slot(let slot): text += source.filling(slot)?.text ?? ""
            }
        }
        return Artifact.Sentence(text: Self.capitalised(text), citations: citations)
    }

    private static func overlap(_ a: [Evidence], _ b: [Evidence]) -> Bool {
        a.contains { one in b.contains { $0.snapshot == one.snapshot && $0.span.overlaps(one.span) } }
    }

    private static func capitalised(_ text: String) -> String {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return text }
        return String(UnicodeScalar(first & 0xDF)) + text.dropFirst()
    }
}

/// Facts as slots ask for them.
struct FactSource {
    let subject: Dossier.Subject
    let names: [DossierTemplates.ShownName]
    /// Words that earned points.
    private let earning: Set<Evidence>

    struct Filling {
        let text: String
        let evidence: [Evidence]
    }

    init(_ subject: Dossier.Subject, names: [DossierTemplates.ShownName]) {
        self.subject = subject
        self.names = names
        let lines = subject.score?.lines ?? []
        earning = Set(lines.filter { $0.kind == .award && $0.points > .zero }.flatMap(\.evidence))
    }

    func filling(_ slot: SentenceTemplate.Slot) -> Filling? {
        switch slot {
        case .company:
            return Filling(text: subject.company.isEmpty ? "the company" : subject.company, evidence: [])
        case .offer: return subject.offer.map { Filling(text: $0, evidence: []) }
        case .place: return value(.city) ?? value(.country)
        case .value(let attribute): return value(attribute)
        case .quote(let attribute, let value):
            guard let fact = best(attribute, where: { $0.value.canonical == value }),
                let evidence = fact.evidence
            else { return nil }
            return Filling(text: Self.shortened(evidence.quote), evidence: [evidence])
        }
    }

    private func value(_ attribute: Attribute) -> Filling? {
        guard let fact = best(attribute, where: { _ in true }), let evidence = fact.evidence else {
            return nil
        }
        return Filling(text: shown(fact, evidence), evidence: [evidence])
    }

    /// Stated before inferred; of equals, words that earned points; of those, the newest.
    private func best(_ attribute: Attribute, where fits: (Fact) -> Bool) -> Fact? {
        let candidates = subject.facts.filter { fact in
            fact.attribute == attribute && fact.evidence != nil && fits(fact)
                && (fact.strength == .stated || fact.strength == .inferred)
        }
        return candidates.enumerated().min { a, b in rank(a) < rank(b) }?.element
    }

    private func rank(_ candidate: (offset: Int, element: Fact)) -> (Int, Int, Int, Int) {
        let fact = candidate.element
        var isMarketing = false
        if case .role(let role) = fact.value { isMarketing = role.function == .marketing }
        let earns = fact.evidence.map(earning.contains) ?? false
        return (fact.strength == .stated ? 0 : 1, isMarketing ? 0 : 1, earns ? 0 : 1, candidate.offset)
    }

    private func shown(_ fact: Fact, _ evidence: Evidence) -> String {
        switch fact.attribute {
        // Sentences around these quote them, so they are shown as written.
        case .problem, .implication, .needPayoff, .silverBullet, .chaosFlag, .fundingMentioned:
            return Self.shortened(evidence.quote)
        default: break
        }
        if case .range(let range) = fact.value, range.lowerBound != range.upperBound {
            return "\(range.lowerBound) to \(range.upperBound)"
        }
        let canonical = fact.value.canonical
        if let name = names.first(where: { $0.tag == canonical }) { return name.words }
        return Self.shortened(fact.attribute == .industry ? canonical.replacing("_", with: " ") : canonical)
    }

    /// Quotes longer than this read as paragraphs.
    private static let longestQuote = 90

    private static func shortened(_ quote: String) -> String {
        let line = quote.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= longestQuote ? line : line.prefix(longestQuote - 1) + "…"
    }
}
