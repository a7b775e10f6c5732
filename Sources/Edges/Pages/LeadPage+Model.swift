import Domain

extension LeadPage {
    /// Everything the lead page shows, as plain values.
    package struct Model: Sendable {
        package var frame: Frame
        package var now: Timestamp
        package var lead: ID<Lead>
        /// The account's name, or the contact's when there is no account.
        package var name: String
        /// What is known in a word or two each: `Bed linen`, `Pune, India`, `9 people`.
        package var about: [String]
        package var website: String?
        package var owner: String?
        package var person: Person?
        package var stage: Lead.Stage
        /// Set while the lead is out of the inbox.
        package var hiddenAt: Timestamp?
        /// Nil until the first score is there.
        package var score: Scored?
        /// Newest first.
        package var sources: [Source]
        /// The snapshot whose text is shown; nil when nothing was captured.
        package var shown: Snapshot?
        package var facts: [SourcedFact]
        /// Newest first.
        package var activities: [Activity]
        package var dossier: Artifact?

        package init(
            frame: Frame, now: Timestamp, lead: ID<Lead>, name: String, about: [String] = [],
            website: String? = nil, owner: String? = nil, person: Person? = nil, stage: Lead.Stage = .new,
            hiddenAt: Timestamp? = nil, score: Scored? = nil, sources: [Source] = [], shown: Snapshot? = nil,
            facts: [SourcedFact] = [], activities: [Activity] = [], dossier: Artifact? = nil
        ) {
            self.frame = frame
            self.now = now
            self.lead = lead
            self.name = name
            self.about = about
            self.website = website
            self.owner = owner
            self.person = person
            self.stage = stage
            self.hiddenAt = hiddenAt
            self.score = score
            self.sources = sources
            self.shown = shown
            self.facts = facts
            self.activities = activities
            self.dossier = dossier
        }
    }

    /// A score and the scorecard's bands around it.
    package struct Scored: Hashable, Sendable {
        package var result: ScoreResult
        /// As in `raptorflow@1`.
        package var scorecard: String
        package var scoredAt: Timestamp
        /// The scorecard's tiers; empty draws no gate and says nothing of what is missing.
        package var bands: [TierBand]
        /// The most the scorecard can give.
        package var ceiling: Points
        /// Since the score before; nil when this is the first.
        package var change: Points?
        /// What to say first; nil takes it from the strongest lines.
        package var whyNow: [Phrase]?
        /// Lets the ledger build itself line by line: right after a text was pasted.
        package var isNew: Bool

        package init(
            result: ScoreResult, scorecard: String, scoredAt: Timestamp, bands: [TierBand] = [],
            ceiling: Points = Points(100), change: Points? = nil, whyNow: [Phrase]? = nil,
            isNew: Bool = false
        ) {
            self.result = result
            self.scorecard = scorecard
            self.scoredAt = scoredAt
            self.bands = bands
            self.ceiling = ceiling
            self.change = change
            self.whyNow = whyNow
            self.isNew = isNew
        }
    }

    /// Whom to talk to.
    package struct Person: Hashable, Sendable {
        package var name: String?
        package var role: String?
        package var email: String?
        package var phone: String?

        package init(
            name: String? = nil, role: String? = nil, email: String? = nil, phone: String? = nil
        ) {
            self.name = name
            self.role = role
            self.email = email
            self.phone = phone
        }
    }

    /// A snapshot of this lead, without its text.
    package struct Source: Hashable, Sendable {
        package var snapshot: ID<Snapshot>
        package var type: SourceType
        package var capturedAt: Timestamp

        package init(snapshot: ID<Snapshot>, type: SourceType, capturedAt: Timestamp) {
            self.snapshot = snapshot
            self.type = type
            self.capturedAt = capturedAt
        }

        package init(_ snapshot: Snapshot) {
            self.init(
                snapshot: snapshot.id, type: snapshot.source.type, capturedAt: snapshot.capturedAt)
        }
    }

    /// A fact and when a snapshot said it.
    package struct SourcedFact: Hashable, Sendable {
        package var fact: Fact
        package var snapshot: ID<Snapshot>
        package var seenAt: Timestamp

        package init(_ fact: Fact, snapshot: ID<Snapshot>, seenAt: Timestamp) {
            self.fact = fact
            self.snapshot = snapshot
            self.seenAt = seenAt
        }
    }
}
