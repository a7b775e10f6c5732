import Domain
import Lexicon

/// Finds telephone numbers, and which of them answer on WhatsApp.
///
/// A national number is read as one of the countries the text names, or else of the sender's. In long texts it needs a
/// word that announces it: prices, dates and registration numbers look alike.
struct PhoneRecogniser: Recogniser {
    /// What phrases are; raw values are those of `data/lexicon/phones.json`.
    enum Kind: String, CaseIterable {
        /// Announces a number: "Tel.", "call".
        case phone
        /// Tells that a number answers on WhatsApp.
        case whatsapp
        /// Announces a number that nobody answers.
        case fax
        /// Announces other numbers: "GSTIN", "PIN".
        case other
    }

    private let cues: CueBook<Kind>
    private let tools: ReadingTools

    init(data: DataFile, tools: ReadingTools) throws {
        cues = try CueBook("lexicon/phones.json", data)
        self.tools = tools
    }

    /// Fewer digits are no number that can be called from elsewhere.
    private static let leastDigits = 9
    /// Scalars before a number within which a word announces it.
    private static let reach = 30
    /// Countries tried before the sender's.
    private static let countries = 2

    func recognise(_ document: Document, _ findings: inout Findings) {
        addLinks(document, &findings)
        guard Self.mayHoldNumber(document.tokens.scalars) else { return }
        let hits = cues.hits(in: document)
        let text = document.tokens.quote(0, document.tokens.scalars.count)
        var taken: [Span] = []
        for region in regions(document, findings) {
            for isLoose in document.isShort ? [false, true] : [false] {
                for phone in tools.phones(text, region, isLoose) {
                    guard !taken.contains(where: { $0.overlaps(phone.span) }),
                        isMeant(phone, document, hits)
                    else { continue }
                    taken.append(phone.span)
                    add(phone, document, hits, &findings)
                }
            }
        }
    }

    /// The countries a national number is tried as, the likeliest first.
    private func regions(_ document: Document, _ findings: Findings) -> [String] {
        let own = findings.context.phoneRegion
        let found = findings.countryCodes
        // A text that names the sender's country beside others is most often from there.
        if found.contains(own) { return [own] + found.prefix(Self.countries).filter { $0 != own } }
        guard found.isEmpty else { return found.prefix(Self.countries) + [own] }
        return (Self.homes[document.language].map { [$0] } ?? []) + [own]
    }

    /// Where texts come from that name no country, by their language.
    private static let homes: [Language: String] = [.german: "DE", .french: "FR", .spanish: "ES"]

    /// Whether enough digits stand close together anywhere.
    private static func mayHoldNumber(_ scalars: [Unicode.Scalar]) -> Bool {
        var digits = 0
        for scalar in scalars {
            if scalar.value &- 0x30 < 10 {
                digits += 1
                if digits >= leastDigits { return true }
            } else if !" -–().+/\u{A0}".unicodeScalars.contains(scalar) {
                digits = 0
            }
        }
        return false
    }

    private func isMeant(
        _ phone: ReadingTools.Phone, _ document: Document, _ hits: CueHits<Kind>
    ) -> Bool {
        guard phone.e164.utf8.count > Self.leastDigits else { return false }
        let before = tokens(before: phone.span, document)
        let last = before.upperBound
        if hits.contains(.fax, in: max(before.lowerBound, last - 3)..<last) { return false }
        if hits.contains(.other, in: max(before.lowerBound, last - 4)..<last) { return false }
        let isInternational = document.scalars[phone.span.start] == "+"
        return document.isShort || isInternational || hits.contains(.phone, in: before)
            || hits.contains(.whatsapp, in: before)
    }

    private func tokens(before span: Span, _ document: Document) -> Range<Int> {
        let end = document.tokens.index(atOrAfter: span.start)
        return document.tokens.index(atOrAfter: span.start - Self.reach)..<end
    }

    private func add(
        _ phone: ReadingTools.Phone, _ document: Document, _ hits: CueHits<Kind>, _ findings: inout Findings
    ) {
        let evidence = document.evidence(phone.span)
        guard isNew(phone.e164, .phone, findings) else { return }
        findings.add(Fact(.phone, .text(phone.e164), evidence: evidence))
        let end = document.tokens.index(atOrAfter: phone.span.end)
        let line = document.line(of: max(0, end - 1))
        let after = end..<max(end, min(end + 3, line.upperBound))
        if hits.contains(.whatsapp, in: tokens(before: phone.span, document))
            || hits.contains(.whatsapp, in: after)
        {
            findings.add(Fact(.whatsapp, .text(phone.e164), evidence: evidence))
        }
    }

    private func isNew(_ number: String, _ attribute: Attribute, _ findings: Findings) -> Bool {
        !findings.facts(attribute).contains { $0.value.canonical == number }
    }

    /// Links that open a chat name the number: `wa.me/919845012345`.
    private func addLinks(_ document: Document, _ findings: inout Findings) {
        for host in document.hosts where host.host == "wa.me" || host.host == "api.whatsapp.com" {
            let digits = host.path.drop { !$0.isNumber }.prefix { $0.isNumber }
            guard digits.count >= Self.leastDigits, isNew("+" + digits, .whatsapp, findings) else { continue }
            let evidence = document.evidence(host.span)
            findings.add(Fact(.phone, .text("+" + digits), evidence: evidence))
            findings.add(Fact(.whatsapp, .text("+" + digits), evidence: evidence))
        }
    }
}
