import Domain
import Lexicon

/// The vocabulary of titles, compiled: words as small numbers, phrases as paths over them, parts of words in tables.
struct TitleBook: Sendable {
    /// A word as a phrase sees it; `unknown` starts no phrase.
    typealias WordID = Int32
    static let unknown: WordID = -1
    /// Any number, written `<number>` in a phrase.
    static let number: WordID = 0

    private var words = KeyTable(capacity: 16_000)
    private var wordCount: WordID = 1
    private var edges = KeyTable(capacity: 32_000)
    /// By node; the root is node 0 and means nothing.
    private(set) var meanings = [TitleMeaning()]
    var affixes = TitleAffixes()

    /// The number of a word by the hash of its folded form.
    func word(_ key: UInt64) -> WordID? { words[key] }

    /// The node that a word leads to from another.
    @inline(__always)
    func node(after node: Int32, _ word: WordID) -> Int32? { edges[Self.edge(node, word)] }

    @inline(__always)
    private static func edge(_ node: Int32, _ word: WordID) -> UInt64 {
        var state = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
        // Two rounds of a 64-bit mixer, because the table takes the low bits as they are.
        state = (state ^ (state >> 31)) &* 0x9e37_79b9_7f4a_7c15
        return state ^ (state >> 29)
    }

    /// Adds to what a phrase means; parts of words are written `x*`, `*x*`.
    mutating func add(_ phrase: String, _ change: (inout TitleMeaning) -> Void) {
        if phrase.utf8.contains(UInt8(ascii: "*")) { return affixes.add(phrase, change) }
        var node: Int32 = 0
        PhraseCutter.forEachWord(of: phrase) { key in
            let word = key.map { intern($0) } ?? Self.number
            let edge = Self.edge(node, word)
            if let next = edges[edge] {
                node = next
            } else {
                let next = Int32(meanings.count)
                edges.set(edge, next)
                meanings.append(TitleMeaning())
                node = next
            }
        }
        guard node != 0 else { return }
        change(&meanings[Int(node)])
    }

    /// Adds what a phrase says about the work; one long word also takes the rank of its last part.
    mutating func add(_ phrase: String, _ work: TitleMeaning.Work) {
        let rank =
            phrase.utf8.contains(UInt8(ascii: " ")) ? nil : affixes.rank(ofCompound: Fold.bytes(phrase)[...])
        add(phrase) { meaning in
            meaning.work = work
            if let rank { meaning.rank = rank }
        }
    }

    /// Makes a word be read as another.
    mutating func alias(_ word: String, as target: String) {
        var keys: [UInt64] = []
        PhraseCutter.forEachWord(of: word) { if let key = $0 { keys.append(key) } }
        var targets: [WordID] = []
        PhraseCutter.forEachWord(of: target) { if let key = $0 { targets.append(intern(key)) } }
        if let key = keys.first, let target = targets.first, words[key] == nil { words.set(key, target) }
    }

    private mutating func intern(_ key: UInt64) -> WordID {
        if let known = words[key] { return known }
        words.set(key, wordCount)
        wordCount += 1
        return wordCount - 1
    }
}

/// Cuts the phrases of our own files into words, as `Tokens` cuts texts, without the parts that only texts need.
enum PhraseCutter {
    /// Calls `body` with the hash of each word in turn; with nil for `<number>`.
    static func forEachWord(of phrase: String, _ body: (UInt64?) -> Void) {
        var folded: [UInt8] = []
        folded.reserveCapacity(phrase.utf8.count + 4)
        for scalar in phrase.unicodeScalars { Fold.append(scalar, to: &folded) }
        var start = 0
        for index in 0...folded.count {
            let isEnd = index == folded.count || folded[index] == 0x20 || folded[index] == 0x2D
            guard isEnd else { continue }
            if start < index { cut(folded[start..<index], body) }
            start = index + 1
        }
    }

    /// An apostrophe goes with the shorter side: `founder` `'s`, `l'` `entreprise`.
    private static func cut(_ word: ArraySlice<UInt8>, _ body: (UInt64?) -> Void) {
        if word.elementsEqual("<number>".utf8) { return body(nil) }
        let inner = word.dropFirst().dropLast()
        guard let apostrophe = inner.firstIndex(of: UInt8(ascii: "'")) else { return body(WordKey.of(word)) }
        let split = word.endIndex - apostrophe - 1 <= 2 ? apostrophe : apostrophe + 1
        body(WordKey.of(word[..<split]))
        body(WordKey.of(word[split...]))
    }
}
