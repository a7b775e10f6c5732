import Domain
import Lexicon

/// Finds e-mail and web addresses and hides them from everyone else.
struct AddressFinder: Sendable {
    /// What was found, and the text with it replaced scalar for scalar by `hiding`.
    struct Found {
        var emails: [FoundEmail] = []
        var hosts: [FoundHost] = []
        var hidden: [Unicode.Scalar]
    }

    /// Ends a word and makes no token.
    static let hiding: Unicode.Scalar = "\u{1}"

    private let tools: ReadingTools
    private let words: ContactWords

    init(data: DataFile, tools: ReadingTools) throws {
        self.tools = tools
        words = try ContactWords(data: data)
    }

    func find(in scalars: [Unicode.Scalar]) -> Found {
        var found = Found(hidden: scalars)
        var emails = EmailScanner(scalars: scalars, tools: tools, words: words)
        found.emails = emails.scan()
        for email in found.emails { Self.hide(email.span, in: &found.hidden) }
        let hosts = HostScanner(scalars: found.hidden, tools: tools, words: words)
        found.hosts = hosts.scan()
        for host in found.hosts { Self.hide(host.span, in: &found.hidden) }
        return found
    }

    private static func hide(_ span: Span, in scalars: inout [Unicode.Scalar]) {
        for index in span.start..<span.end where scalars[index] != "\n" { scalars[index] = hiding }
    }
}
