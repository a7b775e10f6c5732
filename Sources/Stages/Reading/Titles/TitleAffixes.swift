import Domain
import Lexicon

/// Parts of words that carry a meaning: inflected stems (`маркетинг*`), pieces of scripts without spaces (`*部長*`),
/// compounds (`Finanz` + `vorstand`) and the endings that make a plural or a feminine.
struct TitleAffixes: Sendable {
    /// What a part of a word says, with its length in bytes.
    private struct Part: Sendable {
        var meaning = TitleMeaning()
    }

    /// A last part's rank, and its trade when it has one of its own ("-lehrer").
    private struct Suffix: Sendable {
        let seniority: Seniority
        let function: JobFunction?
    }

    /// A compound's stem says the function, its last part the rank.
    enum CompoundPart: String, Sendable, CaseIterable { case stem, suffix }

    private var openings = KeyTable()
    private var inners = KeyTable()
    private var stems = KeyTable()
    private var suffixes = KeyTable()
    private var parts: [Part] = []
    private var stemFunctions: [JobFunction] = []
    private var suffixMeanings: [Suffix] = []
    private var longestOpening = 0
    private var longestInner = 0
    /// Longest first.
    private var suffixLengths: [Int] = []
    /// Endings with what replaces them, longest first.
    private var endings: [(ending: [UInt8], replacement: [UInt8])] = []

    /// Adds `x*` (a word that opens so) or `*x*` (a word with x in it).
    mutating func add(_ pattern: String, _ change: (inout TitleMeaning) -> Void) {
        let bytes = Fold.bytes(pattern.filter { $0 != "*" })
        let isInner = pattern.hasPrefix("*")
        let key = WordKey.of(bytes)
        let index: Int32
        if let known = isInner ? inners[key] : openings[key] {
            index = known
        } else {
            index = Int32(parts.count)
            parts.append(Part())
            if isInner { inners.set(key, index) } else { openings.set(key, index) }
        }
        change(&parts[Int(index)].meaning)
        if isInner {
            longestInner = max(longestInner, bytes.count)
        } else {
            longestOpening = max(longestOpening, bytes.count)
        }
    }

    mutating func add(stem: String, _ function: JobFunction) {
        stems.set(WordKey.of(Fold.bytes(stem)), Int32(stemFunctions.count))
        stemFunctions.append(function)
    }

    mutating func add(suffix: String, _ seniority: Seniority, _ function: JobFunction?) {
        let bytes = Fold.bytes(suffix)
        suffixes.set(WordKey.of(bytes), Int32(suffixMeanings.count))
        suffixMeanings.append(Suffix(seniority: seniority, function: function))
        if !suffixLengths.contains(bytes.count) {
            suffixLengths.append(bytes.count)
            suffixLengths.sort(by: >)
        }
    }

    mutating func add(ending: String, replacedBy replacement: String) {
        endings.append((Fold.bytes(ending), Fold.bytes(replacement)))
        // Stable, so that of equally long endings the one listed first is tried first.
        endings.sort { $0.ending.count > $1.ending.count }
    }

    /// The word that an unknown one is a plural or feminine of, when `book` knows it.
    func base(of word: ArraySlice<UInt8>, known: (UInt64) -> TitleBook.WordID?) -> TitleBook.WordID? {
        for (ending, replacement) in endings
        where word.count >= ending.count + Self.shortestBase
            && word.suffix(ending.count).elementsEqual(ending)
        {
            var state = WordKey.seed
            for byte in word.dropLast(ending.count) { state = WordKey.combine(state, byte) }
            for byte in replacement { state = WordKey.combine(state, byte) }
            if let word = known(WordKey.finish(state)) { return word }
        }
        return nil
    }

    /// Below four letters, cutting an ending makes another word of it ("gas", "its", "aids").
    private static let shortestBase = 4

    /// What the parts of a word say together; nil when they say nothing.
    func meaning(of word: ArraySlice<UInt8>) -> TitleMeaning? {
        let isLatin = (word.first ?? 0) < 0x80
        return (isLatin ? nil : pieces(of: word)) ?? opening(of: word) ?? (isLatin ? compound(word) : nil)
    }

    private func opening(of word: ArraySlice<UInt8>) -> TitleMeaning? {
        var found: TitleMeaning?
        var state = WordKey.seed
        for byte in word.prefix(longestOpening) {
            state = WordKey.combine(state, byte)
            guard let part = openings[WordKey.finish(state)] else { continue }
            found = merged(found, parts[Int(part)].meaning)
        }
        return found
    }

    /// All pieces found in a word of a script that writes no spaces; of nested pieces the longest.
    private func pieces(of word: ArraySlice<UInt8>) -> TitleMeaning? {
        var found: TitleMeaning?
        var start = word.startIndex
        while start < word.endIndex {
            var state = WordKey.seed
            var longest: (part: Int32, end: Int)?
            for index in start..<min(word.endIndex, start + longestInner) {
                state = WordKey.combine(state, word[index])
                if let part = inners[WordKey.finish(state)] { longest = (part, index + 1) }
            }
            if let longest {
                found = merged(found, parts[Int(longest.part)].meaning)
                start = longest.end
            } else {
                start += 1
                // On to the next scalar: continuation bytes open none.
                while start < word.endIndex, word[start] & 0xC0 == 0x80 { start += 1 }
            }
        }
        return found
    }

    /// A later piece adds what the earlier did not say; the higher rank wins.
    private func merged(_ old: TitleMeaning?, _ new: TitleMeaning) -> TitleMeaning {
        guard var old else { return new }
        if let rank = new.rank, (old.rank?.seniority.height ?? -1) < rank.seniority.height { old.rank = rank }
        if let work = new.work, old.work == nil || old.work?.strength == .fallback { old.work = work }
        if old.trap == nil { old.trap = new.trap }
        old.cues.formUnion(new.cues)
        return old
    }

    /// A known last part, and the function of the stem before it, a linking `s`, `n`, `en` or `es` apart.
    private func compound(_ word: ArraySlice<UInt8>) -> TitleMeaning? {
        guard word.count >= Self.shortestCompound else { return nil }
        var best: (length: Int, suffix: Suffix)?
        for length in suffixLengths where length + 2 <= word.count {
            if let suffix = suffixes[WordKey.of(word.suffix(length))] {
                best = (length, suffixMeanings[Int(suffix)])
                break
            }
        }
        guard let best else { return nil }
        let stem = word.dropLast(best.length)
        var meaning = TitleMeaning()
        let function = best.suffix.function ?? function(ofStem: stem)
        // A rank needs a stem we know or an ending long enough to be no accident ("shopkeeper" has neither).
        guard function != nil || best.length >= Self.tellingSuffix else { return nil }
        if best.suffix.seniority != .individual {
            meaning.rank = TitleMeaning.Rank(seniority: best.suffix.seniority, place: .anywhere, unless: nil)
        }
        if let function {
            meaning.work = TitleMeaning.Work(function: function, strength: .decisive, managed: nil)
        }
        meaning.cues = .holder
        return meaning
    }

    /// The rank that the last part of a compound gives.
    func rank(ofCompound word: ArraySlice<UInt8>) -> TitleMeaning.Rank? { compound(word)?.rank }

    private static let shortestCompound = 6
    private static let tellingSuffix = 6

    private func function(ofStem stem: ArraySlice<UInt8>) -> JobFunction? {
        for link in 0...2 where stem.count >= 2 + link {
            if let index = stems[WordKey.of(stem.dropLast(link))] { return stemFunctions[Int(index)] }
        }
        // The stem itself may be a compound whose last part we know: Großkunden-vertriebs-leiter.
        for start in stem.indices.dropFirst(3) where stem.endIndex - start >= 5 {
            for link in 0...1 {
                if let index = stems[WordKey.of(stem[start...].dropLast(link))] {
                    return stemFunctions[Int(index)]
                }
            }
        }
        return nil
    }
}

extension Seniority {
    /// Rank as a number; comparing through `allCases` would build a list each time.
    var height: Int {
        switch self {
        case .internAssistant: 0
        case .individual: 1
        case .leadSeniorPrincipal: 2
        case .manager: 3
        case .headDirector: 4
        case .vp: 5
        case .cLevel: 6
        case .ownerFounder: 7
        }
    }
}
