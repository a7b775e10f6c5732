import Domain

/// A headline taken apart: titles held now, topics that only say what they are about, and the employer.
struct Headline {
    private let sense: TitleSense
    private(set) var titles: [Range<Int>] = []
    private(set) var topics: [Range<Int>] = []
    private(set) var company: Range<Int>?
    /// What somebody studies.
    private(set) var subject: Range<Int>?

    private var words: [TitleLine.Word] { sense.line.words }

    init(sense: TitleSense) {
        self.sense = sense
        let segments = segments()
        // A first segment without a title ("BPO - Team Lead") is a topic if a later one has a title.
        var waiting: Range<Int>?
        for segment in segments {
            guard let rest = current(segment) else { continue }
            if rest.isEmpty { continue }
            if sense.hasTitle(rest) {
                readParts(rest)
            } else if titles.isEmpty, waiting == nil {
                waiting = rest
            } else {
                topics.append(rest)
            }
        }
        guard let waiting else { return }
        if titles.isEmpty { readParts(waiting) } else { topics.insert(waiting, at: 0) }
    }

    // MARK: Segments

    /// Runs between bars and spaced dashes, without advertisement noise.
    private func segments() -> [Range<Int>] {
        var bounds: [Int] = [0]
        for index in words.indices.dropFirst() where separates(index) { bounds.append(index) }
        bounds.append(words.count)
        var segments = zip(bounds, bounds.dropFirst()).map { trimmed($0..<$1, isFirst: $0 == 0) }
        segments.removeAll { $0.isEmpty }
        return isPracticeString(segments)
            ? [segments[0].lowerBound..<segments[segments.count - 1].upperBound] : segments
    }

    private func separates(_ index: Int) -> Bool {
        let gap = words[index].gap
        if words[index].depth > 0, !gap.contains(.open) { return false }
        if gap.contains(.bar) { return true }
        // "Verkaufs- und Marketingleiter": the dash stands for a word to come.
        return gap.contains(.dash) && sense.cues(at: index).isDisjoint(with: .and)
    }

    /// "Global Network - AI - Banking - Consultant": one string of a consulting firm, whose last part is the title.
    private func isPracticeString(_ segments: [Range<Int>]) -> Bool {
        guard segments.count > 2, !words.contains(where: { $0.gap.contains(.bar) }),
            let first = segments.first
        else { return false }
        return !sense.hasTitle(first) && segments.dropFirst().contains { sense.hasTitle($0) }
    }

    /// Without "hiring for" in front and "3-5 yrs, immediate joiner" behind.
    private func trimmed(_ segment: Range<Int>, isFirst: Bool) -> Range<Int> {
        var low = segment.lowerBound
        if isFirst {
            while low < segment.upperBound, let noise = sense.cue(.opening, at: low, upTo: segment.upperBound)
            {
                // "Hiring Manager" and "Opening Batsman" are jobs: noise must leave a title, and no rank next to it.
                let isTitle = noise.count == 1 && noise.upperBound < segment.upperBound && opensTitle(noise)
                if isTitle { break }
                low = noise.upperBound
            }
            while low < segment.upperBound, low > segment.lowerBound,
                !sense.cues(at: low).isDisjoint(with: [.filler, .cut])
            { low += 1 }
        }
        var high = segment.upperBound
        while high > low, let cut = noiseStart(low..<high) { high = cut }
        return low..<high
    }

    /// "Hiring manager": the noise word is a part of the title.
    private func opensTitle(_ noise: Range<Int>) -> Bool {
        let next = noise.upperBound
        let isSeparate = !words[next].gap.isDisjoint(with: .breaks)
        return !isSeparate
            && sense.line.matches(at: noise.lowerBound, upTo: words.count).contains {
                $0.end > noise.upperBound
            }
    }

    /// Where the noise that reaches the end of the run begins.
    private func noiseStart(_ range: Range<Int>) -> Int? {
        for index in range.suffix(Self.longestNoise) {
            guard let noise = sense.cue(.closing, at: index, upTo: range.upperBound) else { continue }
            let isMeasure = words[index].id == TitleBook.number
            // "3+ years of experience in banking" runs to the end, whatever follows the years.
            guard isMeasure || noise.upperBound == range.upperBound else { continue }
            // "Fresher" behind a title is noise; in front of nothing it may be all that is said.
            return index == 0 && noise.count == 1 && !isMeasure ? nil : index
        }
        return nil
    }

    /// Words from the end in which noise is looked for; the longest phrases have five.
    private static let longestNoise = 12

    // MARK: What is current

    /// The part of a segment that somebody is now; nil when it tells of past or wish.
    ///
    /// Notes the employer on the way.
    private mutating func current(_ segment: Range<Int>) -> Range<Int>? {
        if sense.cue(.past, at: segment.lowerBound, upTo: segment.upperBound) != nil { return nil }
        if sense.cue(.pitch, at: segment.lowerBound, upTo: segment.upperBound) != nil { return nil }
        var segment = beforeEmployer(segment)
        if let wish = segment.first(where: { sense.cue(.wish, at: $0, upTo: segment.upperBound) != nil }) {
            let before = segment.lowerBound..<wish
            guard !before.isEmpty, sense.hasTitle(before) else { return nil }
            segment = before
        }
        return beforeSubject(segment)
    }

    /// Cuts the employer off: `CTO at Glasswing Robotics`, `SDR @ Hexaloft`.
    private mutating func beforeEmployer(_ segment: Range<Int>) -> Range<Int> {
        let covered = sense.traps(segment).map(\.range)
        for index in segment where !covered.contains(where: { $0.contains(index) }) {
            var name = index
            if words[index].gap.contains(.at) {
                name = index
            } else if index > segment.lowerBound, let at = sense.cue(.at, at: index, upTo: segment.upperBound)
            {
                name = at.upperBound
            } else {
                continue
            }
            note(employer: name..<segment.upperBound)
            return segment.lowerBound..<index
        }
        return segment
    }

    /// Keeps the first employer named, up to the next sign that ends a name.
    private mutating func note(employer range: Range<Int>) {
        guard company == nil, let first = range.first else { return }
        let end = range.dropFirst().first { index in
            !words[index].gap.isDisjoint(with: [.comma, .open, .close, .bar, .dash, .at])
                || sense.cue(.wish, at: index, upTo: range.upperBound) != nil
        }
        company = first..<(end ?? range.upperBound)
    }

    /// "PhD Candidate in Machine Learning": what is studied is a topic; "Developer in Pune": where is none.
    private mutating func beforeSubject(_ segment: Range<Int>) -> Range<Int> {
        if let place = segment.dropFirst().first(where: { index in
            guard let place = sense.cue(.place, at: index, upTo: segment.upperBound) else { return false }
            return sense.isArea(place.upperBound..<segment.upperBound)
        }) {
            return segment.lowerBound..<place
        }
        guard let cut = segment.dropFirst().first(where: { !sense.cues(at: $0).isDisjoint(with: .cut) }),
            !sense.cues(at: cut - 1).isDisjoint(with: .degree), cut + 1 < segment.upperBound
        else { return segment }
        subject = subject ?? cut + 1..<segment.upperBound
        return segment.lowerBound..<cut
    }

    // MARK: Parts of a segment

    /// Splits at commas: each part is a title, an employer, a region, or goes on with the part before.
    private mutating func readParts(_ segment: Range<Int>) {
        var parts: [Range<Int>] = []
        for part in pieces(segment, at: { $0.gap.contains(.comma) && $0.depth == 0 }) {
            guard let last = parts.last else {
                parts.append(part)
                continue
            }
            switch role(of: part, after: last) {
            case .title: parts.append(part)
            case .employer: note(employer: part)
            case .silent: break
            case .continuation: parts[parts.count - 1] = last.lowerBound..<part.upperBound
            }
        }
        for part in parts { titles += TitleSplit(sense: sense).titles(in: beforeOwned(part)) }
    }

    private func pieces(_ range: Range<Int>, at isCut: (TitleLine.Word) -> Bool) -> [Range<Int>] {
        var bounds = [range.lowerBound]
        for index in range.dropFirst() where isCut(words[index]) { bounds.append(index) }
        return zip(bounds, bounds.dropFirst() + [range.upperBound]).map { $0..<$1 }
    }

    private enum Role { case title, employer, silent, continuation }

    private func role(of part: Range<Int>, after last: Range<Int>) -> Role {
        if sense.isArea(part) { return .silent }
        if sense.cue(.past, at: part.lowerBound, upTo: part.upperBound) != nil { return .silent }
        let isNamed = sense.hasCue([.company, .legalFirm, .financeFirm], in: part)
        let reading = sense.read(part)
        let hasTitle = sense.hasTitle(part)
        let lastHasTitle = sense.hasTitle(last)
        if hasTitle, lastHasTitle, !isNamed { return .title }
        if isNamed, !hasTitle || closesAsFirm(part), isCompanyName(part, reading) { return .employer }
        if reading.function == nil, lastHasTitle, opensName(part.lowerBound), !hasTitle { return .employer }
        if hasTitle || (reading.function != nil && !lastHasTitle) { return .title }
        return .continuation
    }

    /// "Technology" and "Logistics" stand in firms' names, and alone they are what a title is about.
    private func isCompanyName(_ part: Range<Int>, _ reading: TitleSense.Reading) -> Bool {
        opensName(part.lowerBound) && (part.count > 1 || reading.function == nil)
            && (reading.hasUnknownWords || reading.function == nil)
    }

    /// "Foster + Partners": the last word is one that firms end with, even if it may also be a rank.
    private func closesAsFirm(_ part: Range<Int>) -> Bool {
        part.count > 1 && part.last.map { !sense.cues(at: $0).isDisjoint(with: .company) } ?? false
    }

    /// A name opens with a capital, or with a number before one ("7 Rivers Farm").
    private func opensName(_ index: Int) -> Bool {
        if words[index].isCapitalised { return true }
        return words[index].id == TitleBook.number && index + 1 < words.count
            && words[index + 1].isCapitalised
    }

    /// "CEO of Amberline": what an owner or chief is "of" is the firm, if its name is capitalised and no trade.
    ///
    /// Others work "en Grupo Éxito", where the name must say that it is a firm's.
    private mutating func beforeOwned(_ part: Range<Int>) -> Range<Int> {
        guard company == nil,
            let of = part.dropFirst().first(where: { !sense.cues(at: $0).isDisjoint(with: [.of, .within]) }),
            of + 1 < part.upperBound, opensName(of + 1)
        else { return part }
        let before = part.lowerBound..<of
        let name = of + 1..<part.upperBound
        let reading = sense.read(before)
        let isFirst = reading.seniority.height >= Seniority.cLevel.height
        let isWithin = !sense.cues(at: of).isDisjoint(with: .within) && sense.hasCue(.company, in: name)
        guard isFirst || isWithin, !sense.isArea(name), sense.hasTitle(before) else { return part }
        let isNamed = sense.hasCue([.company, .legalFirm, .financeFirm], in: name)
        let says = sense.read(name)
        guard says.function == nil || (isNamed && says.hasUnknownWords), !sense.hasTitle(name) else {
            return part
        }
        note(employer: name)
        return before
    }
}
