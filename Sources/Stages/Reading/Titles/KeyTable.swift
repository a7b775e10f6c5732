/// Small numbers filed under 64-bit keys: filled once, then read without a hash of its own or an allocation.
///
/// The keys are hashes already (`WordKey`), so open addressing with the low bits suffices; a `Dictionary` would hash
/// them again, which is most of its cost here.
struct KeyTable: Sendable {
    private var keys: [UInt64]
    private var values: [Int32]
    private(set) var count = 0

    /// Room for about `capacity` keys before it grows.
    init(capacity: Int = 16) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        keys = [UInt64](repeating: 0, count: size)
        values = [Int32](repeating: 0, count: size)
    }

    /// The number under a key; nil when there is none.
    subscript(key: UInt64) -> Int32? {
        let slot = slot(of: key)
        return keys[slot] == 0 ? nil : values[slot]
    }

    /// Files a number, in the place of an older one.
    mutating func set(_ key: UInt64, _ value: Int32) {
        if count * 2 >= keys.count { grow() }
        let slot = slot(of: key)
        if keys[slot] == 0 {
            // Zero marks an empty slot, so the one key that is zero shares the slot of one.
            keys[slot] = max(key, 1)
            count += 1
        }
        values[slot] = value
    }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        let key = max(key, 1)
        let mask = keys.count &- 1
        var slot = Int(truncatingIfNeeded: key) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot &+ 1) & mask }
        return slot
    }

    private mutating func grow() {
        var larger = KeyTable(capacity: keys.count)
        for slot in keys.indices where keys[slot] != 0 { larger.set(keys[slot], values[slot]) }
        self = larger
    }
}
