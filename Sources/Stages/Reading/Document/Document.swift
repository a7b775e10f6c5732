import Domain
import Lexicon

/// A text with the structure all recognisers share.
///
/// E-mail addresses and web addresses are found first and hidden, so that no recogniser reads inside one. Spans count
/// Unicode scalars of the text as given, end exclusive.
package struct Document: Sendable {
    /// The text as given.
    let scalars: [Unicode.Scalar]
    /// Words, numbers, symbols and line breaks, with addresses hidden.
    let tokens: Tokens
    let emails: [FoundEmail]
    let hosts: [FoundHost]
    /// Tokens of each line that has any, without its line break.
    let lines: [Range<Int>]
    /// Runs of lines between blank lines.
    let blocks: [Range<Int>]
    /// Sentences, list items and cells; none crosses a blank line.
    let sentences: [Range<Int>]
    let header: Header
    /// "Location: Pune" and its like, in order.
    let rows: [LabelledRow]
    let language: Language
    let scopes: ScopeMap
    /// What each token can be in a job title.
    let grammar: RoleGrammar
    private let sentenceOfToken: [Int32]
    private let lineOfToken: [Int32]
    private let labelOfToken: [LabelledRow.Label?]
    private let labelTokens: Set<Int>

    init(
        scalars: [Unicode.Scalar], tokens: Tokens, emails: [FoundEmail], hosts: [FoundHost], layout: Layout,
        header: Header, rows: [LabelledRow], language: Language, scopes: ScopeMap,
        grammar: RoleGrammar
    ) {
        self.scalars = scalars
        self.tokens = tokens
        self.emails = emails
        self.hosts = hosts
        self.header = header
        self.rows = rows
        self.language = language
        self.scopes = scopes
        self.grammar = grammar
        lines = layout.lines
        blocks = layout.blocks
        sentences = layout.sentences
        sentenceOfToken = Self.owners(of: tokens.count, among: layout.sentences)
        lineOfToken = Self.owners(of: tokens.count, among: layout.lines)
        var labels = [LabelledRow.Label?](repeating: nil, count: tokens.count)
        for row in rows { for token in row.value { labels[token] = row.label } }
        labelOfToken = labels
        labelTokens = Set(rows.flatMap(\.labelTokens))
    }

    /// For each token the index of the range that holds it, or else of the one before.
    private static func owners(of count: Int, among ranges: [Range<Int>]) -> [Int32] {
        var owners = [Int32](repeating: 0, count: count)
        for (index, range) in ranges.enumerated() {
            let next = index + 1 < ranges.count ? ranges[index + 1].lowerBound : count
            for token in range.lowerBound..<max(next, range.upperBound) { owners[token] = Int32(index) }
        }
        return owners
    }

    /// A short text without a header (a founder's note, a blurb) says things without ceremony, so gates are looser.
    var isShort: Bool { scalars.count < Self.shortText && !scalars.prefix(Self.headerReach).contains("|") }

    /// Longest founder notes and blurbs seen; job posts start above it.
    private static let shortText = 450
    /// Where a header's bars would show.
    private static let headerReach = 120
}

extension Document {
    /// The sentence a token stands in.
    func sentence(of token: Int) -> Range<Int> {
        guard !sentences.isEmpty, sentenceOfToken.indices.contains(token) else { return token..<token }
        return sentences[Int(sentenceOfToken[token])]
    }

    /// The index in `sentences` of the sentence a token stands in.
    func sentenceIndex(of token: Int) -> Int {
        sentenceOfToken.indices.contains(token) ? Int(sentenceOfToken[token]) : 0
    }

    /// The line a token stands in.
    func line(of token: Int) -> Range<Int> {
        guard !lines.isEmpty, lineOfToken.indices.contains(token) else { return token..<token }
        return lines[Int(lineOfToken[token])]
    }

    /// The index in `lines` of the line a token stands in.
    func lineIndex(of token: Int) -> Int { lineOfToken.indices.contains(token) ? Int(lineOfToken[token]) : 0 }

    /// Up to `count` words before a token, with the symbols between them, within its sentence.
    func words(_ count: Int, before token: Int) -> Range<Int> {
        let floor = sentence(of: token).lowerBound
        var (start, left) = (min(token, tokens.count), count)
        while start > floor, left > 0 {
            start -= 1
            if tokens.isWordOrNumber(start) { left -= 1 }
        }
        return min(start, token)..<token
    }

    /// Up to `count` words from a token on, with the symbols between them, within its sentence.
    func words(_ count: Int, from token: Int) -> Range<Int> {
        let ceiling = max(token, sentence(of: token).upperBound)
        var (end, left) = (token, count)
        while end < ceiling, left > 0 {
            if tokens.isWordOrNumber(end) { left -= 1 }
            end += 1
        }
        return token..<end
    }

    /// Whether the words around a token deny it: "we have no designer", "wir suchen nicht".
    func isNegated(at token: Int) -> Bool { scopes.contains(token, .not) }

    /// Whether a token is only supposed: "if we were to hire a designer".
    func isHypothetical(at token: Int) -> Bool { scopes.contains(token, .supposed) }

    /// Whether a token stands in the header.
    func isInHeader(_ token: Int) -> Bool { header.tokens.contains(token) }

    /// Whether a token belongs to the label of a row.
    func isLabel(_ token: Int) -> Bool { labelTokens.contains(token) }

    /// The label of the row whose value a token belongs to.
    func label(of token: Int) -> LabelledRow.Label? {
        labelOfToken.indices.contains(token) ? labelOfToken[token] : nil
    }

    /// The labelled rows of one kind.
    func rows(_ label: LabelledRow.Label) -> [LabelledRow] { rows.filter { $0.label == label } }

    /// The words under a span, byte for byte.
    func quote(_ span: Span) -> String {
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars[max(0, span.start)..<min(max(span.end, 0), scalars.count)])
        return String(out)
    }

    /// The text of tokens as written, hidden addresses between them included.
    func text(_ range: Range<Int>) -> String { quote(tokens.span(range)) }

    func evidence(_ span: Span) -> Evidence { Evidence(span: span, quote: quote(span)) }
    func evidence(_ range: Range<Int>) -> Evidence { evidence(tokens.span(range)) }

    /// A fact whose words are `range`.
    func fact(
        _ attribute: Attribute, _ value: FactValue, _ strength: Strength = .stated, at range: Range<Int>
    ) -> Fact {
        Fact(attribute, value, strength, evidence: evidence(range))
    }
}

extension Document {
    /// Whether an e-mail or web address stands between a token and the one before it.
    func followsAddress(_ token: Int) -> Bool {
        guard token < tokens.count else { return false }
        let start = tokens[token].start
        let end = token > 0 ? tokens[token - 1].end : 0
        return (end..<max(end, start)).contains { tokens.scalars[$0] == AddressFinder.hiding }
    }
}
