import Domain

extension PastePage {
    /// Everything the start page shows.
    package struct Model: Sendable {
        package var frame: Frame
        package var now: Timestamp
        /// What is in the form: empty, an example, or what was refused.
        package var draft: Draft
        /// Why the text was not taken, and how to mend it; nil when nothing went wrong.
        package var problem: String?
        /// The inbox beside the box, a few leads per tier.
        package var groups: [TierGroup]

        package init(
            frame: Frame, now: Timestamp, draft: Draft = Draft(), problem: String? = nil,
            groups: [TierGroup] = []
        ) {
            self.frame = frame
            self.now = now
            self.draft = draft
            self.problem = problem
            self.groups = groups
        }
    }

    /// The fields of `POST /app/paste`, by the names they are posted under.
    package struct Draft: Hashable, Sendable {
        /// `text`.
        package var text: String
        /// `company_name`; empty lets the text say it.
        package var companyName: String
        /// `company_website`.
        package var companyWebsite: String
        /// `source_type`, by its raw value.
        package var sourceType: SourceType

        package init(
            text: String = "", companyName: String = "", companyWebsite: String = "",
            sourceType: SourceType = .manual
        ) {
            self.text = text
            self.companyName = companyName
            self.companyWebsite = companyWebsite
            self.sourceType = sourceType
        }

        /// The sample texts of `GET /app?example=1` to `3`; nil for any other number.
        package init?(example number: Int) {
            guard let example = Example.all.first(where: { $0.number == number }) else { return nil }
            self.init(text: example.text, sourceType: example.sourceType)
        }
    }
}
