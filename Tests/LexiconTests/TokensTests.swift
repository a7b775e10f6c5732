import Lexicon
import Testing

@Suite struct TokensTests {
    @Test(arguments: [
        ("It's $3.5M, 20,00,000!", ["It", "'s", "$", "3.5", "M", ",", "20,00,000", "!"]),
        ("co-founder – CEO", ["co", "founder", "–", "CEO"]),
        ("c++ c# a#1 Google+", ["c++", "c#", "a#", "1", "Google", "+"]),
        ("b2b 3pl 10x", ["b2b", "3", "pl", "10", "x"]),
        ("l'entreprise don't", ["l'", "entreprise", "don", "'t"]),
        ("a\r\nb", ["a", "\n", "b"]),
        ("mar\u{200B}keting", ["mar", "keting"]),
        ("प्रबंधक 東京", ["प्रबंधक", "東京"]),
    ])
    func cuts(text: String, words: [String]) {
        let tokens = Tokens(text)
        #expect(tokens.list.indices.map { tokens.text($0..<$0 + 1) } == words)
    }

    @Test(arguments: [
        ("1,000", 1000), ("20,00,00,000", 200_000_000), ("3.5", nil), ("twelve", 12), ("acht", 8), ("x", nil),
    ])
    func readsWholeNumbers(text: String, value: Int?) {
        #expect(Tokens(text).wholeNumber(0) == value)
    }

    @Test func spansCountScalarsNotBytes() {
        let tokens = Tokens("👩‍🌾 é Zürich")
        let last = tokens.count - 1
        #expect(tokens.quote(tokens.span(last..<last + 1)) == "Zürich")
    }
}
