import Domain
import Tabular

/// A prospect as a snapshot's text: one line a field, so that every fact can quote its words.
package struct ProspectText {
    package private(set) var text = ""
    package private(set) var accountFacts: [Fact] = []
    package private(set) var contactFacts: [Fact] = []
    private var length = 0

    package init(_ prospect: Prospect) {
        let role = prospect.role.isEmpty ? nil : prospect.role
        line("Name", prospect.name, .person, isContact: true) { .person(name: $0, role: role) }
        line("Role", prospect.role, .roleTitle, isContact: true)
        line("Company", prospect.company, .companyName)
        line("Industry", prospect.industry, .industry)
        line("Location", prospect.location, .location, isContact: true)
        line("Bio", prospect.linkedinBio, .bio, isContact: true)
        line("E-mail", prospect.email, .email, isContact: true)
        line("Phone", prospect.phone, .phone, isContact: true)
        line("Website", prospect.website, .website) { .text(SenderLines.host($0) ?? $0) }
        line("Profile", prospect[.linkedinURL], .profileURL, isContact: true)
        line("Size", prospect[.employees], .teamSize)
        for extra in prospect.extra { line(extra.title, extra.value, nil) }
    }

    private mutating func line(
        _ label: String, _ value: String, _ attribute: Attribute?, isContact: Bool = false,
        _ read: (String) -> FactValue = { .text($0) }
    ) {
        guard !value.isEmpty else { return }
        if length > 0 { add("\n") }
        add(label)
        add(": ")
        let start = length
        add(value)
        guard let attribute else { return }
        let fact = Fact(attribute, read(value), evidence: Evidence(span: Span(start, length), quote: value))
        if isContact { contactFacts.append(fact) } else { accountFacts.append(fact) }
    }

    private mutating func add(_ words: String) {
        text += words
        // Nearly every cell is ASCII, where bytes are scalars.
        length += words.utf8.allSatisfy { $0 < 0x80 } ? words.utf8.count : words.unicodeScalars.count
    }
}
