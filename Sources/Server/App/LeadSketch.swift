import Domain
import Pages
import Storage

/// What pages say of a lead in few words, taken from the facts that hold now.
struct LeadSketch {
    let row: Storage.LeadRow
    private let facts: [Fact]

    init(_ row: Storage.LeadRow, facts: [Fact]) {
        self.row = row
        self.facts = facts.filter { $0.strength == .stated || $0.strength == .inferred }
    }

    /// The account's name, or the contact's when there is no account.
    var name: String { row.account?.name ?? row.contact?.name ?? "Lead \(row.lead.number)" }

    var website: String? { row.account?.domain ?? first(.website) }

    /// A word or two each: `Bed linen`, `Pune, India`, `9 people`.
    var about: [String] {
        let places = [first(.city), first(.country) ?? first(.region)].compactMap(\.self)
        let place = places.isEmpty ? first(.location) : places.joined(separator: ", ")
        return [first(.industry), place, people].compactMap(\.self)
    }

    /// The same as a line; the person first, where the lead is about one.
    var line: String {
        let who = [row.contact?.name, row.contact?.role].compactMap(\.self).filter { !$0.isEmpty }
        let person = row.account == nil ? who.dropFirst().first : who.joined(separator: ", ")
        return ([person ?? ""] + about).filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// Whom to talk to; nil when nobody and no address is known.
    var person: Pages.LeadPage.Person? {
        let person = Pages.LeadPage.Person(
            name: row.contact?.name ?? named?.name, role: row.contact?.role ?? named?.role,
            email: first(.email), phone: first(.phone))
        return person == .init() ? nil : person
    }

    private var named: (name: String, role: String?)? {
        for fact in facts { if case .person(let name, let role) = fact.value { return (name, role) } }
        return nil
    }

    private var people: String? {
        guard let size = first(.teamSize) ?? first(.sizeBucket) else { return nil }
        return size == "1" ? "1 person" : "\(size) people"
    }

    private func first(_ attribute: Attribute) -> String? {
        facts.first { $0.attribute == attribute }.map(\.value.canonical)
    }
}

extension ReadTransaction {
    /// The facts that hold now of each lead's account and contact.
    func sketches(_ rows: [Storage.LeadRow]) throws -> [LeadSketch] {
        let testimonies = Dictionary(
            grouping: try testimonies(of: Array(Set(rows.flatMap(\.subjects)))), by: \.subject)
        return rows.map { row in
            LeadSketch(row, facts: FactView.current(row.subjects.flatMap { testimonies[$0] ?? [] }))
        }
    }
}

extension Storage.LeadRow {
    /// Whom the lead's facts are about; the account last, because what is said of it later counts.
    var subjects: [Subject] {
        [account.map { .account($0.id) }, contact.map { .contact($0.id) }].compactMap(\.self)
    }
}
