import Domain

extension ImportPage {
    /// Everything the import page shows; which part depends on where the run stands.
    package struct Model: Sendable {
        package var frame: Frame
        package var now: Timestamp
        package var state: State

        package init(frame: Frame, now: Timestamp, state: State) {
            self.frame = frame
            self.now = now
            self.state = state
        }
    }

    /// The steps of an import.
    package enum State: Sendable {
        /// No file yet; the words say why the last one was refused.
        case choose(problem: String?)
        case preview(Preview)
        case working(Progress)
        case done(Result)
        case failed(Failure)
    }

    /// A file before it is imported: what the reader makes of it, open to correction.
    package struct Preview: Sendable {
        package var run: ID<Run>
        package var file: File
        package var columns: [Column]
        /// What a column can become, in the order of the menu; the first means “leave out”.
        package var attributes: [Choice]
        /// The first rows as read, one cell per column.
        package var rows: [[String]]
        package var scorecards: [Choice]
        /// The chosen scorecard's key.
        package var scorecard: String
        /// The list the leads go to.
        package var list: String
        package var offer: OfferDraft
        /// Why the start was refused; nil when it was not.
        package var problem: String?

        package init(
            run: ID<Run>, file: File, columns: [Column], attributes: [Choice], rows: [[String]],
            scorecards: [Choice], scorecard: String, list: String = "default",
            offer: OfferDraft = OfferDraft(),
            problem: String? = nil
        ) {
            self.run = run
            self.file = file
            self.columns = columns
            self.attributes = attributes
            self.rows = rows
            self.scorecards = scorecards
            self.scorecard = scorecard
            self.list = list
            self.offer = offer
            self.problem = problem
        }
    }

    /// The uploaded file and how it is read.
    package struct File: Hashable, Sendable {
        package var name: String
        package var byteCount: Int
        /// Nil until counted.
        package var rowCount: Int?
        /// In words, as in `semicolons`.
        package var separator: String
        /// As in `UTF-8`.
        package var encoding: String

        package init(
            name: String, byteCount: Int, rowCount: Int?, separator: String = "commas",
            encoding: String = "UTF-8"
        ) {
            self.name = name
            self.byteCount = byteCount
            self.rowCount = rowCount
            self.separator = separator
            self.encoding = encoding
        }
    }

    /// A column and what it is taken for; posted as `column_<index>` with a choice's key.
    package struct Column: Hashable, Sendable {
        /// From 0.
        package var index: Int
        package var header: String
        /// The key of the attribute guessed or chosen.
        package var choice: String
        package var sureness: Sureness
        package var examples: [String]

        package init(index: Int, header: String, choice: String, sureness: Sureness, examples: [String]) {
            self.index = index
            self.header = header
            self.choice = choice
            self.sureness = sureness
            self.examples = examples
        }
    }

    /// How much a guess is worth.
    package enum Sureness: Hashable, Sendable {
        case certain(percent: Int)
        /// Says why, as in `“ma” may be “Mitarbeiter”`.
        case guess(why: String)
        case none
    }

    /// An entry of a menu.
    package struct Choice: Hashable, Sendable {
        package var key: String
        package var label: String

        package init(_ key: String, _ label: String) {
            self.key = key
            self.label = label
        }
    }

    /// The offer prospects are judged against: `offer_name`, `offer_value_props`, `offer_ideal_use_cases`.
    package struct OfferDraft: Hashable, Sendable {
        package var name: String
        package var valueProps: String
        package var idealUseCases: String

        package init(name: String = "", valueProps: String = "", idealUseCases: String = "") {
            self.name = name
            self.valueProps = valueProps
            self.idealUseCases = idealUseCases
        }
    }
}
