import Domain

extension InboxPage {
    /// Everything the inbox shows.
    package struct Model: Sendable {
        package var frame: Frame
        package var now: Timestamp
        package var query: InboxQuery
        /// Best tier first; a tier may be empty.
        package var groups: [TierGroup]
        /// Leads per stage under the same search, for the filter chips; nil leaves numbers out.
        package var stageCounts: [Lead.Stage: Int]?
        /// The first row's preview; nil leaves the side panel out.
        package var preview: LeadPreview?

        package init(
            frame: Frame, now: Timestamp, query: InboxQuery = InboxQuery(), groups: [TierGroup],
            stageCounts: [Lead.Stage: Int]? = nil, preview: LeadPreview? = nil
        ) {
            self.frame = frame
            self.now = now
            self.query = query
            self.groups = groups
            self.stageCounts = stageCounts
            self.preview = preview
        }

        var total: Int { groups.reduce(0) { $0 + $1.count } }
    }
}

/// A tier and the leads of it that are shown.
package struct TierGroup: Sendable {
    package var band: TierBand
    /// The total just above it; nil for the best tier.
    package var below: Points?
    /// How many leads it has in all.
    package var count: Int
    package var rows: [LeadRow]
    /// Where the next page begins; nil when this is all or when the tier's own list continues it.
    package var next: String?

    package init(band: TierBand, below: Points? = nil, count: Int, rows: [LeadRow], next: String? = nil) {
        self.band = band
        self.below = below
        self.count = count
        self.rows = rows
        self.next = next
    }
}

/// A lead in a list: a reason first, a record second.
package struct LeadRow: Sendable {
    package var lead: ID<Lead>
    package var name: String
    /// `Bedding, Pune · 9 people`.
    package var about: String
    /// Nil until scored.
    package var total: Points?
    package var bar: ScoreBar?
    package var whyNow: [Phrase]
    /// Since the score before; nil or zero shows nothing.
    package var change: Points?
    package var stage: Lead.Stage
    /// When it last changed.
    package var at: Timestamp

    package init(
        lead: ID<Lead>, name: String, about: String = "", total: Points?, bar: ScoreBar? = nil,
        whyNow: [Phrase] = [], change: Points? = nil, stage: Lead.Stage = .new, at: Timestamp
    ) {
        self.lead = lead
        self.name = name
        self.about = about
        self.total = total
        self.bar = bar
        self.whyNow = whyNow
        self.change = change
        self.stage = stage
        self.at = at
    }
}

/// A lead seen from the inbox: the figure and the words behind it.
package struct LeadPreview: Sendable {
    package var lead: ID<Lead>
    package var name: String
    package var website: String?
    package var stage: Lead.Stage
    package var score: ScoreResult?
    package var bands: [TierBand]
    package var ceiling: Points
    package var person: LeadPage.Person?

    package init(
        lead: ID<Lead>, name: String, website: String? = nil, stage: Lead.Stage = .new,
        score: ScoreResult?, bands: [TierBand] = [], ceiling: Points = Points(100),
        person: LeadPage.Person? = nil
    ) {
        self.lead = lead
        self.name = name
        self.website = website
        self.stage = stage
        self.score = score
        self.bands = bands
        self.ceiling = ceiling
        self.person = person
    }
}
