import Domain
import Lexicon

/// Brings the name that won into the form a fact has.
struct NameShape {
    let document: Document
    let labels: HostLabels
    let finder: NameFinder
    let gazetteer: Gazetteer

    private var tokens: Tokens { document.tokens }

    /// Endings of hosts that people leave off when they say a name; those that are part of it stay ("Morph.ai").
    private static let dropped = [
        "com", "io", "in", "net", "org", "de", "fr", "es", "co.uk", "co.in", "nl", "ch", "at", "eu", "us",
        "app",
    ]

    /// One name, or two of "Brand/Parent".
    func names(_ best: NameCandidate, among candidates: [NameCandidate]) -> [NameCandidate] {
        if let parts = pair(best) { return parts }
        let shaped = withoutHostEnding(best)
        if let longer = withLegalForm(shaped) { return [longer] }
        return [withoutCountry(shaped)]
    }

    private func withoutHostEnding(_ name: NameCandidate) -> NameCandidate {
        guard let dot = name.text.firstIndex(of: "."), dot != name.text.startIndex,
            Self.dropped.contains(name.text[name.text.index(after: dot)...].lowercased())
        else { return name }
        let text = String(name.text[..<dot])
        return NameCandidate(
            text, Span(name.span.start, name.span.start + text.unicodeScalars.count), score: name.score)
    }

    /// The same name with its legal form, when that is written somewhere.
    private func withLegalForm(_ name: NameCandidate) -> NameCandidate? {
        for run in finder.runs() where run.hasLegalForm {
            let core = HostLabels.plain(document.text(run.core))
            guard core == name.plain || HostLabels.plain(document.text(run.tokens)) == name.plain else {
                continue
            }
            let span = tokens.span(run.tokens)
            return NameCandidate(document.quote(span), span, score: name.score)
        }
        return nil
    }

    /// "Acme India" → "Acme", when a host says so.
    private func withoutCountry(_ name: NameCandidate) -> NameCandidate {
        let words = name.text.split(separator: " ")
        guard words.count > 1, let last = words.last, isCountry(String(last)) else { return name }
        let shorter = words.dropLast().joined(separator: " ")
        guard labels.hosts.contains(HostLabels.plain(shorter)) else { return name }
        let end = name.span.end - last.unicodeScalars.count - 1
        return NameCandidate(shorter, Span(name.span.start, end), score: name.score)
    }

    private func isCountry(_ word: String) -> Bool { gazetteer.hit(at: 0, in: Tokens(word))?.country != nil }

    private func pair(_ name: NameCandidate) -> [NameCandidate]? {
        let parts = name.text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.count > 2 && !$0.contains(" ") && $0.first?.isUppercase == true })
        else {
            return nil
        }
        let middle = name.span.start + parts[0].unicodeScalars.count
        return [
            NameCandidate(String(parts[0]), Span(name.span.start, middle), score: name.score),
            NameCandidate(String(parts[1]), Span(middle + 1, name.span.end), score: name.score),
        ]
    }
}
