extension JSON {
    /// This value as compact JSON in UTF-8.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.write(self)
        return writer.bytes
    }

    /// This value as compact JSON.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// This value as JSON, for people (`pretty`), for comparing bytes (`sortedKeys`) or inside HTML (`htmlSafe`).
    package func text(pretty: Bool = false, sortedKeys: Bool = false, htmlSafe: Bool = false) -> String {
        var writer = JSONWriter(isPretty: pretty, sortsKeys: sortedKeys, isHTMLSafe: htmlSafe)
        writer.write(self)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension JSON: CustomStringConvertible {
    package var description: String { text }
}

/// Appends JSON to a byte array.
///
/// Numbers print shortest such that they read back the same; infinities and NaN, which JSON lacks, print `null`.
package struct JSONWriter {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private let sortsKeys: Bool
    private let isHTMLSafe: Bool
    private var depth = 0

    /// A writer with nothing written; `isHTMLSafe` escapes what could end a script element.
    package init(isPretty: Bool = false, sortsKeys: Bool = false, isHTMLSafe: Bool = false) {
        self.isPretty = isPretty
        self.sortsKeys = sortsKeys
        self.isHTMLSafe = isHTMLSafe
        bytes.reserveCapacity(512)
    }

    /// Appends one value.
    package mutating func write(_ value: JSON) {
        switch value {
        case .null: append("null")
        case .bool(true): append("true")
        case .bool(false): append("false")
        case .int(let number): write(number)
        case .double(let number): write(number)
        case .string(let text): write(text)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    /// Ends a line, for JSON lines.
    package mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

    /// Forgets what was written and keeps its memory, to write the next document.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func write(_ elements: [JSON]) {
        bytes.append(UInt8(ascii: "["))
        depth += 1
        var isFirst = true
        for element in elements {
            separate(&isFirst)
            write(element)
        }
        close(UInt8(ascii: "]"), isEmpty: isFirst)
    }

    private mutating func write(_ object: JSONObject) {
        bytes.append(UInt8(ascii: "{"))
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
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(UInt8(ascii: " ")) }
        write(value)
    }

    private mutating func separate(_ isFirst: inout Bool) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        if isPretty { breakLine() }
    }

    private mutating func close(_ bracket: UInt8, isEmpty: Bool) {
        depth -= 1
        if isPretty, !isEmpty { breakLine() }
        bytes.append(bracket)
    }

    private mutating func breakLine() {
        endLine()
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func write(_ number: Double) {
        guard number.isFinite else { return append("null") }
        bytes.append(contentsOf: number.description.utf8)  // shortest digits that read back the same
    }

    private mutating func write(_ number: Int64) {
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = bytes.count
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { escape($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Copies runs that need no escape whole.
    private mutating func escape(_ content: UnsafeBufferPointer<UInt8>) {
        var plainStart = 0
        for place in content.indices {
            let byte = content[place]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || isHTMLSafe
            else { continue }
            guard let escape = Self.escape(for: byte, htmlSafe: isHTMLSafe) else { continue }
            bytes.append(contentsOf: content[plainStart..<place])
            bytes.append(contentsOf: escape.utf8)
            plainStart = place + 1
        }
        bytes.append(contentsOf: content[plainStart...])
    }

    private static func escape(for byte: UInt8, htmlSafe: Bool) -> String? {
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case 0x0A: return "\\n"
        case 0x0D: return "\\r"
        case 0x09: return "\\t"
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): guard htmlSafe else { return nil }
        case 0..<0x20: break
        default: return nil
        }
        let digits = String(byte, radix: 16)
        return "\\u00" + (byte < 0x10 ? "0" : "") + digits
    }
}
