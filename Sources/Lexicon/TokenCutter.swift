/// The one pass that cuts scalars into tokens.
struct TokenCutter {
    let scalars: [Unicode.Scalar]
    var list: [Token] = []
    var folded: [UInt8] = []
    private var position = 0
    private var gapBefore = true
    private var hyphenBefore = false

    init(scalars: [Unicode.Scalar]) {
        self.scalars = scalars
        list.reserveCapacity(scalars.count / 5 + 8)
        folded.reserveCapacity(scalars.count + 8)
    }

    mutating func cut() {
        while position < scalars.count {
            let scalar = scalars[position]
            switch ScalarClass(scalar) {
            case .space:
                (gapBefore, hyphenBefore) = (true, false)
                position += 1
            case .lineBreak:
                emit(.lineBreak, to: position + 1)
                (gapBefore, hyphenBefore) = (true, false)
            case .digit: emit(.number, to: endOfNumber())
            case .letter: cutWord()
            case .symbol: cutSymbol(scalar)
            }
        }
    }

    /// A hyphen between letters or digits joins; any other symbol is a token.
    private mutating func cutSymbol(_ scalar: Unicode.Scalar) {
        let joins =
            Self.hyphens.contains(scalar.value) && !gapBefore && isWordPart(position + 1)
            && list.last.map { $0.kind == .word || $0.kind == .number } == true
        if joins {
            hyphenBefore = true
            position += 1
        } else {
            emit(.symbol, to: position + 1)
        }
    }

    private static let hyphens: Set<UInt32> = [0x2D, 0x2010, 0x2011]

    private mutating func cutWord() {
        var end = endOfWord(from: position)
        // c++, c#, f#: single letters only, so that "a#1" and "Google+" stay apart.
        if end == position + 1, end < scalars.count {
            if scalars[end] == "#" { end += 1 }
            while end < scalars.count, scalars[end] == "+", scalars[end - 1] == "+" || peek(end + 1) == "+" {
                end += 1
            }
        }
        guard isApostrophe(end), isLetter(end + 1) else { return emit(.word, to: end) }
        let tail = endOfWord(from: end + 1)
        if tail - end - 1 <= 2 {
            emit(.word, to: end)
            emit(.word, to: tail)
        } else {
            emit(.word, to: end + 1)
        }
    }

    private func peek(_ index: Int) -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private func isApostrophe(_ index: Int) -> Bool {
        peek(index).map { $0 == "'" || $0 == "\u{2019}" } ?? false
    }

    private func isLetter(_ index: Int) -> Bool { peek(index).map { ScalarClass($0) == .letter } ?? false }

    private func isWordPart(_ index: Int) -> Bool {
        peek(index).map { [.letter, .digit].contains(ScalarClass($0)) } ?? false
    }

    private func endOfWord(from start: Int) -> Int {
        var end = start
        while isWordPart(end) { end += 1 }
        return end
    }

    private func endOfNumber() -> Int {
        var end = position
        while let scalar = peek(end) {
            let isInner =
                (scalar == "," || scalar == ".") && (peek(end + 1).map { ScalarClass($0) == .digit } ?? false)
            guard ScalarClass(scalar) == .digit || isInner else { break }
            end += 1
        }
        return end
    }

    private mutating func emit(_ kind: Token.Kind, to end: Int) {
        let foldedStart = folded.count
        var (letters, capitals) = (0, 0)
        for scalar in scalars[position..<end] {
            Fold.append(scalar, to: &folded)
            if kind == .word, scalar.value > 0x40 {
                letters += 1
                if isCapital(scalar) { capitals += 1 }
            }
        }
        let key = WordKey.of(folded[foldedStart...])
        list.append(
            Token(
                kind: kind, key: key, start: position, end: end, isGlued: !gapBefore,
                isHyphenated: hyphenBefore,
                isCapitalised: kind == .word && isCapital(scalars[position]),
                isUpperCase: letters >= 2 && capitals == letters, foldedStart: foldedStart,
                foldedEnd: folded.count))
        position = end
        (gapBefore, hyphenBefore) = (false, false)
    }

    private func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value &- 0x41 < 26 }
        return scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter
    }
}

/// What a scalar does to the cutting.
enum ScalarClass {
    case space, lineBreak, letter, digit, symbol

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        if value < 0x80 {
            self = Self.ascii[Int(value)]
            return
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark,
            .spacingMark, .enclosingMark:
            self = .letter
        case .decimalNumber: self = .digit
        case .lineSeparator, .paragraphSeparator: self = .lineBreak
        case .spaceSeparator, .control, .format, .surrogate: self = .space
        default: self = .symbol
        }
    }

    private static let ascii: [ScalarClass] = (0..<128).map { value in
        switch value {
        case 0x0A: .lineBreak
        case 0...0x20, 0x7F: .space
        case 0x30...0x39: .digit
        case 0x41...0x5A, 0x61...0x7A: .letter
        default: .symbol
        }
    }
}
