import CMicroHTTPD

/// Finds the parts of a `multipart/form-data` body (RFC 7578) while it goes by.
///
/// Keeps one chunk and a delimiter's length of what came before; where the parts lie is remembered, not what they
/// hold. Time is linear in the body whatever it holds: the delimiter is searched by two-way string matching.
struct MultipartReader {
    private enum State {
        case preamble
        case header
        case content
        case done
    }

    /// What follows the boundary on its line.
    private enum Tail {
        case last
        case next(lineEnd: Int)
        case other
        case unfinished
    }

    private struct Found {
        var header: HeaderValue
        var contentType: String?
        var start: Int
        var end: Int
    }

    /// What a part may say about itself.
    private static let longestHeader = 8 << 10
    /// RFC 2046 5.1.1.
    private static let longestBoundary = 70

    private let delimiter: [UInt8]
    private var state = State.preamble
    /// What was read and not yet understood.
    ///
    /// A boundary may open the body, as if a line end came before it.
    private var window: [UInt8] = Array("\r\n".utf8)
    /// Where in the body the window begins.
    private var base = -2
    private var found: [Found] = []

    init(boundary: String) throws(HTTPError) {
        guard !boundary.isEmpty, boundary.utf8.count <= Self.longestBoundary else {
            throw .brokenForm("The boundary has \(boundary.utf8.count) characters; 1 to 70 are allowed")
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    /// Takes the next piece of the body.
    mutating func read(_ piece: ArraySlice<UInt8>) throws(HTTPError) {
        guard state != .done else { return }  // what follows the last boundary means nothing
        window.append(contentsOf: piece)
        var used = 0
        while try advance(&used) {}
        window.removeFirst(used)
        base += used
    }

    /// The parts, once the whole body has been read.
    consuming func finish(_ body: Content) throws(HTTPError) -> [Form.Part] {
        guard state == .done else { throw .brokenForm("The form ends before its last boundary") }
        var parts: [Form.Part] = []
        for part in found {
            guard part.header.value == "form-data", let name = part.header.parameter("name") else {
                throw .brokenForm("A part has no name")
            }
            let content = body.slice(part.start..<part.end)
            parts.append(
                Form.Part(
                    name: Self.unescape(name), filename: Self.filename(part.header),
                    contentType: part.contentType, content: content))
        }
        return parts
    }

    /// Understands one more thing in the window, from `used` on; `false` when that needs more bytes.
    private mutating func advance(_ used: inout Int) throws(HTTPError) -> Bool {
        switch state {
        case .preamble, .content: return try readBoundary(&used)
        case .header: return try readHeader(&used)
        case .done: return false
        }
    }

    private mutating func readBoundary(_ used: inout Int) throws(HTTPError) -> Bool {
        guard let at = Self.find(delimiter, in: window, from: used) else {
            used = max(used, window.count - delimiter.count + 1)
            return false
        }
        let after = at + delimiter.count
        switch Self.tail(window[after...]) {
        case .last:
            try endPart(at: base + at)
            state = .done
            used = window.count
            return false
        case .next(let lineEnd):
            try endPart(at: base + at)
            used = lineEnd
            state = .header
            return true
        case .other:  // a line that only begins like the boundary
            used = at + 1
            return true
        case .unfinished:
            guard window.count - after <= Self.longestHeader else { throw .longHeader }
            used = at
            return false
        }
    }

    /// `used` stands on the line end before the first header line, so that a part without any reads alike.
    private mutating func readHeader(_ used: inout Int) throws(HTTPError) -> Bool {
        guard let end = Self.find(Self.blankLine, in: window, from: used) else {
            guard window.count - used <= Self.longestHeader else { throw .longHeader }
            return false
        }
        guard end - used <= Self.longestHeader else { throw .longHeader }
        guard found.count < Form.mostParts else { throw .tooManyParts }
        let text = String(decoding: window[used..<end], as: UTF8.self)
        used = end + Self.blankLine.count
        found.append(Self.part(text, start: base + used))
        // The line end that closes the header may open the delimiter of an empty part.
        used -= Self.newline.count
        state = .content
        return true
    }

    private mutating func endPart(at place: Int) throws(HTTPError) {
        guard state == .content, !found.isEmpty else { return }
        found[found.count - 1].end = max(place, found[found.count - 1].start)
    }
}

// MARK: - Pieces

extension MultipartReader {
    private static let newline = Array("\r\n".utf8)
    private static let blankLine = Array("\r\n\r\n".utf8)
    private static let dashes = Array("--".utf8)

    /// Two dashes close the form; else white space may stand before the line's end, and nothing more.
    private static func tail(_ rest: ArraySlice<UInt8>) -> Tail {
        if rest.starts(with: dashes) { return .last }
        if dashes.starts(with: rest) { return .unfinished }
        guard let end = rest.firstIndex(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }) else {
            return .unfinished
        }
        if rest[end...].starts(with: newline) { return .next(lineEnd: end) }
        return newline.starts(with: rest[end...]) ? .unfinished : .other
    }

    private static func part(_ header: String, start: Int) -> Found {
        var part = Found(header: HeaderValue(""), contentType: nil, start: start, end: start)
        // `\r\n` is one Character, a newline.
        for line in header.split(whereSeparator: \.isNewline) {
            let cut = line.firstIndex(of: ":") ?? line.endIndex
            let value = cut < line.endIndex ? String(line[line.index(after: cut)...].trimmed) : ""
            switch line[..<cut].lowercased() {
            case "content-disposition": part.header = HeaderValue(value)
            case "content-type": part.contentType = value
            default: break
            }
        }
        return part
    }

    /// The file's own name: what a client says of its folders is neither ours to know nor safe to use.
    private static func filename(_ header: HeaderValue) -> String? {
        guard let text = extended(header) ?? header.parameter("filename").map(unescape) else { return nil }
        return text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    }

    /// RFC 8187: `filename*=UTF-8''na%C3%AFve.csv`.
    private static func extended(_ header: HeaderValue) -> String? {
        guard let text = header.parameter("filename*") else { return nil }
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return Percent.decode(parts[2])
    }

    /// Browsers escape only these three in a form's names (WHATWG HTML 4.10.21.8).
    private static func unescape(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var plain = ""
        var rest = text[...]
        while let first = rest.first {
            if let escape = escapes.first(where: { rest.hasPrefix($0.key) }) {
                plain.append(escape.value)
                rest.removeFirst(3)
            } else {
                plain.append(first)
                rest.removeFirst()
            }
        }
        return plain
    }

    private static let escapes: [(key: String, value: Character)] = [
        ("%22", "\""), ("%0D", "\r"), ("%0A", "\n"),
    ]

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard start <= bytes.count - needle.count else { return nil }
        return bytes.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress,
                let hit = memmem(base + start, bytes.count - start, needle, needle.count)
            else { return nil }
            return UnsafeRawPointer(hit) - base
        }
    }
}

extension HTTPError {
    fileprivate static func brokenForm(_ problem: String) -> HTTPError {
        HTTPError(
            .malformedForm, "\(problem).",
            hint: "Let your HTTP library build the form: curl -F file=@leads.csv.")
    }

    fileprivate static let longHeader = brokenForm("A part's header is too long")
}
