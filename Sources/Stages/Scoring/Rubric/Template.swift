/// A reason with slots, as in `Team of {value} is inside {wanted}`.
struct Template: Hashable, Sendable {
    /// What a slot stands for.
    enum Slot: String, Hashable, Sendable, CaseIterable {
        /// What was found; with a capital for `Value`.
        case value
        case capitalValue = "Value"
        /// Why it is no more than likely.
        case how
        case wanted
        /// How much was searched, as in `2 texts`.
        case searched
        /// The share of the points, as in `20 %`.
        case credit
        case quote
        case count, total, days
        case found, missing
        /// For judges: `CEO role`, `SaaS company`, the offer's name.
        case who
        case company = "where"
        case offer
    }

    private enum Piece: Hashable, Sendable {
        case text(String)
        case slot(Slot)
    }

    private let pieces: [Piece]

    /// Reads a template; nil result names the slot nobody knows.
    init(_ source: String) throws(UnknownSlot) {
        var pieces: [Piece] = []
        var rest = source[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            let name = String(rest[rest.index(after: open)..<close])
            guard let slot = Slot(rawValue: name) else { throw UnknownSlot(name: name) }
            pieces.append(.slot(slot))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    /// A text as it is, without slots.
    init(plain: String) { pieces = [.text(plain)] }

    /// A text, then a slot.
    init(slots text: String, _ slot: Slot) {
        pieces = text.isEmpty ? [.slot(slot)] : [.text(text), .slot(slot)]
    }

    private init(pieces: [Piece]) { self.pieces = pieces }

    static func + (a: Template, b: Template) -> Template { Template(pieces: a.pieces + b.pieces) }

    /// A slot name nobody knows.
    struct UnknownSlot: Error { let name: String }

    /// The text with every slot filled.
    func filled(_ fill: (Slot) -> String) -> String {
        if pieces.count == 1, case .text(let text) = pieces[0] { return text }
        var out = ""
        out.reserveCapacity(96)  // a usual reason; growing twice costs more than the room
        for piece in pieces {
            switch piece {
            case .text(let text): out += text
            case .slot(let slot): out += fill(slot)
            }
        }
        return out
    }
}

/// The reasons of a criterion, by how well the text supports it.
struct Say: Hashable, Sendable {
    var stated: Template
    var inferred: Template
    var unknown: Template
    var contradicted: Template
}
