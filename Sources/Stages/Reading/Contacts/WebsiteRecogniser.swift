import Domain
import Lexicon

/// The company's own web host.
///
/// The host that carries the company's name wins; without one, a host in the header or behind "visit" may do. Hosts of
/// job boards, the press and the like never do.
struct WebsiteRecogniser: Recogniser {
    private let contacts: ContactWords

    init(data: DataFile) throws {
        contacts = try ContactWords(data: data)
    }

    /// Below this a host is anybody's.
    private static let enough = 0.9

    func recognise(_ document: Document, _ findings: inout Findings) {
        let names = findings.companyNames
        var best: (score: Double, host: FoundHost)?
        var seen: [String: Int] = [:]
        for host in document.hosts { seen[host.registrable, default: 0] += 1 }
        for (place, host) in document.hosts.enumerated() where isOwn(host, names) {
            var score = score(host, names: names, document) - Double(place) * 0.05
            if seen[host.registrable] ?? 0 > 1 { score += 0.5 }
            if score > best?.score ?? -9 { best = (score, host) }
        }
        guard let best, best.score >= Self.enough else { return }
        findings.add(Fact(.website, .text(best.host.host), evidence: document.evidence(best.host.hostSpan)))
    }

    /// Job boards and the press are nobody's own, except when they speak themselves.
    private func isOwn(_ host: FoundHost, _ names: [String]) -> Bool {
        !contacts.isGuest(host) || names.contains { HostLabels.plain($0) == HostLabels.plain(host.label) }
    }

    private func score(_ host: FoundHost, names: [String], _ document: Document) -> Double {
        let label = HostLabels.plain(host.label)
        let isNamed = names.contains { Self.carries(label, $0, host) }
        var score =
            isNamed ? 4.0 : names.contains { Self.initials(of: $0) == label } && label.count > 1 ? 3.0 : 0
        let next = document.tokens.index(atOrAfter: host.span.end)
        let previous = max(0, document.tokens.index(atOrAfter: host.span.start) - 1)
        if document.isInHeader(previous) || document.isInHeader(next) { score += 1.5 }
        if Self.ownPaths.contains(where: { host.path.contains($0) }) { score += 1 }
        if host.path.isEmpty || host.path == "/" { score += 0.7 }
        if document.label(of: previous) == .website || announced(host, document) { score += 0.8 }
        if let sub = host.subdomain.split(separator: ".").first {
            score -= Self.sideDoors.contains(String(sub)) ? 1.8 : 0.3
        }
        if Self.articlePaths.contains(where: { host.path.contains($0) }) { score -= 1.2 }
        if !isNamed, isForeign(host, document) { score -= 2 }
        // A mail address at the same domain makes it the company's own.
        if document.emails.contains(where: { $0.host.hasSuffix(host.registrable) }) { score += 1.5 }
        return score
    }

    private static let ownPaths = [
        "career", "job", "work", "hiring", "join", "about", "team", "position", "contact", "karriere",
        "recrut",
    ]
    private static let articlePaths = ["/blog/", "/news/", "/article", "/watch", "/press/", "/2"]
    private static let sideDoors: Set<String> = [
        "blog", "engineering", "eng", "docs", "tech", "developer", "developers", "help", "support", "status",
        "wiki", "api", "news",
        "press", "forum", "community",
    ]

    /// Whether a host's label is the name, opens or closes with it, or is what people register for it.
    private static func carries(_ label: String, _ name: String, _ host: FoundHost) -> Bool {
        let plain = HostLabels.plain(name)
        guard !plain.isEmpty, !label.isEmpty else { return false }
        if plain == label || plain == HostLabels.plain(host.registrable) { return true }
        if min(plain.count, label.count) >= 3, plain.hasPrefix(label) || label.hasPrefix(plain) {
            return true
        }
        return label.count >= 4 && plain.contains(label) || plain.count >= 4 && label.contains(plain)
    }

    private static func initials(of name: String) -> String {
        Fold.string(String(name.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).compactMap(\.first)))
    }

    /// "visit", "apply at", "more on" in the few words before.
    private func announced(_ host: FoundHost, _ document: Document) -> Bool {
        near(host, document, reach: 45).contains { Self.announcing.contains($0) }
    }

    private func isForeign(_ host: FoundHost, _ document: Document) -> Bool {
        near(host, document, reach: 70).contains { Self.foreign.contains($0) }
    }

    /// Keys of the words of the line that stand within `reach` scalars before a host.
    private func near(_ host: FoundHost, _ document: Document, reach: Int) -> [UInt64] {
        var keys: [UInt64] = []
        var index = document.tokens.index(atOrAfter: host.span.start)
        while index > 0, host.span.start - document.tokens[index - 1].end < reach,
            document.tokens[index - 1].kind != .lineBreak
        {
            index -= 1
            keys.append(document.tokens[index].key)
        }
        return keys
    }

    private static let announcing = Set(
        [
            "visit", "website", "web", "site", "check", "checkout", "info", "more", "apply", "learn",
            "online", "see", "at", "homepage",
            "internet", "unter", "auf", "sur", "www",
        ].map { WordKey.of($0.utf8) })
    private static let foreign = Set(
        [
            "customer", "customers", "client", "clients", "such", "like", "partner", "partners", "invest",
            "investor", "investors",
            "acquired", "powered", "via", "featured", "press", "article",
        ].map { WordKey.of($0.utf8) })
}
