import Domain
import Lexicon

/// What the company that speaks or hires is called.
///
/// Every run of capitalised words gets a score from where it stands: a header cell, a labelled row, a verb behind it, a
/// word such as "join" in front, a legal form, a host of the same name. The best wins if it is good enough.
struct CompanyRecogniser: Recogniser {
    private let words: CompanyWords
    private let gazetteer: Gazetteer
    private let contacts: ContactWords

    init(data: DataFile, gazetteer: Gazetteer) throws {
        words = try CompanyWords(data: data)
        contacts = try ContactWords(data: data)
        self.gazetteer = gazetteer
    }

    /// Below this a name is a guess: one weak sign alone does not reach it.
    private static let enough = 1.1

    func recognise(_ document: Document, _ findings: inout Findings) {
        let finder = NameFinder(document: document, words: words, found: words.find(in: document.tokens))
        let labels = HostLabels(document, contacts)
        let scorer = NameScorer(
            document: document, words: words, found: finder.found, runs: finder.runs(), labels: labels,
            cells: CellKinds(document: document, gazetteer: gazetteer, names: []))
        let candidates = (scorer.candidates() + HeaderNames(scorer: scorer).candidates())
            .map { scorer.rated($0, given: findings.context.companyName) }
        guard let best = NameScorer.best(candidates), best.score >= Self.enough else { return }
        for name in NameShape(document: document, labels: labels, finder: finder, gazetteer: gazetteer).names(
            best, among: candidates)
        {
            findings.add(Fact(.companyName, .text(name.text), evidence: document.evidence(name.span)))
        }
    }
}

/// A name that may be the company's.
struct NameCandidate: Sendable {
    var text: String
    var span: Span
    var score: Double
    /// Letters and digits only, folded: what hosts are compared with.
    var plain: String

    init(_ text: String, _ span: Span, score: Double) {
        self.text = text
        self.span = span
        self.score = score
        plain = HostLabels.plain(text)
    }
}

/// The names that hosts and mail domains of a text give their owners.
struct HostLabels: Sendable {
    /// Of web addresses that belong to somebody: no job boards, no mail providers.
    let hosts: [String]
    let mails: [String]

    init(_ document: Document, _ contacts: ContactWords) {
        hosts = Self.unique(
            document.hosts.filter { !contacts.isGuest($0) }.map { Self.plain($0.label) })
        mails = Self.unique(
            document.emails.compactMap { email in
                let labels = email.host.split(separator: ".")
                let isGuest = contacts.has(email.host, .guestHost)
                return isGuest || labels.count < 2
                    ? nil : labels.dropLast().max { $0.count < $1.count }.map { Self.plain($0) }
            })
    }

    private static func unique(_ list: [String]) -> [String] {
        var seen: Set<String> = []
        // More hosts than this and the text is a directory.
        return list.filter { !$0.isEmpty && seen.insert($0).inserted }.prefix(40).map { $0 }
    }

    static func plain(_ text: some StringProtocol) -> String {
        String(
            decoding: Fold.bytes(text).filter { $0 &- 0x30 < 10 || $0 &- 0x61 < 26 || $0 >= 0x80 },
            as: UTF8.self)
    }

    /// Whether a host's label is this name, or one opens with the other.
    func hostAgrees(with name: String) -> Bool { hosts.contains { Self.agree(name, $0) } }
    func mailAgrees(with name: String) -> Bool { mails.contains { Self.agree(name, $0) } }

    /// Whether a host or mail domain opens with the name's first word: "Blattwerk Gartenbau" at blattwerk-berlin.de.
    func firstWordAgrees(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        guard words.count > 1, let first = words.first.map({ Self.plain($0) }), first.count >= 5 else {
            return false
        }
        return hosts.contains { $0.hasPrefix(first) } || mails.contains { $0.hasPrefix(first) }
    }

    static func agree(_ name: String, _ label: String) -> Bool {
        if name == label { return name.count > 1 }
        let shorter = min(name.count, label.count)
        guard shorter >= 3 else { return false }
        return name.hasPrefix(label) || label.hasPrefix(name) || Self.wraps(label, name)
    }

    /// "getacme", "acmehq": what people register when their name is taken.
    private static func wraps(_ label: String, _ name: String) -> Bool {
        guard name.count >= 4 else { return false }
        return ["get", "join", "try", "use", "go", "my", "the", "we", "team", "hello"].contains {
            label == $0 + name
        }
    }
}

extension ContactWords {
    /// Whether a host belongs to a job board, a shortener or the like, and not to the company.
    func isGuest(_ host: FoundHost) -> Bool {
        has(host.registrable, .guestHost) || has(host.host, .guestHost)
    }
}
