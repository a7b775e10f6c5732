import Domain

extension ImportPage {
    /// Rows so far.
    package struct Tally: Hashable, Sendable {
        package var new: Int
        package var known: Int
        package var rejected: Int

        package init(new: Int = 0, known: Int = 0, rejected: Int = 0) {
            self.new = new
            self.known = known
            self.rejected = rejected
        }

        var done: Int { new + known + rejected }
    }

    /// An import under way.
    package struct Progress: Sendable {
        package var run: ID<Run>
        package var file: File
        package var tally: Tally
        /// Rows a second just now; nil until measured.
        package var rate: Int?
        package var secondsLeft: Int?
        package var firstReject: Reject?

        package init(
            run: ID<Run>, file: File, tally: Tally, rate: Int? = nil, secondsLeft: Int? = nil,
            firstReject: Reject? = nil
        ) {
            self.run = run
            self.file = file
            self.tally = tally
            self.rate = rate
            self.secondsLeft = secondsLeft
            self.firstReject = firstReject
        }
    }

    /// An import that is over.
    package struct Result: Sendable {
        package var run: ID<Run>
        package var file: File
        package var tally: Tally
        package var list: String
        package var seconds: Int
        /// How many leads fell into each tier, best first.
        package var tiers: [TierCount]
        /// The first refused rows; the file has all.
        package var rejects: [Reject]

        package init(
            run: ID<Run>, file: File, tally: Tally, list: String, seconds: Int, tiers: [TierCount],
            rejects: [Reject] = []
        ) {
            self.run = run
            self.file = file
            self.tally = tally
            self.list = list
            self.seconds = seconds
            self.tiers = tiers
            self.rejects = rejects
        }
    }

    package struct TierCount: Hashable, Sendable {
        package var tier: Tier
        package var count: Int

        package init(_ tier: Tier, _ count: Int) {
            self.tier = tier
            self.count = count
        }
    }

    /// A row, or a cell of one, that could not be taken.
    package struct Reject: Hashable, Sendable {
        /// As a spreadsheet counts, the header being row 1.
        package var row: Int
        /// Nil when the whole row is at fault.
        package var column: String?
        /// The cell as it stands; nil for a whole row.
        package var value: String?
        /// What is wrong and what became of it.
        package var reason: String

        package init(row: Int, column: String? = nil, value: String? = nil, reason: String) {
            self.row = row
            self.column = column
            self.value = value
            self.reason = reason
        }
    }

    /// An import that stopped.
    package struct Failure: Sendable {
        package var run: ID<Run>
        package var file: File
        package var tally: Tally
        /// What happened and what still holds.
        package var reason: String

        package init(run: ID<Run>, file: File, tally: Tally = Tally(), reason: String) {
            self.run = run
            self.file = file
            self.tally = tally
            self.reason = reason
        }
    }
}
