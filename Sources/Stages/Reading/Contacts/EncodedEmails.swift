import Domain

/// Finds addresses that a puzzle hides: base 64, pieces to be joined, and spelling backwards.
struct EncodedEmails {
    let scalars: [Unicode.Scalar]

    /// The shortest address in base 64, `a@bc.de`, is rarer than words of fewer letters than this.
    private static let shortestCode = 16
    /// Letters of the longest address in base 64.
    private static let longestCode = 200
    /// Pieces a puzzle has.
    private static let mostPieces = 40

    func scan() -> [FoundEmail] { codes() + joins() + backwards() + mailboxes() }

    // MARK: Provider and mailbox

    /// "Google's email service - anna.k81": a provider, words for mail, a dash or colon, and the mailbox.
    private func mailboxes() -> [FoundEmail] {
        var found: [FoundEmail] = []
        var position = 0
        while position < scalars.count {
            let word = word(at: position)
            guard let provider = Self.providers[scalars[word].lowercased] else {
                position = max(position + 1, word.upperBound)
                continue
            }
            position = word.upperBound
            guard let mark = pastMailWords(position), let box = mailbox(at: mark) else { continue }
            let address = scalars[box].lowercased + "@" + provider
            found.append(FoundEmail(address: address, span: Span(box.lowerBound, box.upperBound)))
            position = box.upperBound
        }
        return found
    }

    private static let providers = [
        "google": "gmail.com", "gmail": "gmail.com", "yahoo": "yahoo.com", "outlook": "outlook.com",
        "hotmail": "hotmail.com", "protonmail": "protonmail.com",
    ]
    private static let mailWords: Set<String> = [
        "s", "mail", "e-mail", "email", "service", "account", "address", "id",
    ]

    private func word(at index: Int) -> Range<Int> {
        var end = index
        while end < scalars.count, end - index <= 12, scalars[end].isLatinWordPart || scalars[end] == "-" {
            end += 1
        }
        return index..<end
    }

    /// The place behind the dash or colon that follows words for mail; nil when something else follows.
    private func pastMailWords(_ start: Int) -> Int? {
        var index = start
        for _ in 0..<4 {
            index = skipBlanks(index)
            if index < scalars.count, scalars[index] == "'" || scalars[index] == "\u{2019}" { index += 1 }
            guard index < scalars.count else { return nil }
            if "-–—:".unicodeScalars.contains(scalars[index]) { return skipBlanks(index + 1) }
            let word = word(at: index)
            guard !word.isEmpty, Self.mailWords.contains(scalars[word].lowercased) else { return nil }
            index = word.upperBound
        }
        return nil
    }

    /// Letters with a digit or stop among them: a mailbox, not a word.
    private func mailbox(at start: Int) -> Range<Int>? {
        var end = start
        while end < scalars.count, end - start < EmailScanner.longestLocal, isPart(scalars[end]) { end += 1 }
        while end > start, !scalars[end - 1].isLatinWordPart { end -= 1 }
        guard end - start >= 5, !(end < scalars.count && scalars[end] == "@"),
            scalars[start..<end].contains(where: { $0.isASCIIDigit || $0 == "." || $0 == "_" })
        else { return nil }
        return start..<end
    }

    // MARK: Base 64

    private func codes() -> [FoundEmail] {
        var found: [FoundEmail] = []
        var position = 0
        while position < scalars.count {
            guard Self.sextet(scalars[position]) != nil else {
                position += 1
                continue
            }
            let start = position
            while position < scalars.count, Self.sextet(scalars[position]) != nil { position += 1 }
            let letters = start..<position
            while position < scalars.count, position - letters.upperBound < 2, scalars[position] == "=" {
                position += 1
            }
            guard (Self.shortestCode...Self.longestCode).contains(letters.count),
                letters.count % 4 == 0 || position > letters.upperBound,
                let text = Self.decode(scalars[letters]), Self.isAddress(text)
            else { continue }
            found.append(FoundEmail(address: text.lowercased(), span: Span(start, position)))
        }
        return found
    }

    private static func sextet(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case "A"..."Z": scalar.value - 65
        case "a"..."z": scalar.value - 71
        case "0"..."9": scalar.value + 4
        case "+": 62
        case "/": 63
        default: nil
        }
    }

    private static func decode(_ letters: ArraySlice<Unicode.Scalar>) -> String? {
        var (bits, count): (UInt32, Int) = (0, 0)
        var bytes: [UInt8] = []
        for letter in letters {
            bits = bits << 6 | (sextet(letter) ?? 0)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            let byte = UInt8(truncatingIfNeeded: bits >> UInt32(count))
            guard (0x20..<0x7F).contains(byte) || byte == 0x0A else { return nil }
            if byte > 0x20 { bytes.append(byte) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Letters, one "@" and a dot after it.
    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts.first, !first.isEmpty, let host = parts.last else {
            return false
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }), (labels.last?.count ?? 0) >= 2 else {
            return false
        }
        return text.unicodeScalars.allSatisfy {
            $0.isASCIILetter || $0.isASCIIDigit || "._+-@".unicodeScalars.contains($0)
        }
    }

    // MARK: Pieces

    /// `['a', 'b'].join('@')`, `'@'.join(['a', 'b'])`, `'a' + '@b.c'`.
    private func joins() -> [FoundEmail] {
        var found: [FoundEmail] = []
        var position = 0
        while position < scalars.count {
            let start = position
            if scalars[position] == "[", let list = list(at: position) {
                position = list.end
                guard let glue = call(at: position), isQuote(glue.open), let piece = quoted(at: glue.open),
                    piece.end < scalars.count, scalars[piece.end] == ")"
                else { continue }
                add(list.pieces.joined(separator: piece.text), start, piece.end + 1, to: &found)
                position = piece.end + 1
            } else if isQuote(position), let piece = quoted(at: position) {
                position = piece.end
                if let glue = call(at: piece.end), let list = list(at: glue.open) {
                    add(list.pieces.joined(separator: piece.text), start, list.end + 1, to: &found)
                    position = list.end
                } else if let sum = sum(from: piece) {
                    add(sum.text, start, sum.end, to: &found)
                    position = sum.end
                }
            } else {
                position += 1
            }
        }
        return found
    }

    private func add(_ text: String, _ start: Int, _ end: Int, to found: inout [FoundEmail]) {
        guard Self.isAddress(text) else { return }
        found.append(FoundEmail(address: text.lowercased(), span: Span(start, min(end, scalars.count))))
    }

    private func isQuote(_ index: Int) -> Bool {
        index < scalars.count && (scalars[index] == "'" || scalars[index] == "\"")
    }

    private func quoted(at index: Int) -> (text: String, end: Int)? {
        var end = index + 1
        while end < scalars.count, end - index <= EmailScanner.longestLocal, scalars[end] != scalars[index] {
            if scalars[end] == "\n" { return nil }
            end += 1
        }
        guard end < scalars.count, scalars[end] == scalars[index] else { return nil }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[index + 1..<end])
        return (String(text), end + 1)
    }

    private func list(at index: Int) -> (pieces: [String], end: Int)? {
        guard index < scalars.count, scalars[index] == "[" else { return nil }
        var pieces: [String] = []
        var position = skipBlanks(index + 1)
        while pieces.count < Self.mostPieces, isQuote(position), let piece = quoted(at: position) {
            pieces.append(piece.text)
            position = skipBlanks(piece.end)
            if position < scalars.count, scalars[position] == "," { position = skipBlanks(position + 1) }
        }
        guard !pieces.isEmpty, position < scalars.count, scalars[position] == "]" else { return nil }
        return (pieces, position + 1)
    }

    /// `.join(` here; `open` is what follows it.
    private func call(at index: Int) -> (open: Int, end: Int)? {
        let name = Array(".join(".unicodeScalars)
        guard index + name.count < scalars.count, Array(scalars[index..<index + name.count]) == name else {
            return nil
        }
        let open = skipBlanks(index + name.count)
        return (open, open)
    }

    private func sum(from first: (text: String, end: Int)) -> (text: String, end: Int)? {
        var (text, end, count) = (first.text, first.end, 1)
        while count < Self.mostPieces {
            let plus = skipBlanks(end)
            guard plus < scalars.count, scalars[plus] == "+" else { break }
            let next = skipBlanks(plus + 1)
            guard isQuote(next), let piece = quoted(at: next) else { break }
            text += piece.text
            end = piece.end
            count += 1
        }
        return count > 1 ? (text, end) : nil
    }

    private func skipBlanks(_ index: Int) -> Int {
        var index = index
        while index < scalars.count, scalars[index].isBlank { index += 1 }
        return index
    }

    // MARK: Backwards

    /// `moc.emca@anna`, when the text says so.
    private func backwards() -> [FoundEmail] {
        guard saysBackwards else { return [] }
        var found: [FoundEmail] = []
        for at in scalars.indices where scalars[at] == "@" {
            var (start, end) = (at, at + 1)
            while start > 0, at - start < EmailScanner.longestLocal, isPart(scalars[start - 1]) { start -= 1 }
            while end < scalars.count, end - at < EmailScanner.longestLocal, isPart(scalars[end]) { end += 1 }
            while end > at + 1, !scalars[end - 1].isLatinWordPart { end -= 1 }
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars[start..<end].reversed())
            add(String(text), start, end, to: &found)
        }
        return found
    }

    private func isPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLatinWordPart || scalar == "." || scalar == "-" || scalar == "_"
    }

    private var saysBackwards: Bool {
        let text = scalars[...].lowercased
        return text.contains("revers") || text.contains("backward") || text.contains("rückwärts")
    }
}
