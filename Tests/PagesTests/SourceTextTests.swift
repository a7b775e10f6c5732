import Domain
import Testing

@testable import Pages

/// A captured text is shown in blocks, word for word.
struct SourceTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var says: String
        var text: String
        /// One letter per block (p, h, i) and its lines.
        var blocks: [String]
        var testDescription: String { says }
    }

    @Test(arguments: [
        Case(says: "nothing", text: "", blocks: []),
        Case(says: "blank lines only", text: " \n\r\n\t", blocks: []),
        Case(says: "paragraphs", text: "One.\n\nTwo\nthree.", blocks: ["p One.", "p Two|three."]),
        Case(
            says: "CR LF and CR", text: "One.\r\n\r\nTwo.\r\rThree.",
            blocks: ["p One.", "p Two.", "p Three."]),
        Case(
            says: "a title", text: "Growth Lead\n\nWe are nine.", blocks: ["h Growth Lead", "p We are nine."]),
        Case(
            says: "a sentence is no title", text: "We are nine.\n\nJoin us.",
            blocks: ["p We are nine.", "p Join us."]),
        Case(
            says: "short lines in a row are no titles", text: "We are hiring\n\nJoin us\n\nSoon.",
            blocks: ["p We are hiring", "h Join us", "p Soon."]),
        Case(says: "the last block is no title", text: "Soon.\n\nJoin us", blocks: ["p Soon.", "p Join us"]),
        Case(
            says: "a list", text: "You will:\n- write\n• measure\n* ship",
            blocks: ["h You will:", "i write", "i measure", "i ship"]),
        Case(says: "a dash within words is no bullet", text: "-5 degrees", blocks: ["p -5 degrees"]),
        Case(says: "edges are trimmed", text: "  a  \n", blocks: ["p a"]),
    ]) func blocks(_ test: Case) {
        let text = SourceText(test.text)
        let blocks = text.blocks.map { block in
            let letter =
                switch block.kind {
                case .paragraph: "p"
                case .heading: "h"
                case .item: "i"
                }
            return letter + " "
                + block.lines.map { String(decoding: text.utf8[$0], as: UTF8.self) }.joined(separator: "|")
        }
        #expect(blocks == test.blocks)
    }

    @Test func aMarkOverBlocksIsContinuedAndAnchoredOnce() {
        let text = "One two.\n\n- three\n- four"
        let evidence = Evidence(span: Span(4, 16), quote: "two.\n\n- thre")
        let ledger = Ledger(result([evidence]))
        let marks = Mark.split([(0, evidence.span)], within: text.unicodeScalars.count)
        var html = HTML()
        MarkedText(text: SourceText(text), marks: marks, entries: ledger.entries).write(to: &html)
        #expect(
            html.string == """
                <p dir="auto">One <mark id="w-1" data-lines="a" data-refs="a">two.</mark></p>
                <ul><li dir="auto"><mark data-lines="a" data-refs="a">thre</mark>e</li>
                <li dir="auto">four</li>
                </ul>
                """)
    }

    /// Words outside tags, with white space and bullets set aside, equal the captured words.
    @Test(arguments: ["a\u{0}b", "👩🏽‍🚀 café", "x\r\n\r\n• y\r\nz", "<b>&amp;</b>", "a\u{2028}b", "\u{FEFF}q"])
    func noWordIsLost(_ text: String) {
        let count = text.unicodeScalars.count
        let claims = (0..<count).map { (owner: 0, span: Span($0, min(count, $0 + 2))) }
        var html = HTML()
        MarkedText(
            text: SourceText(text), marks: Mark.split(claims, within: count),
            entries: Ledger(result([Evidence(span: Span(0, 1), quote: "")])).entries
        ).write(to: &html)
        #expect(words(unmarked(html.string)) == words(text.replacing("\u{0}", with: "\u{FFFD}")))
    }

    private func result(_ evidence: [Evidence]) -> ScoreResult {
        let line = ScoreLine(
            criterion: "c", points: Points(1), of: Points(1), reason: "r", strength: .stated, kind: .award,
            evidence: evidence)
        return ScoreResult(
            total: Points(1), tier: Sample.bands[0].tier,
            dimensions: [Sample.dimension("d", "D", of: 1, [line])])
    }

    private func unmarked(_ html: String) -> String {
        var text = ""
        var isTag = false
        for letter in html {
            if letter == "<" { isTag = true }
            if !isTag { text.append(letter) }
            if letter == ">" { isTag = false }
        }
        for (entity, letter) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] {
            text = text.replacing(entity, with: letter)
        }
        return text
    }

    private func words(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { !" \t\r\n•".unicodeScalars.contains($0) }
    }
}
