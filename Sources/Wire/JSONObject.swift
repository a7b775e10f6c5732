/// The members of a JSON object in the order they were written.
///
/// Two objects are equal when they have equal members, whatever the order: RFC 8259 gives order no meaning.
package struct JSONObject: Sendable {
    private struct Member: Sendable {
        let key: String
        var value: JSON
    }

    /// Up to here a scan of the keys beats a hash table (short keys compare as two machine words).
    private static let scanLimit = 12

    private var members: [Member] = []
    /// Where each key is; kept only past `scanLimit`, so that many keys never cost quadratic time.
    private var places: [String: Int]?

    /// An object without members.
    package init() {}

    /// An object about to get members: most have a few, and growing from one by one costs a reader a tenth.
    init(reserving count: Int) { members.reserveCapacity(count) }

    /// An object of `members`; of two with the same key the later value wins, at the earlier one's place.
    package init(_ members: some Sequence<(String, JSON)>) {
        for (key, value) in members { update(key, to: value) }
    }

    /// The value under `key`; setting `nil` removes the member, setting JSON `null` keeps it.
    package subscript(_ key: String) -> JSON? {
        get { place(of: key).map { members[$0].value } }
        set {
            if let newValue { update(key, to: newValue) } else { remove(key) }
        }
    }

    /// The keys in order.
    package var keys: [String] { members.map(\.key) }

    /// How many members there are.
    package var count: Int { members.count }

    /// Whether there are none.
    package var isEmpty: Bool { members.isEmpty }

    /// Sets the value under `key` and says whether the key was new.
    @discardableResult
    mutating func update(_ key: String, to value: JSON) -> Bool {
        if let place = place(of: key) {
            members[place].value = value
            return false
        }
        members.append(Member(key: key, value: value))
        if places != nil {
            places?[key] = members.count - 1
        } else if members.count > Self.scanLimit {
            indexKeys()
        }
        return true
    }

    private mutating func remove(_ key: String) {
        guard let place = place(of: key) else { return }
        members.remove(at: place)
        if places != nil { indexKeys() }
    }

    private func place(of key: String) -> Int? {
        if let places { return places[key] }
        return members.firstIndex { $0.key == key }
    }

    private mutating func indexKeys() {
        var index = [String: Int](minimumCapacity: members.count * 2)
        for (place, member) in members.enumerated() { index[member.key] = place }
        places = index
    }
}

extension JSONObject: Sequence {
    /// Walks the members in order.
    package func makeIterator() -> AnyIterator<(key: String, value: JSON)> {
        var next = 0
        return AnyIterator { [members] in
            guard next < members.count else { return nil }
            defer { next += 1 }
            return (members[next].key, members[next].value)
        }
    }

    /// Calls `body` with each member in order, without an iterator's allocation (the writer's path).
    func eachMember(_ body: (_ key: String, _ value: JSON) -> Void) {
        for member in members { body(member.key, member.value) }
    }
}

extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var own = Hasher()
            own.combine(member.key)
            own.combine(member.value)
            sum ^= own.finalize()  // order must not matter
        }
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral members: (String, JSON)...) { self.init(members) }
}
