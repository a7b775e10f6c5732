import Domain

/// Finds web addresses and bare hosts in one pass.
struct HostScanner {
    let scalars: [Unicode.Scalar]
    let tools: ReadingTools
    let words: ContactWords

    /// RFC 1035: longest host name.
    private static let longestHost = 253

    func scan() -> [FoundHost] {
        var found: [FoundHost] = []
        var position = 0
        while position < scalars.count {
            guard scalars[position].isLatinWordPart else {
                position += 1
                continue
            }
            let start = position
            while position < scalars.count, isHostPart(scalars[position]) { position += 1 }
            guard let host = host(start..<position) else { continue }
            found.append(host)
            position = max(position, host.span.end)
        }
        return found
    }

    private func isHostPart(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isLatinWordPart || scalar == "." || scalar == "-"
    }

    private func host(_ run: Range<Int>) -> FoundHost? {
        var end = run.upperBound
        while end > run.lowerBound, scalars[end - 1] == "." || scalars[end - 1] == "-" { end -= 1 }
        guard end - run.lowerBound <= Self.longestHost, scalars[run.lowerBound..<end].contains(".") else {
            return nil
        }
        // An address's domain belongs to its address; "@handle.x" is a handle.
        if end < scalars.count, scalars[end] == "@" { return nil }
        if run.lowerBound > 0, scalars[run.lowerBound - 1] == "@" { return nil }
        let scheme = schemeStart(run.lowerBound)
        let pathEnd = end == run.upperBound ? self.pathEnd(end) : end
        let isBare = scheme == nil && pathEnd == end
        let written = scalars[run.lowerBound..<end]
        var name = written.lowercased
        guard isPlausible(written, name, isBare: isBare), tools.hasPublicSuffix(name),
            let registrable = tools.registrableDomain(name)
        else { return nil }
        var subdomain = String(name.dropLast(registrable.count).dropLast())
        if subdomain == "www" || subdomain.hasPrefix("www.") {
            name = String(name.dropFirst(4))
            subdomain = String(subdomain.dropFirst(4))
        }
        return FoundHost(
            host: name, registrable: registrable,
            label: String(registrable.prefix { $0 != "." }), subdomain: subdomain,
            path: scalars[end..<pathEnd].lowercased, hostSpan: Span(run.lowerBound, end),
            span: Span(scheme ?? run.lowerBound, pathEnd), hasScheme: scheme != nil)
    }

    /// Where `https://` (or another scheme) starts that ends here.
    private func schemeStart(_ host: Int) -> Int? {
        guard host >= 5, scalars[host - 1] == "/", scalars[host - 2] == "/", scalars[host - 3] == ":" else {
            return nil
        }
        var start = host - 3
        while start > 0, host - start < Self.longestScheme, scalars[start - 1].isLatinLetter { start -= 1 }
        return start < host - 3 ? start : nil
    }

    /// `https://` and some air.
    private static let longestScheme = 12

    /// The end of port, path and query after a host.
    private func pathEnd(_ end: Int) -> Int {
        var index = end
        if index + 1 < scalars.count, scalars[index] == ":", scalars[index + 1].isASCIIDigit {
            index += 1
            while index < scalars.count, scalars[index].isASCIIDigit { index += 1 }
        }
        guard index < scalars.count, scalars[index] == "/" || scalars[index] == "?" || scalars[index] == "#"
        else {
            return index
        }
        while index < scalars.count, isPathPart(scalars[index]) { index += 1 }
        while index > end, ".,;:!?'*_".unicodeScalars.contains(scalars[index - 1]) { index -= 1 }
        return index
    }

    private func isPathPart(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value > 0x20, scalar != "\u{A0}" else { return false }
        return !"<>\"()[]{}|,;“”".unicodeScalars.contains(scalar)
    }

    /// Rejects files, products and full stops without a space.
    private func isPlausible(_ written: ArraySlice<Unicode.Scalar>, _ name: String, isBare: Bool) -> Bool {
        guard isBare else { return true }
        guard !words.has(name, .notHost), let dot = name.lastIndex(of: ".") else { return false }
        let ending = name[name.index(after: dot)...]
        guard !words.has(ending, .fileEnding) else { return false }
        let tail = written.suffix(ending.unicodeScalars.count)
        let opensCapital = tail.first.map { $0.properties.isUppercase } ?? false
        let before = written.dropLast(tail.count + 1).last.map { $0.properties.isLowercase } ?? false
        return !(opensCapital && before && words.has(ending, .wordEnding))
    }
}
