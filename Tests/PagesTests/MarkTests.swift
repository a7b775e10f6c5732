import Domain
import Testing

@testable import Pages

/// Overlapping evidence becomes adjacent marks, and the text comes through whole.
struct MarkTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var says: String
        var text: String
        var spans: [ClosedRange<Int>?]
        /// Marks as `words:owners`, in order.
        var marks: [String]
        var testDescription: String { says }
    }

    /// Spans are written `first...last`; an owner is a span's place in the list.
    @Test(arguments: [
        Case(says: "none", text: "abc", spans: [], marks: []),
        Case(says: "one", text: "a team of nine", spans: [2...5], marks: ["team:0"]),
        Case(says: "the whole text", text: "nine", spans: [0...3], marks: ["nine:0"]),
        Case(says: "two apart", text: "abcdef", spans: [4...5, 0...1], marks: ["ab:1", "ef:0"]),
        Case(says: "two that touch stay two", text: "abcd", spans: [0...1, 2...3], marks: ["ab:0", "cd:1"]),
        Case(says: "equal", text: "abcd", spans: [1...2, 1...2], marks: ["bc:0 1"]),
        Case(
            says: "one inside another", text: "abcdef", spans: [0...5, 2...3],
            marks: ["ab:0", "cd:0 1", "ef:0"]),
        Case(says: "overlapping", text: "abcdef", spans: [0...3, 2...5], marks: ["ab:0", "cd:0 1", "ef:1"]),
        Case(
            says: "three in a stair", text: "abcdef", spans: [0...2, 1...3, 2...4],
            marks: ["a:0", "b:0 1", "c:0 1 2", "d:1 2", "e:2"]),
        Case(says: "cut off at the end", text: "abc", spans: [1...99], marks: ["bc:0"]),
        Case(says: "beyond the end", text: "abc", spans: [7...9], marks: []),
        Case(says: "before the start", text: "abc", spans: [-4...0], marks: ["a:0"]),
        Case(says: "an astral letter is one", text: "a👍🏽b", spans: [1...2], marks: ["👍🏽:0"]),
        Case(
            says: "within a family of joined people", text: "👩‍👩‍👧x", spans: [0...0, 5...5],
            marks: ["👩:0", "x:1"]),
        Case(
            says: "a combining accent is its own", text: "cafe\u{301} x", spans: [0...4, 6...6],
            marks: ["cafe\u{301}:0", "x:1"]),
        Case(says: "CR LF are two", text: "a\r\nb", spans: [3...3], marks: ["b:0"]),
        Case(says: "right-to-left script", text: "שלום עולם", spans: [5...8], marks: ["עולם:0"]),
    ]) func splits(_ test: Case) {
        let scalars = Array(test.text.unicodeScalars)
        let claims = test.spans.enumerated().compactMap { owner, range in
            range.map { (owner: owner, span: Span($0.lowerBound, $0.upperBound + 1)) }
        }
        let marks = Mark.split(claims, within: scalars.count)
        let words = marks.map { mark in
            String(String.UnicodeScalarView(scalars[mark.span.start..<mark.span.end])) + ":"
                + mark.owners.map(String.init).joined(separator: " ")
        }
        #expect(words == test.marks)
        let text = SourceText(test.text)
        let placed = text.place(marks).map { String(decoding: text.utf8[$0.bytes], as: UTF8.self) }
        #expect(
            placed == marks.map { String(String.UnicodeScalarView(scalars[$0.span.start..<$0.span.end])) })
    }

    @Test func anOwnerMayOverlapItself() {
        let marks = Mark.split([(0, Span(0, 4)), (0, Span(2, 6)), (0, Span(6, 7))], within: 10)
        #expect(marks == [Mark(span: Span(0, 7), owners: [0])])
    }

    @Test func anEmptySpanMarksNothing() {
        #expect(Mark.split([(0, Span(2, 2))], within: 5).isEmpty)
    }

    /// Against a plain reading: for every scalar, who claims it.
    @Test(arguments: 0..<60) func agreesWithCountingEveryScalar(_ seed: Int) {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func draw(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        let length = 1 + draw(40)
        let claims = (0..<draw(12)).map { owner in
            let start = draw(length + 6) - 3
            return (owner: owner % 5, span: Span(start, start + draw(12)))
        }
        let marks = Mark.split(claims, within: length)
        for position in 0..<length {
            let claimed = Set(
                claims.filter { $0.span.start <= position && position < $0.span.end }.map(\.owner))
            let marked = marks.filter { $0.span.start <= position && position < $0.span.end }
            #expect(marked.count <= 1)
            #expect(Set(marked.first?.owners ?? []) == claimed)
        }
        #expect(zip(marks, marks.dropFirst()).allSatisfy { $0.span.end <= $1.span.start })
    }
}
