import Domain
import Identity
import Testing

@Suite struct IdentityRulesTests {
    let rules: IdentityRules

    init() throws {
        rules = try IdentityRules(
            data: { path in Array(try fixture(path)) },
            registrableDomain: { host in host.split(separator: ".").suffix(2).joined(separator: ".") })
    }

    @Test(arguments: [
        ("Acme Robotics Pvt. Ltd.", "acme robotics"), ("ACME  robotics", "acme robotics"),
        ("Müller & Söhne GmbH & Co. KG", "muller sohne"), ("Café Noir S.A.R.L.", "cafe noir s a r l"),
        ("Limited", "limited"), ("The AG Collective Berlin", "the ag collective berlin"), ("   ", ""),
        ("東京商事", "東京商事"), ("O'Neill Inc.", "o' neill"),
    ])
    func namesAreComparedWithoutLegalForm(name: String, normalised: String) {
        #expect(rules.normalisedName(name) == normalised)
    }

    @Test(arguments: [
        (["www.skinlab.in"], "SkinLab", [IdentityKey(.domain, "skinlab.in"), IdentityKey(.name, "skinlab")]),
        (["gmail.com"], "SkinLab", [IdentityKey(.name, "skinlab")]),
        (["gmail.com", "skinlab.in"], "", [IdentityKey(.domain, "skinlab.in")]),
        ([], "", [IdentityKey(.text, "digest")]),
    ])
    func aDomainIsTrustedBeforeANameAndSharedDomainsAreNot(hosts: [String], name: String, keys: [IdentityKey])
    {
        #expect(rules.keys(of: AccountMention(name: name, hosts: hosts, textDigest: "digest")) == keys)
    }

    @Test func peopleAreKnownByAddressNumberAndProfile() {
        let mention = ContactMention(
            name: "Meera Joshi", email: "Meera@SkinLab.in", phone: "+919812345678",
            profileURL: "https://www.LinkedIn.com/in/MeeraJ/?x=1")
        #expect(
            rules.keys(of: mention, at: ID(key: 7)) == [
                IdentityKey(.email, "meera@skinlab.in"), IdentityKey(.phone, "+919812345678"),
                IdentityKey(.profile, "linkedin.com/in/MeeraJ"), IdentityKey(.nameAtAccount, "7 meera joshi"),
            ])
        #expect(rules.keys(of: ContactMention(name: "Meera"), at: nil).isEmpty)
    }
}
