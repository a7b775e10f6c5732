/// The stretches of a text worth handing to the phone matcher.
///
/// The matcher costs 15–100 µs a candidate and copies the rest of its text for each, so a megabyte of digits
/// would keep it busy for minutes. A number never crosses a line break, two digits of one number are never
/// far apart, and two long runs of digits are two numbers: cutting there loses nothing and keeps each
/// stretch short.
struct PhoneWindows {
    /// Part of a text: byte range for the C call, scalar offset for the answer.
    struct Window {
        var bytes: Range<Int>
        var scalarStart: Int
    }

    /// Widest gap inside a number, in scalars: blank, a longest extension word ("extensión") and its marks.
    static let widestGap = 20
    /// Fewest digits that can be a valid number: Solomon Islands, Tuvalu.
    static let fewestDigits = 5
    /// The matcher looks at up to two brackets with four marks each before a number, and one scalar more.
    static let context = 12
    /// More than a number, its separators and its extension can take; longer digit soup is cut here.
    static let longest = 250
    /// The matcher joins two groups of digits over at most this many marks.
    static let mostMarks = 4
    /// Two neighbouring runs with more digits than these together belong to two numbers: E.164 allows 15,
    /// an international prefix adds up to 4.
    static let mostDigits = 19
    /// A run this long is a whole number by itself, so a short neighbour is all it could still take in.
    static let wholeRun = 8

    /// What the matcher takes for the start of an extension, in lower case.
    static let extensionWords = Set(
        ["x", "ext", "extn", "xt", "xtn", "extension", "int", "anexo"].map { Array($0.utf8) })

    private var windows: [Window] = []
    /// No window may begin before this.
    private var floor = Position(byte: 0, scalar: 0)
    private var open: Open?
    private let bytes: UnsafeBufferPointer<UInt8>

    /// A window still growing, and the run of digits at its end.
    private struct Open {
        var start: Position
        var lastDigit: Position
        var digits: Int
        var run: Int
    }

    private struct Position {
        var byte: Int
        var scalar: Int
    }

    /// Finds the windows in one pass over UTF-8 bytes.
    static func find(in bytes: UnsafeBufferPointer<UInt8>) -> [Window] {
        var finder = PhoneWindows(bytes)
        finder.scan()
        return finder.windows
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private mutating func scan() {
        var at = Position(byte: 0, scalar: 0)
        while at.byte < bytes.count {
            let lead = bytes[at.byte]
            let next = Position(byte: at.byte + Self.width(lead), scalar: at.scalar + 1)
            if lead == 0x0A || lead == 0x0D {
                close(before: at)
                floor = next
            } else if isDigit(at.byte, next.byte - at.byte) {
                take(at)
            }
            at = next
        }
        close(before: at)
    }

    /// Adds a digit to the open window, or to a new one when it cannot belong to that.
    private mutating func take(_ digit: Position) {
        guard var window = open else { return begin(digit) }
        if digit.scalar - window.lastDigit.scalar == 1 {
            window.run += 1
        } else if continues(window, at: digit) {
            window.run = 1
        } else {
            close(before: digit)
            return begin(digit)
        }
        window.digits += 1
        window.lastDigit = digit
        open = window
    }

    /// Whether the run of digits that starts at `digit` may belong to the same number as the window's last.
    private func continues(_ window: Open, at digit: Position) -> Bool {
        let gap = digit.scalar - window.lastDigit.scalar - 1
        guard gap <= Self.widestGap, digit.byte - window.start.byte <= Self.longest else { return false }
        guard joins(bytes[after(window.lastDigit).byte..<digit.byte], marks: gap) else { return false }
        guard window.run >= Self.wholeRun else { return true }
        return window.run + runLength(digit.byte, atMost: Self.mostDigits) <= Self.mostDigits
    }

    /// Whether a gap is a few marks or the announcement of an extension.
    private func joins(_ gap: Slice<UnsafeBufferPointer<UInt8>>, marks: Int) -> Bool {
        var letters: [UInt8] = []
        for byte in gap {
            switch byte {
            // Other scripts and full-width marks: let the matcher decide.
            case 0x80...: return true
            case 0x23, 0x7E: return true  // # and ~ announce an extension
            case 0x41...0x5A, 0x61...0x7A: letters.append(byte | 0x20)
            default: break
            }
        }
        if !letters.isEmpty { return Self.extensionWords.contains(letters) }
        return marks <= Self.mostMarks && !gap.contains { $0 == 0x2C || $0 == 0x3B }
    }

    private func runLength(_ start: Int, atMost limit: Int) -> Int {
        var at = start
        var length = 0
        while at < bytes.count, length < limit {
            let width = Self.width(bytes[at])
            guard isDigit(at, width) else { break }
            length += 1
            at += width
        }
        return length
    }

    private mutating func begin(_ digit: Position) {
        var start = digit
        while start.byte > floor.byte, digit.scalar - start.scalar < Self.context { start = before(start) }
        open = Open(start: start, lastDigit: digit, digits: 1, run: 1)
    }

    private mutating func close(before end: Position) {
        guard let window = open else { return }
        open = nil
        var stop = after(window.lastDigit)
        // The next window may look back over the gap, never at these digits.
        floor = stop
        guard window.digits >= Self.fewestDigits else { return }
        let limit = stop.scalar + Self.context
        while stop.byte < end.byte, stop.scalar < limit { stop = after(stop) }
        windows.append(Window(bytes: window.start.byte..<stop.byte, scalarStart: window.start.scalar))
    }

    private func after(_ position: Position) -> Position {
        Position(byte: position.byte + Self.width(bytes[position.byte]), scalar: position.scalar + 1)
    }

    private func before(_ position: Position) -> Position {
        var byte = position.byte - 1
        while byte > 0, bytes[byte] & 0xC0 == 0x80 { byte -= 1 }
        return Position(byte: byte, scalar: position.scalar - 1)
    }

    /// Bytes in the scalar that `lead` begins; Swift strings are valid UTF-8.
    private static func width(_ lead: UInt8) -> Int {
        lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    }

    /// Whether a decimal digit of any script starts here (Devanagari, Arabic, full-width).
    private func isDigit(_ at: Int, _ width: Int) -> Bool {
        if width == 1 { return bytes[at] &- 0x30 < 10 }
        // The first decimal digits above ASCII are U+0660, lead byte 0xD9.
        guard bytes[at] >= 0xD9, at + width <= bytes.count else { return false }
        var value = UInt32(bytes[at]) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for offset in 1..<width { value = value << 6 | UInt32(bytes[at + offset] & 0x3F) }
        // CJK and Hangul hold no decimal digits; skipping them spares the property look-up.
        if (0x3000..<0xA620).contains(value) || (0xAC00..<0xD7FF).contains(value) { return false }
        return Unicode.Scalar(value)?.properties.numericType == .decimal
    }
}
