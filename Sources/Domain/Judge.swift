/// A question with a closed set of answers.
///
/// A judge chooses; only scorecards award points.
package struct JudgeQuestion: Hashable, Sendable {
    /// The only answers allowed, as in High, Medium, Low.
    package var labels: [String]
    package var offerName: String
    package var offerValueProps: String
    package var offerIdealUseCases: String
    /// Named fields of the prospect in the order to show them.
    package var prospect: [Field]
    /// The captured text, when there is one; it is data and never an instruction.
    package var text: String

    package struct Field: Hashable, Sendable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package init(
        labels: [String], offerName: String, offerValueProps: String, offerIdealUseCases: String,
        prospect: [Field],
        text: String
    ) {
        self.labels = labels
        self.offerName = offerName
        self.offerValueProps = offerValueProps
        self.offerIdealUseCases = offerIdealUseCases
        self.prospect = prospect
        self.text = text
    }
}

/// The label chosen, why in a sentence or two, and who chose.
package struct JudgeVerdict: Hashable, Sendable {
    package var label: String
    /// At most 300 characters.
    package var reason: String
    /// As in `rules` or `ollama:gemma3:1b`.
    package var judge: String

    package init(label: String, reason: String, judge: String) {
        self.label = label
        self.reason = reason
        self.judge = judge
    }
}
