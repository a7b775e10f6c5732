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
    /// Which wording of the question it answered; empty for a judge that is asked in no words.
    package var promptVersion: String
    /// How far up the label's band of points, from 0 to 100; nil leaves it to the scorecard.
    package var position: Int?

    package init(
        label: String, reason: String, judge: String, promptVersion: String = "", position: Int? = nil
    ) {
        self.label = label
        self.reason = reason
        self.judge = judge
        self.promptVersion = promptVersion
        self.position = position
    }
}

/// Someone who answers judge questions.
///
/// Nil means that no answer could be had; the caller then asks the rules judge, which always answers.
package struct Judge: Sendable {
    /// As in `ollama:gemma3:1b`; stands on the score line.
    package let name: String
    package let judge: @Sendable (JudgeQuestion) async -> JudgeVerdict?

    package init(name: String, judge: @escaping @Sendable (JudgeQuestion) async -> JudgeVerdict?) {
        self.name = name
        self.judge = judge
    }
}

/// Someone who words cited sentences better.
///
/// Every sentence it returns keeps the evidence of sentences it was given; nil means nothing better.
package struct Rewriter: Sendable {
    /// As in `gemini:gemini-3-flash+rewrite@1`; stands on the artifact.
    package let name: String
    package let rewrite: @Sendable ([Artifact.Sentence]) async -> [Artifact.Sentence]?

    package init(
        name: String, rewrite: @escaping @Sendable ([Artifact.Sentence]) async -> [Artifact.Sentence]?
    ) {
        self.name = name
        self.rewrite = rewrite
    }
}
