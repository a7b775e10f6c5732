extension JSON {
    /// This value as compact JSON in UTF-8.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    /// This value as compact JSON.
    package var text: String { text() }

    /// This value as JSON, for people (`pretty`), for comparing bytes (`sortedKeys`) or inside HTML (`htmlSafe`).
    package func text(pretty: Bool = false, sortedKeys: Bool = false, htmlSafe: Bool = false) -> String {
        var writer = JSONWriter(isPretty: pretty, sortsKeys: sortedKeys, isHTMLSafe: htmlSafe)
        writer.write(self)
        return writer.text
    }
}

extension JSON: CustomStringConvertible {
    package var description: String { text }
}

/// Appends JSON to a byte array.
///
/// Numbers print shortest such that they read back the same; infinities and NaN, which JSON lacks, print `null`.
package struct JSONWriter: ~Copyable {
    private var out = ByteBuffer(capacity: 512)
    private let isPretty: Bool
    private let sortsKeys: Bool
    private let isHTMLSafe: Bool
    private var depth = 0

    /// A writer with nothing written; `isHTMLSafe` escapes what could end a script element.
    package init(isPretty: Bool = false, sortsKeys: Bool = false, isHTMLSafe: Bool = false) {
        self.isPretty = isPretty
        self.sortsKeys = sortsKeys
        self.isHTMLSafe = isHTMLSafe
    }

    /// What was written so far.
    package var bytes: [UInt8] { out.bytes }

    /// What was written so far.
    package var text: String { out.text }

    /// Appends one value.
    package mutating func write(_ value: JSON) {
        switch value {
        case .null: out.append("null")
        case .bool(true): out.append("true")
        case .bool(false): out.append("false")
        case .int(let number): write(number)
        case .double(let number): write(number)
        case .string(let text): write(text)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    /// Ends a line, for JSON lines.
    package mutating func endLine() { out.append(UInt8(ascii: "\n")) }

    /// Forgets what was written and keeps its memory, to write the next document.
    package mutating func removeAll() { out.removeAll() }

    private mutating func write(_ elements: [JSON]) {
        out.append(UInt8(ascii: "["))
        depth += 1
        var isFirst = true
        for element in elements {
            separate(&isFirst)
            write(element)
        }
        close(UInt8(ascii: "]"), isEmpty: isFirst)
    }

    private mutating func write(_ object: JSONObject) {
        out.append(UInt8(ascii: "{"))
        depth += 1
        var isFirst = true
        if sortsKeys {
            // By bytes, so that the order depends on no Unicode version.
            let sorted = object.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (key, value) in sorted { writeMember(key, value, &isFirst) }
        } else {
            object.eachMember { writeMember($0, $1, &isFirst) }
        }
        close(UInt8(ascii: "}"), isEmpty: isFirst)
    }

    private mutating func writeMember(_ key: String, _ value: JSON, _ isFirst: inout Bool) {
        separate(&isFirst)
        write(key)
        out.append(UInt8(ascii: ":"))
        if isPretty { out.append(UInt8(ascii: " ")) }
        write(value)
    }

    private mutating func separate(_ isFirst: inout Bool) {
        if !isFirst { out.append(UInt8(ascii: ",")) }
        isFirst = false
        if isPretty { breakLine() }
    }

    private mutating func close(_ bracket: UInt8, isEmpty: Bool) {
        depth -= 1
        if isPretty, !isEmpty { breakLine() }
        out.append(bracket)
    }

    private mutating func breakLine() {
        endLine()
        for _ in 0..<depth * 2 { out.append(UInt8(ascii: " ")) }
    }

    private mutating func write(_ number: Double) {
        guard number.isFinite else { return out.append("null") }
        out.append(number.description)  // shortest digits that read back the same
    }

    private mutating func write(_ number: Int64) {
        if number < 0 { out.append(UInt8(ascii: "-")) }
        let size = number.magnitude
        var unit: UInt64 = 1
        while size / unit >= 10 { unit *= 10 }
        while unit > 0 {
            out.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: size / unit % 10))
            unit /= 10
        }
    }

    private mutating func write(_ text: String) {
        out.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { isHTMLSafe ? escapeForHTML($0) : escape($0) }
        out.append(UInt8(ascii: "\""))
    }

    /// Copies runs that need no escape whole.
    private mutating func escape(_ content: UnsafeBufferPointer<UInt8>) {
        var start = 0
        while true {
            let stop = PlainRun.end(in: content, from: start, stopsAtNonASCII: false)
            out.append(UnsafeBufferPointer(rebasing: content[start..<stop]))
            guard stop < content.count else { return }
            escape(content[stop])
            start = stop + 1
        }
    }

    /// As `escape`, and what HTML gives a meaning to as well.
    private mutating func escapeForHTML(_ content: UnsafeBufferPointer<UInt8>) {
        for byte in content {
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""),
                UInt8(ascii: "\\"), 0..<0x20:
                escape(byte)
            default: out.append(byte)
            }
        }
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): out.append("\\\"")
        case UInt8(ascii: "\\"): out.append("\\\\")
        case 0x0A: out.append("\\n")
        case 0x0D: out.append("\\r")
        case 0x09: out.append("\\t")
        default:
            out.append(byte < 0x10 ? "\\u000" : "\\u00")
            out.append(String(byte, radix: 16))
        }
    }
}
