import Domain

/// Finds e-mail addresses, plain and disguised, in one pass.
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

    mutating func scan() -> [FoundEmail] {
        for index in scalars.indices where scalars[index] == "@" { readPlain(at: index) }
        return found
    }

    private mutating func readPlain(at index: Int) {
        var start = index
        while start > 0, index - start < Self.longestLocal, isLocalPart(scalars[start - 1]) { start -= 1 }
        while start < index, scalars[start] == "." || scalars[start] == "-" { start += 1 }
        var end = index + 1
        while end < scalars.count, end - index < Self.longestDomain, isDomainPart(scalars[end]) { end += 1 }
        while end > index + 1, scalars[end - 1] == "." || scalars[end - 1] == "-" { end -= 1 }
        guard start < index, end > index + 1, scalars[index + 1..<end].contains(".") else { return }
        let domain = scalars[index + 1..<end].lowercased
        guard tools.hasPublicSuffix(domain), tools.registrableDomain(domain) != nil else { return }
        found.append(FoundEmail(address: scalars[start..<end].lowercased, span: Span(start, end)))
    }

    private func isLocalPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLatinWordPart || "._%+-".unicodeScalars.contains(scalar)
    }

    private func isDomainPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLatinWordPart || scalar == "." || scalar == "-"
    }
}
