import Domain

/// A source text with its marks, written block by block.
///
/// A mark that runs over a block's edge is continued in the next block; only its first piece has the anchor.
struct MarkedText {
    private let text: SourceText
    private let marks: [SourceText.PlacedMark]
    private let entries: [Ledger.Entry]

    init(text: SourceText, marks: [Mark], entries: [Ledger.Entry]) {
        self.text = text
        self.marks = text.place(marks)
        self.entries = entries
    }

    func write(to html: inout HTML) {
        var pen = Pen()
        var isInList = false
        for block in text.blocks {
            if (block.kind == .item) != isInList {
                isInList.toggle()
                html.raw(isInList ? "<ul>" : "</ul>")
            }
            html(block.tag, .fixed("dir", "auto")) { html in
                for (index, line) in block.lines.enumerated() {
                    if index > 0 { html(.br) }
                    write(line, &pen, to: &html)
                }
            }
            html.newline()
        }
        if isInList { html.raw("</ul>") }
    }

    /// How far the writing has come.
    private struct Pen {
        /// The first mark that is not yet written whole.
        var next = 0
        /// The last mark that has its anchor.
        var anchored = 0
    }

    /// One line: plain stretches and marks by turns.
    private func write(_ line: Range<Int>, _ pen: inout Pen, to html: inout HTML) {
        var position = line.lowerBound
        while pen.next < marks.count, marks[pen.next].bytes.lowerBound < line.upperBound {
            let mark = marks[pen.next]
            let piece = mark.bytes.clamped(to: line)
            if !piece.isEmpty {
                html.text(utf8: text.utf8[position..<piece.lowerBound])
                write(mark, piece, isFirst: pen.anchored != mark.number, &html)
                pen.anchored = mark.number
                position = piece.upperBound
            }
            // What reaches past this line is continued in the next.
            if mark.bytes.upperBound > line.upperBound { break }
            pen.next += 1
        }
        html.text(utf8: text.utf8[position..<line.upperBound])
    }

    private func write(
        _ mark: SourceText.PlacedMark, _ piece: Range<Int>, isFirst: Bool, _ html: inout HTML
    ) {
        let owners = mark.owners.map { entries[$0] }
        let keys = owners.map(\.key).joined(separator: " ")
        let isAgainst = owners.allSatisfy { $0.line.kind == .against || $0.line.kind == .disqualified }
        html(
            .mark, .id(isFirst ? LeadPage.markID(mark.number) : nil), .lines(keys), .refs(keys),
            .kind(isAgainst ? "against" : nil)
        ) { $0.text(utf8: text.utf8[piece]) }
    }
}

extension SourceText.Block {
    fileprivate var tag: Tag {
        switch kind {
        case .paragraph: .p
        case .heading: .h3
        case .item: .li
        }
    }
}
