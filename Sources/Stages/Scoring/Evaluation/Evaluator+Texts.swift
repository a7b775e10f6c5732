import Domain
import Lexicon

/// A text cut into tokens, with its sentences.
struct ReadText: Sendable {
    let source: SourceText
    let tokens: Tokens
    /// Ranges of tokens.
    let sentences: [Range<Int>]

    init(_ source: SourceText) {
        self.source = source
        tokens = Tokens(source.text)
        sentences = Self.sentences(tokens)
    }

    /// The sentence that holds all these tokens.
    func sentence(of range: Range<Int>) -> Range<Int>? {
        var (low, high) = (0, sentences.count)
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
        }
        guard low < sentences.count, sentences[low].contains(range.lowerBound),
            range.upperBound <= sentences[low].upperBound
        else { return nil }
        return sentences[low]
    }

    private static func sentences(_ tokens: Tokens) -> [Range<Int>] {
        var out: [Range<Int>] = []
        var start = 0
        for index in tokens.list.indices where ends(tokens, at: index) {
            if index > start { out.append(start..<index) }
            start = index + 1
        }
        if start < tokens.count { out.append(start..<tokens.count) }
        return out
    }

    /// A line break, or a full stop, `!` or `?` that the next token does not touch.
    private static func ends(_ tokens: Tokens, at index: Int) -> Bool {
        let token = tokens[index]
        if token.kind == .lineBreak { return true }
        guard token.kind == .symbol, ".!?".unicodeScalars.contains(tokens.scalars[token.start]) else {
            return false
        }
        return index + 1 == tokens.count || !tokens[index + 1].isGlued
    }
}

extension Evaluator {
    /// Places where the phrases stand, in order of the texts.
    func phrases(_ test: PhraseTest) -> [Finding] {
        var out: [Finding] = []
        for text in texts where test.sources.isEmpty || test.sources.contains(text.source.type) {
            var matches = test.phrases.longestMatches(in: text.tokens)
            if let profile = test.profile { matches += words(profile).longestMatches(in: text.tokens) }
            matches.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
            for match in matches where isMeant(match, test, text) {
                let span = text.tokens.span(match.tokens)
                let quote = text.tokens.quote(span)
                let evidence = Evidence(snapshot: text.source.snapshot, span: span, quote: quote)
                out.append(
                    Finding(
                        strength: .stated, shown: .text(Words.shortened(quote)),
                        more: Finding.More(words: [evidence], at: text.source.capturedAt)))
            }
        }
        return out
    }

    /// Whether a match lies within one sentence that has what must and nothing that must not stand beside it.
    private func isMeant(_ match: PhraseMatch, _ test: PhraseTest, _ text: ReadText) -> Bool {
        guard let sentence = text.sentence(of: match.tokens) else { return false }
        return (stands(test.near, in: text.tokens, sentence) ?? true)
            && !(stands(test.notNear, in: text.tokens, sentence) ?? false)
    }

    private func stands(_ book: PhraseBook<Void>?, in tokens: Tokens, _ sentence: Range<Int>) -> Bool? {
        book.map { !$0.matches(in: tokens, range: sentence).isEmpty }
    }

    private func words(_ kind: PhraseTest.ProfileWords) -> PhraseBook<Void> {
        switch kind {
        case .hiring: aim.hiringWords
        case .pain: aim.painWords
        case .other: aim.otherWords
        }
    }

    /// Technologies of a list that are in use.
    func technology(_ list: TechnologyList) -> Finding {
        for index in input.facts.indices where input.facts[index].attribute == .technology {
            let fact = input.facts[index]
            guard fact.strength.holds else { continue }
            let key = taxonomy.technologies.key(fact.value.canonical)
            let isMeant =
                switch list {
                case .offer: aim.offerTechnologies.contains(key)
                case .named(let names): names.contains { taxonomy.technologies.key($0) == key }
                default: aim.technologies[list]?.contains { $0.key == key } ?? false
                }
            if isMeant { return Finding(strength: fact.strength, shown: .fact(index), fact: index) }
        }
        return .nothing
    }

    /// Signals of these kinds that began in the window, newest first.
    func signals(_ kinds: [String], _ days: Int?) -> [Finding] {
        let fitting = input.signals.filter { signal in
            guard kinds.contains(signal.kind), signal.from <= input.asOf else { return false }
            return days.map { signal.from >= input.asOf.advanced(bySeconds: -Int64($0) * 86_400) } ?? true
        }
        return fitting.sorted { ($0.from, $1.id.key) > ($1.from, $0.id.key) }.compactMap { signal in
            guard signal.strength.holds else { return nil }
            return Finding(
                strength: signal.strength, shown: .text(Words.shortened(signal.explanation)),
                more: Finding.More(words: signal.evidence, at: signal.from))
        }
    }
}
