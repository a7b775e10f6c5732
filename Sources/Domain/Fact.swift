/// How well a text supports a value.
package enum Strength: String, Hashable, Sendable, CaseIterable {
    /// The words are there.
    case stated
    /// A careful reader concludes it.
    case inferred
    /// Nothing was found.
    case unknown
    /// The words say the opposite.
    case contradicted
}

/// What a fact is about.
///
/// The raw values are the names used in `harrier read` and in storage.
package enum Attribute: String, Hashable, Sendable, CaseIterable {
    // The organisation.
    case companyName = "company_name"
    case teamSize = "team_size"
    case sizeBucket = "size_bucket"
    case industry
    case city, country, region, remote
    case website
    case fundingMentioned = "funding_mentioned"
    case revenueMentioned = "revenue_mentioned"
    case technology
    // What it is looking for.
    case roleHired = "role_hired"
    case isMarketingHire = "is_marketing_hire"
    case roleType = "role_type"
    case pain
    case chaosFlag = "chaos_flag"
    case silverBullet = "silver_bullet"
    // SPIN and MEDDIC-lite.
    case situation, problem, implication
    case needPayoff = "need_payoff"
    case economicBuyer = "economic_buyer"
    // The people.
    case person
    case email, phone, whatsapp
    case profileURL = "profile_url"
    case roleTitle = "role_title"
    case headline, bio, location
}

/// What a fact says.
///
/// `canonical` is the form that is compared, stored and shown to machines.
package enum FactValue: Hashable, Sendable {
    case text(String)
    case flag(Bool)
    case range(ClosedRange<Int>)
    case money(Money)
    case role(Role)
    case person(name: String, role: String?)

    package var canonical: String {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .range(let range):
            range.lowerBound == range.upperBound
                ? String(range.lowerBound) : "\(range.lowerBound)-\(range.upperBound)"
        case .money(let money): money.words
        case .role(let role): role.title
        case .person(let name, _): name
        }
    }
}

/// One thing a text says, with the words that say it.
package struct Fact: Hashable, Sendable {
    package var attribute: Attribute
    package var value: FactValue
    package var strength: Strength
    /// Nil for conclusions that rest on no single place.
    package var evidence: Evidence?

    package init(
        _ attribute: Attribute, _ value: FactValue, _ strength: Strength = .stated, evidence: Evidence? = nil
    ) {
        self.attribute = attribute
        self.value = value
        self.strength = strength
        self.evidence = evidence
    }
}

/// Whom a fact is about.
package enum Subject: Hashable, Sendable {
    case account(ID<Account>)
    case contact(ID<Contact>)
}

/// What one snapshot says about one subject: the unit in which facts are stored.
///
/// Append-only: a newer testimony supersedes, nothing is updated in place.
package struct Testimony: Hashable, Sendable {
    package var subject: Subject
    package var snapshot: ID<Snapshot>
    /// When it was true.
    package var validFrom: Timestamp
    /// When we knew.
    package var seenAt: Timestamp
    /// Name and version of the reader, as in `reading@1`.
    package var reader: String
    package var facts: [Fact]

    package init(
        subject: Subject, snapshot: ID<Snapshot>, validFrom: Timestamp, seenAt: Timestamp, reader: String,
        facts: [Fact]
    ) {
        self.subject = subject
        self.snapshot = snapshot
        self.validFrom = validFrom
        self.seenAt = seenAt
        self.reader = reader
        self.facts = facts
    }
}

/// An amount as the text gives it and as a number.
package struct Money: Hashable, Sendable {
    /// The words, as in `$50K MRR`.
    package var words: String
    /// In whole units of the currency.
    package var amount: Int64
    /// ISO 4217; nil when the text names none.
    package var currency: String?
    package var period: Period?

    /// The time an amount is for.
    package enum Period: String, Hashable, Sendable {
        case month, year
    }

    package init(words: String, amount: Int64, currency: String?, period: Period?) {
        self.words = words
        self.amount = amount
        self.currency = currency
        self.period = period
    }
}
