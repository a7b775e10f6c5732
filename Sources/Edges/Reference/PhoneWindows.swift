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
    /// Past this length a window ends at the next gap that looks like a list's.
    static let long = 80
    /// The matcher joins two groups of digits over at most this many marks.
    static let mostMarks = 4
    /// Two neighbouring runs with more digits than these together belong to two numbers: E.164 allows 15,
    /// an international prefix adds up to 4.
    static let mostDigits = 19
    /// A run this long is a whole number by itself, so a short neighbour is all it could still take in.
    static let wholeRun = 8

    private var windows: [Window] = []
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
        var floor = at
        while at.byte < bytes.count {
            let width = Self.width(bytes[at.byte])
            if bytes[at.byte] == 0x0A || bytes[at.byte] == 0x0D {
                close(before: at)
                floor = Position(byte: at.byte + 1, scalar: at.scalar + 1)
            } else if isDigit(at.byte, width) {
                floor = take(at, notBefore: floor)
            }
            at = Position(byte: at.byte + width, scalar: at.scalar + 1)
        }
        close(before: at)
    }

    /// Adds a digit, closing the open window first when the digit cannot belong to it.
    ///
    /// Returns the position no later window may begin before.
    private mutating func take(_ digit: Position, notBefore floor: Position) -> Position {
        guard var window = open else {
            begin(digit, notBefore: floor)
            return floor
        }
        let gap = digit.scalar - window.lastDigit.scalar - 1
        if gap == 0 {
            window.run += 1
        } else if gap > Self.widestGap {
            close(before: digit)
            begin(digit, notBefore: floor)
            return floor
        } else if separates(window, from: digit) {
            // Both sides are cut in the gap, so that neither sees the other's digits.
            close(before: digit, context: 1)
            let next = after(window.lastDigit)
            begin(digit, notBefore: next)
            return next
        } else {
            window.run = 1
        }
        window.digits += 1
        window.lastDigit = digit
        open = window
        return floor
    }

    /// Whether the run that starts at `digit` must be another number than the window's last run.
    private func separates(_ window: Open, from digit: Position) -> Bool {
        let length = digit.byte - window.start.byte
        if length > Self.longest { return true }
        if length > Self.long, isListGap(window.lastDigit, digit) { return true }
        guard window.run >= Self.wholeRun else { return false }
        return window.run + runLength(digit.byte, atMost: Self.mostDigits) > Self.mostDigits
    }

    /// Whether one number can hardly go on over the gap: too many marks, or a comma and its like.
    private func isListGap(_ last: Position, _ next: Position) -> Bool {
        if next.scalar - last.scalar - 1 > Self.mostMarks { return true }
        return bytes[last.byte..<next.byte].contains { $0 == 0x2C || $0 == 0x3B || $0 == 0x7C }  // , ; |
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

    private mutating func begin(_ digit: Position, notBefore floor: Position) {
        var start = digit
        while start.byte > floor.byte, digit.scalar - start.scalar < Self.context { start = before(start) }
        open = Open(start: start, lastDigit: digit, digits: 1, run: 1)
    }

    private mutating func close(before end: Position, context: Int = PhoneWindows.context) {
        guard let window = open else { return }
        open = nil
        guard window.digits >= Self.fewestDigits else { return }
        var stop = after(window.lastDigit)
        let limit = stop.scalar + context
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
