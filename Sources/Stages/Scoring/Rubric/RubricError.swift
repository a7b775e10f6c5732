import Wire

/// Why a scorecard or taxonomy is refused: where, and which rule it breaks.
package struct RubricError: Error, Hashable, CustomStringConvertible {
    /// The file or reference, as in `data/scorecards/x.json`.
    package let document: String
    /// The way down to the fault, as in `dimensions[0].criteria[2].points`; empty for the document as a whole.
    package let path: String
    /// The rule in plain words.
    package let rule: String

    init(_ error: FieldError) {
        document = error.place.origin
        path = error.place.path
        rule = error.problem
    }

    package var description: String {
        [document, path, rule].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
