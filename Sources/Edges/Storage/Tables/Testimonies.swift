import Database
import Domain
import Wire

/// A testimony ready to be stored: its facts packed where they were read, so that the writer only binds.
package final class PackedTestimony: Sendable {
    fileprivate let subject: Subject
    /// The columns after the subject.
    fileprivate let rest: [Value]
    /// The facts that people search by.
    fileprivate let indexed: [IndexedFact]

    package init(_ testimony: Testimony) {
        subject = testimony.subject
        let facts = JSON.array(testimony.facts.map { $0.packed(in: testimony.snapshot) }).text
        rest = [
            Value(testimony.snapshot), Value(testimony.validFrom), Value(testimony.seenAt),
            .text(testimony.reader), .text(facts),
        ]
        indexed = Array(Set(testimony.facts.compactMap(IndexedFact.init)))
    }
}

extension WriteTransaction {
    private static let insertSQL = """
        INSERT INTO testimonies (workspace, noun, subject, snapshot, valid_from, seen_at, reader, facts)
        VALUES @row(?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (subject, snapshot) DO NOTHING
        """

    /// Stores what a snapshot says about a subject; a testimony that stands already stays as it is.
    package func add(_ testimony: PackedTestimony) throws(StoreError) {
        try add([testimony])
    }

    /// Stores many testimonies.
    package func add(_ testimonies: [PackedTestimony]) throws(StoreError) {
        try add(testimonies.map { ($0.subject, $0) })
    }

    /// Stores testimonies about other subjects than they were packed with: who a row is about is known only here.
    func add(_ testimonies: [(subject: Subject, says: PackedTestimony)]) throws(StoreError) {
        try runEach(
            Self.insertSQL,
            testimonies.map { [scope, $0.subject.noun.value, $0.subject.value] + $0.says.rest })
        // Rows of one company stand together and say the same of it.
        var pairs: Set<FactOfSubject> = []
        for (subject, says) in testimonies {
            for fact in says.indexed { pairs.insert(FactOfSubject(fact: fact, subject: subject.key)) }
        }
        try index(pairs)
    }
}

extension ReadTransaction {
    private static let ofSubjectsSQL = """
        SELECT noun, subject, snapshot, valid_from, seen_at, reader, facts
          FROM testimonies
         WHERE workspace = ? AND seen_at <= ? AND subject @among(?)
        """

    /// What was known about subjects at a moment, oldest truth first; now when no moment is given.
    package func testimonies(
        of subjects: [Subject], asOf moment: Timestamp? = nil
    ) throws(StoreError) -> [Testimony] {
        let values = [scope, .int(moment?.milliseconds ?? .max)]
        // A list asks about two thousand subjects at once.
        let asked = Set(subjects)
        return try rows(Self.ofSubjectsSQL, values, keys: subjects.map { [$0.value] }) { Testimony(&$0) }
            .filter { asked.contains($0.subject) }
            .sorted { ($0.validFrom, $0.seenAt, $0.snapshot) < ($1.validFrom, $1.seenAt, $1.snapshot) }
    }
}

extension Testimony {
    fileprivate init(_ row: inout Row) {
        let noun: SubjectNoun = row.word(else: .account)
        let key = row.int64()
        let snapshot = row.id(Snapshot.self)
        self.init(
            subject: noun == .account ? .account(ID(key: key)) : .contact(ID(key: key)), snapshot: snapshot,
            validFrom: row.moment(), seenAt: row.moment(), reader: row.text(),
            facts: Self.facts(row.text(), in: snapshot))
    }

    private static func facts(_ packed: String, in snapshot: ID<Snapshot>) -> [Fact] {
        // What we wrote parses; facts of attributes that a newer version added are left out.
        let entries = (try? JSON.parse(packed))?.arrayValue ?? []
        return entries.compactMap { Fact(packed: $0, in: snapshot) }
    }
}
