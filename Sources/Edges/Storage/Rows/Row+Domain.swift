import Database
import Domain

extension Value {
    init<Noun>(_ id: ID<Noun>) { self = .int(id.key) }
    init<Noun>(_ id: ID<Noun>?) { self.init(id?.key) }
    init(_ moment: Timestamp) { self = .int(moment.milliseconds) }
    init(_ moment: Timestamp?) { self.init(moment?.milliseconds) }
    init(_ points: Points) { self = .int(Int64(points.hundredths)) }

    /// 0 stands for none where the column is part of a unique key: to a unique key, no two nulls are equal.
    init<Noun>(orZero id: ID<Noun>?) { self = .int(id?.key ?? 0) }
}

extension Row {
    mutating func id<Noun: Identified>(_ noun: Noun.Type = Noun.self) -> ID<Noun> { ID(key: int64()) }

    mutating func optionalID<Noun: Identified>(_ noun: Noun.Type = Noun.self) -> ID<Noun>? {
        guard let key = optionalInt64() else { return nil }
        return ID(key: key)
    }

    /// The counterpart of `Value(orZero:)`.
    mutating func idOrZero<Noun: Identified>(_ noun: Noun.Type = Noun.self) -> ID<Noun>? {
        let key = int64()
        return key == 0 ? nil : ID(key: key)
    }

    mutating func moment() -> Timestamp { Timestamp(milliseconds: int64()) }
    mutating func optionalMoment() -> Timestamp? { optionalInt64().map(Timestamp.init(milliseconds:)) }
    mutating func points() -> Points { Points(hundredths: int()) }

    /// A stored word of a closed set; the fallback stands in for a word that a newer version wrote.
    mutating func word<Word: RawRepresentable<String>>(else fallback: Word) -> Word {
        Word(rawValue: text()) ?? fallback
    }
}
