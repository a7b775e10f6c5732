/// Values as libpq takes them: text where it can be, bytes as they are.
struct PostgresParameters {
    private var buffer: [CChar] = []
    /// Where each value starts in `buffer`; nil for null.
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [Value]) {
        offsets.reserveCapacity(values.count)
        lengths.reserveCapacity(values.count)
        formats.reserveCapacity(values.count)
        buffer.reserveCapacity(values.count * 16)
        for value in values { append(value) }
    }

    private mutating func append(_ value: Value) {
        let start = buffer.count
        switch value {
        case .null:
            offsets.append(nil)
            lengths.append(0)
            formats.append(0)
            return
        case .int(let number): append(String(number).utf8)
        case .double(let number): append("\(number)".utf8)
        case .text(let text): appendText(text)
        case .bytes(let bytes): append(bytes)
        }
        offsets.append(start)
        lengths.append(Int32(clamping: buffer.count - start))
        if case .bytes = value { formats.append(1) } else { formats.append(0) }
        buffer.append(0)
    }

    private mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { buffer.append(CChar(bitPattern: byte)) }
    }

    private mutating func appendText(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { letters in
                guard letters.contains(0) else {
                    buffer.append(contentsOf: letters)
                    return
                }
                for letter in letters {
                    if letter == 0 { append(NullLetter.standIn) } else { buffer.append(letter) }
                }
            }
        }
    }

    typealias Pointers = [UnsafePointer<CChar>?]

    func withPointers<T>(_ body: (Pointers, [Int32], [Int32]) -> T) -> T {
        buffer.withUnsafeBufferPointer { letters in
            let pointers: Pointers = offsets.map { offset in
                offset.flatMap { start in letters.baseAddress.map { $0 + start } }
            }
            return body(pointers, lengths, formats)
        }
    }
}

/// PostgreSQL's text cannot hold U+0000, which a captured text may; a noncharacter stands in for it.
///
/// U+10FFFE is well-formed UTF-8 and by the Unicode standard never means anything in text that is exchanged. One scalar
/// for one scalar, so spans stay right.
enum NullLetter {
    static let standIn: [UInt8] = [0xf4, 0x8f, 0xbf, 0xbe]

    static func restored(_ text: UnsafeRawBufferPointer) -> String {
        let plain = { String(decoding: text, as: UTF8.self) }
        guard text.contains(standIn[0]) else { return plain() }
        return String(String.UnicodeScalarView(plain().unicodeScalars.map { $0 == "\u{10FFFE}" ? "\0" : $0 }))
    }
}
