/// What the outside may ask of the pipeline: handed to the server and the command line as functions.
package struct Engine: Sendable {
    /// Captures a text, reads, resolves, scores it, and answers when all of that is on disk.
    package var classify: @Sendable (Capture) async throws -> Classified
    /// Captures a text and answers when it is on disk; the topics carry it through the steps.
    package var capture: @Sendable (Capture) async throws -> ID<Snapshot>
    /// Brings in a CSV file row by row.
    package var importFile: @Sendable (ImportRequest) async throws -> ImportSummary
    /// Scores every lead of a list; stores a new score only where inputs changed.
    package var scoreList: @Sendable (ScoreRequest) async throws -> ScoreSummary
    /// Checks a scorecard document and gives it its name and version.
    package var checkScorecard: @Sendable (_ document: String) throws -> Scorecard
    /// The tiers of a scorecard, best first.
    package var tiers: @Sendable (_ scorecard: String) async throws -> [Tier]
    /// The scorecards that come with Harrier.
    package var shippedScorecards: [Scorecard]

    package init(
        classify: @escaping @Sendable (Capture) async throws -> Classified,
        capture: @escaping @Sendable (Capture) async throws -> ID<Snapshot>,
        importFile: @escaping @Sendable (ImportRequest) async throws -> ImportSummary,
        scoreList: @escaping @Sendable (ScoreRequest) async throws -> ScoreSummary,
        checkScorecard: @escaping @Sendable (_ document: String) throws -> Scorecard,
        tiers: @escaping @Sendable (_ scorecard: String) async throws -> [Tier],
        shippedScorecards: [Scorecard] = []
    ) {
        self.classify = classify
        self.capture = capture
        self.importFile = importFile
        self.scoreList = scoreList
        self.checkScorecard = checkScorecard
        self.tiers = tiers
        self.shippedScorecards = shippedScorecards
    }
}

/// A request the pipeline cannot carry out, in words for the person who made it.
package enum EngineFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// Nothing by that name or number.
    case notFound(what: String)
    /// A field is wrong; `reason` says how to mend it.
    case invalid(field: String, reason: String)
    /// Something must be there first, as an offer before scoring.
    case missing(what: String)

    package var description: String {
        switch self {
        case .notFound(let what): "\(what) does not exist"
        case .invalid(let field, let reason): "\(field): \(reason)"
        case .missing(let what): what
        }
    }
}

/// A text and what its sender says about it.
package struct Capture: Hashable, Sendable {
    package var workspace: ID<Workspace>
    package var source: Snapshot.Source
    package var text: String
    /// The ICP to score against; nil for the active one.
    package var icp: ID<ICP>?
    package var list: String
    /// Scorecard reference; nil for the workspace's own.
    package var scorecard: String?
    /// When it was true; nil for now.
    package var at: Timestamp?

    package init(
        workspace: ID<Workspace>, source: Snapshot.Source, text: String, icp: ID<ICP>? = nil,
        list: String = Lead.inboxList, scorecard: String? = nil, at: Timestamp? = nil
    ) {
        self.workspace = workspace
        self.source = source
        self.text = text
        self.icp = icp
        self.list = list
        self.scorecard = scorecard
        self.at = at
    }
}

/// What came of classifying a text.
package struct Classified: Hashable, Sendable {
    package var snapshot: ID<Snapshot>
    /// False when the same bytes from the same source were there already.
    package var isNew: Bool
    package var account: Account
    package var contact: Contact?
    package var lead: Lead
    package var score: Score
    /// What this text says.
    package var facts: [Fact]
    package var icpMatches: [ICPMatch]

    package init(
        snapshot: ID<Snapshot>, isNew: Bool, account: Account, contact: Contact?, lead: Lead, score: Score,
        facts: [Fact], icpMatches: [ICPMatch]
    ) {
        self.snapshot = snapshot
        self.isNew = isNew
        self.account = account
        self.contact = contact
        self.lead = lead
        self.score = score
        self.facts = facts
        self.icpMatches = icpMatches
    }
}

/// How well a lead fits one ICP.
package struct ICPMatch: Hashable, Sendable {
    package var icp: ID<ICP>
    package var number: Int
    package var name: String
    package var fit: Points
    package var of: Points

    package init(icp: ID<ICP>, number: Int, name: String, fit: Points, of: Points) {
        self.icp = icp
        self.number = number
        self.name = name
        self.fit = fit
        self.of = of
    }

    /// At least half of the points that fit can give.
    package var isMatch: Bool { fit.hundredths * 2 >= of.hundredths }
}

/// A CSV file and how to take it in.
package struct ImportRequest: Sendable {
    package var workspace: ID<Workspace>
    package var bytes: ByteSource
    package var kind: Kind
    package var list: String
    /// Column index to attribute name, as a person corrected the guesses; nil to guess.
    package var columns: [Int: String]?
    /// The run that shows progress; nil when nobody looks.
    package var run: ID<Run>?

    package enum Kind: String, Hashable, Sendable {
        /// People with role, company and industry (S3-04).
        case prospects
        /// Companies with a text to read (S1-28).
        case signals
    }

    package init(
        workspace: ID<Workspace>, bytes: ByteSource, kind: Kind, list: String, columns: [Int: String]? = nil,
        run: ID<Run>? = nil
    ) {
        self.workspace = workspace
        self.bytes = bytes
        self.kind = kind
        self.list = list
        self.columns = columns
        self.run = run
    }
}

/// Bytes that lie elsewhere, an upload or a file, read piece by piece.
package struct ByteSource: Sendable {
    package let count: Int
    /// Up to `count` bytes from an offset; fewer only at the end.
    package let read: @Sendable (_ offset: Int, _ count: Int) throws -> [UInt8]

    package init(count: Int, read: @escaping @Sendable (_ offset: Int, _ count: Int) throws -> [UInt8]) {
        self.count = count
        self.read = read
    }

    package init(_ bytes: [UInt8]) {
        self.init(count: bytes.count) { offset, count in Array(bytes.dropFirst(offset).prefix(count)) }
    }
}

/// What came of an import.
package struct ImportSummary: Hashable, Sendable {
    /// Rows that held something.
    package var rows: Int
    /// Leads that are new.
    package var inserted: Int
    /// Rows that were there already, byte for byte (S3-X9).
    package var skipped: Int
    package var rejected: [RejectedRow]
    /// One entry a row for small imports (S1-51); empty beyond 1 000 rows.
    package var results: [RowResult]

    package init(rows: Int, inserted: Int, skipped: Int, rejected: [RejectedRow], results: [RowResult]) {
        self.rows = rows
        self.inserted = inserted
        self.skipped = skipped
        self.rejected = rejected
        self.results = results
    }
}

/// A row that did not come in.
package struct RejectedRow: Hashable, Sendable {
    /// As a spreadsheet counts: the header is row 1.
    package var number: Int
    package var column: String?
    package var reason: String

    package init(number: Int, column: String?, reason: String) {
        self.number = number
        self.column = column
        self.reason = reason
    }
}

/// A row that became a lead.
package struct RowResult: Hashable, Sendable {
    package var company: String
    package var lead: ID<Lead>
    package var number: Int
    package var total: Points
    package var tier: Tier

    package init(company: String, lead: ID<Lead>, number: Int, total: Points, tier: Tier) {
        self.company = company
        self.lead = lead
        self.number = number
        self.total = total
        self.tier = tier
    }
}

/// Which leads to score, and against what.
package struct ScoreRequest: Hashable, Sendable {
    package var workspace: ID<Workspace>
    package var list: String
    package var scorecard: String
    package var offer: ID<Offer>?
    package var onlyUnscored: Bool
    package var run: ID<Run>?

    package init(
        workspace: ID<Workspace>, list: String, scorecard: String, offer: ID<Offer>?,
        onlyUnscored: Bool = false,
        run: ID<Run>? = nil
    ) {
        self.workspace = workspace
        self.list = list
        self.scorecard = scorecard
        self.offer = offer
        self.onlyUnscored = onlyUnscored
        self.run = run
    }
}

/// What came of scoring a list.
package struct ScoreSummary: Hashable, Sendable {
    /// Leads evaluated.
    package var processed: Int
    /// Of these, leads whose inputs changed and that got a new score.
    package var stored: Int

    package init(processed: Int, stored: Int) {
        self.processed = processed
        self.stored = stored
    }
}
