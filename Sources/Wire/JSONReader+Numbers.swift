extension JSONReader {
    /// Powers of ten a double holds exactly.
    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18,
        1e19, 1e20, 1e21, 1e22,
    ]
    /// Below this every whole number is a double.
    private static let exactWhole: UInt64 = 1 << 53

    /// Reads the number at hand.
    mutating func number() throws(JSONError) -> JSON {
        let start = at
        let isNegative = bytes[at] == UInt8(ascii: "-")
        if isNegative { at += 1 }
        var digits = Digits()
        try wholePart(&digits, from: start)
        let isWhole = at == end || !Self.continuesNumber(bytes[at])
        if isWhole, let whole = digits.signed(isNegative) { return .int(whole) }
        var exponent = try fraction(&digits)
        exponent += try writtenExponent()
        let value: Double
        if digits.isExact, digits.value < Self.exactWhole, abs(exponent) < Self.exactPowers.count {
            // Both operands are exact, so one correctly rounded operation gives the nearest double (Clinger 1990).
            let power = Self.exactPowers[abs(exponent)]
            let size = exponent < 0 ? Double(digits.value) / power : Double(digits.value) * power
            value = isNegative ? -size : size
        } else {
            value = Double(String(decoding: bytes[start..<at], as: UTF8.self)) ?? .infinity
        }
        guard value.isFinite else { throw fail("number too large", at: start) }
        return .double(value)
    }

    /// Digits gathered so far as one whole number, as long as they fit.
    private struct Digits {
        var value: UInt64 = 0
        var isExact = true

        mutating func append(_ byte: UInt8) {
            let (tens, spilled) = value.multipliedReportingOverflow(by: 10)
            let (sum, carried) = tens.addingReportingOverflow(UInt64(byte &- UInt8(ascii: "0")))
            value = sum
            if spilled || carried { isExact = false }
        }

        /// The number with its sign, when `Int64` holds it; minus zero is not a whole number but a double.
        func signed(_ isNegative: Bool) -> Int64? {
            guard isExact else { return nil }
            guard isNegative else { return Int64(exactly: value) }
            guard value > 0, value <= Int64.min.magnitude else { return nil }
            return Int64(truncatingIfNeeded: 0 &- value)  // two's complement reaches Int64.min too
        }
    }

    private static func continuesNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
    }

    private var isAtDigit: Bool { at < end && bytes[at] &- UInt8(ascii: "0") < 10 }

    private mutating func wholePart(_ digits: inout Digits, from start: Int) throws(JSONError) {
        guard isAtDigit else { throw fail("expected a digit, found \(shown())") }
        if bytes[at] == UInt8(ascii: "0") {
            at += 1
            guard !isAtDigit else { throw fail("a number must not start with a zero", at: start) }
            return
        }
        repeat {
            digits.append(bytes[at])
            at += 1
        } while isAtDigit
    }

    /// Reads `.123` if it is there and returns the power of ten it stands for.
    private mutating func fraction(_ digits: inout Digits) throws(JSONError) -> Int {
        guard at < end, bytes[at] == UInt8(ascii: ".") else { return 0 }
        at += 1
        guard isAtDigit else { throw fail("expected a digit after the decimal point, found \(shown())") }
        let first = at
        repeat {
            digits.append(bytes[at])
            at += 1
        } while isAtDigit
        return first - at
    }

    /// Reads `e-12` if it is there.
    private mutating func writtenExponent() throws(JSONError) -> Int {
        guard at < end, bytes[at] | 0x20 == UInt8(ascii: "e") else { return 0 }
        at += 1
        var isNegative = false
        if at < end, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
            isNegative = bytes[at] == UInt8(ascii: "-")
            at += 1
        }
        guard isAtDigit else { throw fail("expected a digit in the exponent, found \(shown())") }
        var exponent = 0
        repeat {
            // Past any double's range the exact size no longer matters; stop before it could overflow.
            exponent = min(exponent * 10 + Int(bytes[at] - UInt8(ascii: "0")), 1_000_000)
            at += 1
        } while isAtDigit
        return isNegative ? -exponent : exponent
    }
}
