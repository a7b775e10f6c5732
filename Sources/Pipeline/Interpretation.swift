import Domain
import Identity
import Reading

/// What a captured text says, sorted by whom it is about.
struct Interpretation: Sendable {
    /// The text facts point into.
    let text: String
    /// All facts, about the account and its people.
    let facts: [Fact]
    let account: AccountMention
    /// The person to talk to, when the text gives a name or an address.
    let contact: PersonFound?

    /// A person of the text with the facts that are about them.
    struct PersonFound: Sendable {
        let mention: ContactMention
        let role: String?
        let facts: [Fact]
    }
}

/// Turns captures into interpretations.
struct Interpreter: Sendable {
    let reader: Reader

    func interpret(_ capture: Capture, digest: String, phoneRegion: String) -> Interpretation {
        let sent = SenderLines(capture.text, source: capture.source)
        let context = ReadingContext(
            sourceType: capture.source.type, phoneRegion: phoneRegion,
            companyName: capture.source.companyName,
            companyWebsite: capture.source.companyWebsite)
        let facts = sentFacts(sent) + reader.read(capture.text, context: context)
        return Interpretation(
            text: sent.text, facts: facts, account: accountMention(facts, sent, digest),
            contact: person(in: facts))
    }

    /// What the sender said counts as stated, and before what was read: the sender knows whom they mean.
    private func sentFacts(_ sent: SenderLines) -> [Fact] {
        var facts: [Fact] = []
        if let company = sent.company {
            facts.append(Fact(.companyName, .text(company.quote), evidence: company))
        }
        if let website = sent.website, let host = sent.host {
            facts.append(Fact(.website, .text(host), evidence: website))
        }
        return facts
    }

    private func accountMention(_ facts: [Fact], _ sent: SenderLines, _ digest: String) -> AccountMention {
        let names = facts.filter { $0.attribute == .companyName }.map(\.value.canonical)
        let hosts = facts.filter { $0.attribute == .website }.map(\.value.canonical)
        let mailHosts = facts.filter { $0.attribute == .email }.compactMap { fact in
            fact.value.canonical.split(separator: "@").last.map(String.init)
        }
        return AccountMention(name: names.first ?? "", hosts: hosts + mailHosts, textDigest: digest)
    }

    /// The first person named, owners before others, with the address that looks like theirs.
    private func person(in facts: [Fact]) -> Interpretation.PersonFound? {
        let people = facts.filter { $0.attribute == .person }
        let chosen = people.first { Self.isOwner($0) } ?? people.first
        let emails = facts.filter { $0.attribute == .email }
        let email = emails.first { Self.belongs($0, to: chosen) } ?? emails.first
        let phone = facts.first { $0.attribute == .phone } ?? facts.first { $0.attribute == .whatsapp }
        guard chosen != nil || email != nil || phone != nil else { return nil }
        var (name, role) = ("", String?.none)
        if case .person(let found, let job) = chosen?.value { (name, role) = (found, job) }
        let mention = ContactMention(
            name: name, email: email?.value.canonical, phone: phone?.value.canonical,
            profileURL: facts.first { $0.attribute == .profileURL }?.value.canonical)
        return Interpretation.PersonFound(
            mention: mention, role: role, facts: [chosen, email, phone].compactMap(\.self))
    }

    private static func isOwner(_ fact: Fact) -> Bool {
        guard case .person(_, let role?) = fact.value else { return false }
        return ["founder", "owner", "ceo", "partner"].contains { role.lowercased().contains($0) }
    }

    /// `meera@…` belongs to Meera Joshi.
    private static func belongs(_ email: Fact, to person: Fact?) -> Bool {
        guard let person, let local = email.value.canonical.split(separator: "@").first else { return false }
        return person.value.canonical.lowercased().split(separator: " ").contains { name in
            name.count > 2 && local.lowercased().contains(name)
        }
    }
}
