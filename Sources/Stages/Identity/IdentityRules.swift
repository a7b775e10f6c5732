import Domain
import Lexicon
import Wire

/// Turns mentions into keys: two mentions are the same account or contact when they share one.
///
/// An account is known by its registrable domain, else by its name without legal form, case and accents, else by the
/// text itself. A contact is known by e-mail, telephone number, profile page, else by the name within its account.
package struct IdentityRules: Sendable {
    private let legalForms: PhraseBook<Void>
    private let sharedDomains: Set<String>
    private let registrableDomain: @Sendable (String) -> String?

    /// Reads the vocabularies; `registrableDomain` turns a host into the domain somebody registered.
    package init(
        data: DataFile, registrableDomain: @escaping @Sendable (String) -> String?
    ) throws {
        var forms = PhraseBook<Void>()
        for word in try Self.words(in: "lexicon/identity/legal_suffixes.json", data) {
            forms.add(try Phrase(word), ())
        }
        legalForms = forms
        sharedDomains = Set(try Self.words(in: "lexicon/identity/shared_hosts.json", data))
        self.registrableDomain = registrableDomain
    }

    private static func words(in path: String, _ data: DataFile) throws -> [String] {
        let entry = Field<[String]>.object { fields throws(FieldError) in
            _ = try fields.read("why", .filledString)
            return try fields.read("say", .list(.filledString))
        }
        return try Field<[[String]]>.object { fields throws(FieldError) in
            _ = try fields.read("about", .filledString)
            _ = try fields.read("source", .filledString)
            return try fields.read("entries", .list(entry))
        }.read(file: try data(path), named: "data/" + path).flatMap(\.self)
    }

    /// The keys of an organisation in the order of trust; never empty.
    package func keys(of mention: AccountMention) -> [IdentityKey] {
        var keys = mention.hosts.compactMap(ownDomain).reduce(into: [IdentityKey]()) { keys, domain in
            if keys.isEmpty { keys.append(IdentityKey(.domain, domain)) }
        }
        let name = normalisedName(mention.name)
        if !name.isEmpty { keys.append(IdentityKey(.name, name)) }
        return keys.isEmpty ? [IdentityKey(.text, mention.textDigest)] : keys
    }

    /// The keys of a person in the order of trust; empty when nothing tells them from others.
    package func keys(of mention: ContactMention, at account: ID<Account>?) -> [IdentityKey] {
        var keys: [IdentityKey] = []
        if let email = mention.email { keys.append(IdentityKey(.email, Fold.string(email))) }
        if let phone = mention.phone { keys.append(IdentityKey(.phone, phone)) }
        if let profile = mention.profileURL.map(normalisedProfile), !profile.isEmpty {
            keys.append(IdentityKey(.profile, profile))
        }
        if let account, let name = nameKey(mention.name) {
            keys.append(IdentityKey(.nameAtAccount, "\(account.key) \(name)"))
        }
        return keys
    }

    /// A person's name as it is compared within an account; nil when it has no letters.
    package func nameKey(_ name: String) -> String? {
        let tokens = Tokens(name)
        let words = tokens.list.indices.filter { tokens[$0].kind == .word }.map(tokens.foldedText)
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// The registrable domain of a host, unless many companies share it.
    package func ownDomain(_ host: String) -> String? {
        let folded = Fold.string(host)
        guard let domain = registrableDomain(folded), !sharedDomains.contains(domain),
            !sharedDomains.contains(folded)
        else { return nil }
        return domain
    }

    /// Words of a company name without its legal form: `Acme Robotics Pvt.
    ///
    /// Ltd.` and `ACME robotics` are equal.
    package func normalisedName(_ name: String) -> String {
        let tokens = Tokens(name)
        var keep = tokens.list.indices.filter { [.word, .number].contains(tokens[$0].kind) }
        let forms = legalForms.matches(in: tokens).filter { $0.tokens.lowerBound > 0 }
        // Forms stand at the end, one after the other; a form in the middle (“The AG Group Berlin”) is part of the name.
        while let last = keep.last,
            let form = forms.first(where: { $0.tokens.contains(last) && $0.tokens.lowerBound > keep[0] })
        {
            keep.removeAll { form.tokens.contains($0) }
        }
        return keep.map(tokens.foldedText).joined(separator: " ")
    }

    /// A profile address without scheme, `www.`, query and closing slash; LinkedIn's id keeps its case.
    private func normalisedProfile(_ url: String) -> String {
        var rest = url.split(separator: "?", omittingEmptySubsequences: false).first.map(String.init) ?? ""
        for opening in ["https://", "http://", "www."] where rest.lowercased().hasPrefix(opening) {
            rest.removeFirst(opening.count)
        }
        while rest.hasSuffix("/") { rest.removeLast() }
        let parts = rest.split(separator: "/", maxSplits: 1)
        return ([parts.first.map { $0.lowercased() } ?? ""] + parts.dropFirst().map(String.init)).joined(
            separator: "/")
    }
}
