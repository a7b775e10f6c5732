import Domain

extension PastePage {
    /// A text to try the product with; its company is invented.
    struct Example {
        var number: Int
        var label: String
        var sourceType: SourceType
        var text: String

        static let all = [jobPost, founderPost, poorFit]

        /// Has something for most lines of a scorecard, and an agency to speak against it.
        private static let jobPost = Example(
            number: 1, label: "A job post", sourceType: .jobPost,
            text: """
                Growth Marketing Manager, Pune (hybrid)

                Thistle & Loom makes hand-loomed bed linen with forty weaving families in Maharashtra and sells it \
                directly to customers in India and the Gulf. We are a team of nine and we have no marketing team: \
                until now the founders wrote every post and answered every message themselves.

                This is the first of two marketing roles we are opening before the wedding season. You will own paid \
                and owned channels, choose our tools, and report to Meera.

                - Build a calendar we can keep, and a budget we can defend.
                - Find out why one visitor in fifty buys, and why the others leave.
                - Brief an agency on retainer until March and decide what comes after.

                Write to meera@thistleandloom.example with two things you have grown. No cover letter. Applications \
                close on 27 November.
                """)

        private static let founderPost = Example(
            number: 2, label: "A founder’s post", sourceType: .manual,
            text: """
                Hollin Ceramics is seven of us in a courtyard in Jaipur. We throw, glaze and fire every plate \
                ourselves, and people order from our shop online.

                Last year we sold out in spring and stood still by autumn. We need help scaling: our posting is \
                random, nothing is measured, and we are looking for someone who can help us grow without turning us \
                into a factory. Start small, stay honest.

                studio@hollin.example, +91 98290 12345
                """)

        private static let poorFit = Example(
            number: 3, label: "A poor fit", sourceType: .website,
            text: """
                Wexmoor Logistics is one of the largest hauliers in northern Europe. Our 14,000 people move freight \
                through eleven countries. Our marketing department of sixty works with two global agencies.

                We are hiring forklift drivers for our terminal in Rotterdam.
                """)
    }
}
