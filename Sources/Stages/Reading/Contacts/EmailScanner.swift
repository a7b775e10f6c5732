import Domain

/// Finds e-mail addresses, plain and disguised, in one pass.
///
/// Every "@" and every word that stands for one is tried once; a try looks at most `longestLocal` scalars back and
/// `longestDomain` ahead.
struct EmailScanner {
    let scalars: [Unicode.Scalar]
    let tools: ReadingTools
    let words: ContactWords
    private var found: [FoundEmail] = []

    init(scalars: [Unicode.Scalar], tools: ReadingTools, words: ContactWords) {
        self.scalars = scalars
        self.tools = tools
        self.words = words
    }

    /// RFC 5321: longest local part; longest domain.
    static let longestLocal = 64
    static let longestDomain = 253
    /// "careers dot eu dot acme dot co dot uk" has as many dots as this.
    private static let mostDots = 4
    /// How far before a bare "at" the word that announces an address may stand.
    private static let cueReach = 40

    mutating func scan() -> [FoundEmail] {
        let signs = AddressSigns(scalars: scalars, words: words)
        for index in scalars.indices {
            if let at = signs.at(index) { read(at, signs) }
        }
        let encoded = EncodedEmails(scalars: scalars).scan().filter { isDeliverable($0.host) }
        let plain = found
        found += encoded.filter { code in !plain.contains { $0.span.overlaps(code.span) } }
        return found.sorted { $0.span < $1.span }
    }

    /// Reads what stands around a sign that may be an "@".
    private mutating func read(_ at: AddressSigns.Sign, _ signs: AddressSigns) {
        guard let local = local(before: at, signs), let domain = domain(after: at, signs) else { return }
        let span = Span(local.start, domain.end)
        if let last = found.last, last.span.overlaps(span) { return }
        guard isMeant(at, local: local, domain: domain) else { return }
        found.append(FoundEmail(address: local.text + "@" + domain.text, span: span))
    }

    private struct Part {
        var text: String
        var start: Int
        var end: Int
        /// A dot was written out, which nobody does but for an address.
        var hasWrittenDot = false
    }

    /// The local part that ends where the sign begins.
    private func local(before at: AddressSigns.Sign, _ signs: AddressSigns) -> Part? {
        var start = at.start
        while start > 0, at.start - start < Self.longestLocal, isLocalPart(scalars[start - 1]) { start -= 1 }
        while start < at.start, !scalars[start].isLatinWordPart { start += 1 }
        guard start < at.start else { return nil }
        var part = Part(text: scalars[start..<at.start].lowercased, start: start, end: at.start)
        guard at.style != .plain else { return part }
        for _ in 0..<Self.mostDots {
            guard let dot = signs.dot(endingAt: part.start), dot.start > 0 else { break }
            var first = dot.start
            while first > 0, dot.start - first < Self.longestLocal, isLocalPart(scalars[first - 1]) {
                first -= 1
            }
            guard first < dot.start else { break }
            let word = scalars[first..<dot.start].lowercased
            if words.has(word, .notMailbox) { break }
            part = Part(
                text: word + "." + part.text, start: first, end: part.end, hasWrittenDot: true)
        }
        return part
    }

    /// The longest domain that follows the sign and ends in a public suffix.
    private func domain(after at: AddressSigns.Sign, _ signs: AddressSigns) -> Part? {
        var labels: [Part] = []
        var position = at.end
        var hasWrittenDot = false
        while labels.count <= Self.mostDots + 1, position - at.end < Self.longestDomain {
            let start = position
            while position < scalars.count, position - start < Self.longestLocal,
                isLabelPart(scalars[position])
            {
                position += 1
            }
            guard start < position else { break }
            labels.append(
                Part(
                    text: scalars[start..<position].lowercased, start: start, end: position,
                    hasWrittenDot: hasWrittenDot))
            guard let dot = signs.dot(at: position, spaced: at.style != .plain) else { break }
            hasWrittenDot = hasWrittenDot || dot.style != .plain
            position = dot.end
        }
        return deliverable(labels) ?? provider(labels)
    }

    /// As many labels as make a name under which one can register.
    private func deliverable(_ labels: [Part]) -> Part? {
        guard labels.count >= 2 else { return nil }
        for count in stride(from: labels.count, through: 2, by: -1) {
            let name = labels[..<count].map(\.text).joined(separator: ".")
            let last = labels[count - 1]
            guard isDeliverable(name), !last.text.hasSuffix("-") else { continue }
            return Part(
                text: name, start: labels[0].start, end: last.end, hasWrittenDot: last.hasWrittenDot)
        }
        return nil
    }

    /// "name at gmail": everybody knows the rest.
    private func provider(_ labels: [Part]) -> Part? {
        guard let first = labels.first, words.has(first.text, .provider) else { return nil }
        return Part(text: first.text + ".com", start: first.start, end: first.end, hasWrittenDot: true)
    }

    private func isDeliverable(_ host: some StringProtocol) -> Bool {
        let ending = host.lastIndex(of: ".").map { host[host.index(after: $0)...] } ?? host[...]
        guard !words.has(ending, .fileEnding), ending.allSatisfy({ !$0.isNumber }) else { return false }
        return tools.hasPublicSuffix(String(host)) && tools.registrableDomain(String(host)) != nil
    }

    /// Tells "write to anna at acme.in" from "look at acme.in" and "engineer @ acme.in".
    private func isMeant(_ at: AddressSigns.Sign, local: Part, domain: Part) -> Bool {
        switch at.style {
        case .plain: return true
        case .marked: return !words.has(local.text, .notMailbox)
        case .spaced, .bare:
            guard !words.has(local.text, .notMailbox) else { return false }
            if domain.hasWrittenDot || local.hasWrittenDot || words.has(local.text, .mailbox) { return true }
            if at.style == .spaced, local.text.contains(where: { $0.isNumber || $0 == "." }) { return true }
            return hasCue(before: local.start)
        }
    }

    /// Whether one of the words before announces an address.
    private func hasCue(before start: Int) -> Bool {
        let window = scalars[max(0, start - Self.cueReach)..<start]
        return window.split(whereSeparator: { !$0.isLatinWordPart && $0 != "-" })
            .contains { words.has($0.lowercased, .cue) }
    }

    private func isLocalPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLatinWordPart || scalar == "." || scalar == "_" || scalar == "-" || scalar == "+"
            || scalar == "%"
    }

    private func isLabelPart(_ scalar: Unicode.Scalar) -> Bool { scalar.isLatinWordPart || scalar == "-" }
}
