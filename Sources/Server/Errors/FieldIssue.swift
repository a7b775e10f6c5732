import Wire

/// One value of a request that is missing or wrong: which, and why.
package struct FieldIssue: Hashable, Sendable {
    /// Which part of the request holds the value.
    package enum Part: String, Sendable {
        case path
        case query
        case header
        case body
    }

    /// One step on the way down a body.
    package enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    /// The sort of fault, spelled as the published FastAPI services spell theirs.
    package enum Kind: String, Sendable {
        case missing
        case invalid = "value_error"
        case mistyped = "type_error"
        case notInteger = "int_parsing"
        case notNumber = "float_parsing"
        case notBoolean = "bool_parsing"
        case notChoice = "enum"
        case outOfRange = "value_out_of_range"
        case unknownKey = "extra_forbidden"
        case notJSON = "json_invalid"
    }

    package let part: Part
    /// The way to the value; empty when it is the part itself.
    package let path: [Step]
    /// What is wrong: "Field required".
    package let message: String
    package let kind: Kind

    /// An issue at a dotted path: `criteria[2].points`.
    package init(_ part: Part, _ path: String, _ message: String, kind: Kind) {
        self.part = part
        self.path = Self.steps(path)
        self.message = message
        self.kind = kind
    }

    /// A value that had to be there.
    package static func missing(_ part: Part, _ path: String) -> FieldIssue {
        FieldIssue(part, path, "Field required", kind: .missing)
    }

    /// The path as text: `criteria[2].points`.
    package var pathText: String {
        path.reduce(into: "") { text, step in
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }

    private static func steps(_ path: String) -> [Step] {
        var steps: [Step] = []
        for part in path.split(separator: ".") {
            let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
            if let key = pieces.first, !key.isEmpty { steps.append(.key(String(key))) }
            for piece in pieces.dropFirst() {
                if let index = Int(piece.prefix { $0 != "]" }) { steps.append(.index(index)) }
            }
        }
        return steps
    }
}

extension FieldIssue {
    /// The same complaint, as the reader of bodies makes it.
    init(_ error: FieldError) {
        let kind: Kind =
            switch error.kind {
            case .missing: .missing
            case .mistyped: .mistyped
            case .unknownKey: .unknownKey
            case .invalid: .invalid
            case .notJSON: .notJSON
            }
        let message = error.kind == .missing ? "Field required" : error.problem
        self.init(.body, error.place.path, message, kind: kind)
    }
}
