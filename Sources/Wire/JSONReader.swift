extension JSON {
    /// Reads one JSON text: RFC 8259 to the letter, UTF-8 checked, nothing repaired.
    package static func parse(
        _ bytes: [UInt8], limits: JSONLimits = .standard
    ) throws(JSONError) -> JSON {
        try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in try parse(buffer, limits: limits) }
    }

    /// Reads one JSON text.
    package static func parse(
        _ text: String, limits: JSONLimits = .standard
    ) throws(JSONError) -> JSON {
        var text = text
        let result: Result<JSON, JSONError> = text.withUTF8 { buffer in
            Result { () throws(JSONError) in try parse(buffer, limits: limits) }
        }
        return try result.get()
    }

    /// Reads one JSON text from memory that outlives the call.
    package static func parse(
        _ buffer: UnsafeBufferPointer<UInt8>, limits: JSONLimits = .standard
    ) throws(JSONError) -> JSON {
        var reader = JSONReader(bytes: buffer, limits: limits)
        return try reader.document()
    }
}

/// A recursive-descent reader over bytes: one pass, no token objects, no copies but the strings it returns.
struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits
    var at = 0

    var end: Int { bytes.count }

    mutating func document() throws(JSONError) -> JSON {
        guard end <= limits.bytes else {
            throw fail("the text has \(end) bytes; the limit is \(limits.bytes)", .limit, at: 0)
        }
        try refuseByteOrderMark()
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard at == end else { throw fail("unexpected \(shown()) after the end of the value") }
        return value
    }

    func fail(_ reason: String, _ kind: JSONError.Kind = .syntax, at offset: Int? = nil) -> JSONError {
        JSONError(kind, reason, at: offset ?? at, in: bytes)
    }

    private func refuseByteOrderMark() throws(JSONError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw fail("the text starts with a byte order mark; send UTF-8 without one", .encoding, at: 0)
        }
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        if isUTF16 || bytes.prefix(2).contains(0) {
            throw fail("the text looks like UTF-16; send UTF-8", .encoding, at: 0)
        }
    }

    mutating func skipSpace() {
        while at < end {
            switch bytes[at] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): at += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        guard at < end else { throw fail("the text ends where a value should begin") }
        switch bytes[at] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: throw fail("expected a value, found \(shown())")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONObject {
        try open(depth: depth)
        if take(UInt8(ascii: "}")) { return JSONObject() }
        var object = JSONObject(reserving: 4)
        while true {
            let keyAt = at
            guard at < end, bytes[at] == UInt8(ascii: "\"") else {
                throw fail("expected a key in double quotes, found \(shown())")
            }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else {
                throw fail("expected \":\" after the key \"\(key.prefix(40))\", found \(shown())")
            }
            skipSpace()
            let isNew = object.update(key, to: try value(depth: depth))
            guard isNew || limits.duplicates == .lastWins else {
                throw fail("the key \"\(key.prefix(40))\" is written twice", at: keyAt)
            }
            skipSpace()
            if take(UInt8(ascii: "}")) { return object }
            guard take(UInt8(ascii: ",")) else {
                throw fail("expected \",\" or \"}\" in the object, found \(shown())")
            }
            skipSpace()
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> [JSON] {
        try open(depth: depth)
        var elements: [JSON] = []
        if take(UInt8(ascii: "]")) { return elements }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: "]")) { return elements }
            guard take(UInt8(ascii: ",")) else {
                throw fail("expected \",\" or \"]\" in the array, found \(shown())")
            }
            skipSpace()
        }
    }

    /// Steps over the bracket that opens a level, if the level is allowed.
    private mutating func open(depth: Int) throws(JSONError) {
        guard depth <= limits.depth else { throw fail("nested deeper than \(limits.depth) levels", .limit) }
        at += 1
        skipSpace()
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < end, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let count = word.utf8CodeUnitCount
        for step in 0..<count where at + step >= end || bytes[at + step] != word.utf8Start[step] {
            throw fail("expected \(word), found \(shown())")
        }
        at += count
        return value
    }

    /// The byte at hand as an error message shows it.
    func shown() -> String {
        guard at < end else { return "the end of the text" }
        let byte = bytes[at]
        if byte == UInt8(ascii: "'") { return "a single quote (JSON strings take double quotes)" }
        if byte > 0x20, byte < 0x7F { return "\"\(Character(Unicode.Scalar(byte)))\"" }
        return "byte 0x" + String(byte, radix: 16, uppercase: true)
    }
}
