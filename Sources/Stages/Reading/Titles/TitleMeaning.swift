import Domain

/// All that a phrase may say in a title; most say one thing.
struct TitleMeaning: Sendable {
    var trap: Trap?
    var rank: Rank?
    var work: Work?
    var cues: Cues = []

    /// Words that look like a rank and are none: read first, and they give no further evidence.
    struct Trap: Sendable {
        let seniority: Seniority?
        let function: JobFunction?
        /// What follows names somebody else: "assistant to the CEO".
        let isServing: Bool
    }

    /// How far up a phrase puts its holder.
    struct Rank: Sendable {
        let seniority: Seniority
        let place: Place
        /// The rank is none when the title says this function: an "MD" who is a doctor.
        let unless: JobFunction?
    }

    /// Where in a title a rank counts.
    enum Place: String, Sendable, CaseIterable { case anywhere, opens, closes }

    /// What a phrase says about the work.
    struct Work: Sendable {
        let function: JobFunction
        let strength: Strength
        /// What a manager or supervisor of this trade does instead: who leads welders runs an operation.
        let managed: JobFunction?
    }

    /// How much a phrase decides.
    enum Strength: String, Sendable, CaseIterable {
        /// Names the trade, whatever stands beside it.
        case decisive
        /// Names somebody of the trade.
        case head
        /// Leans towards a trade beside a stronger word.
        case hint
        /// Speaks only when nothing else does.
        case fallback
    }
}

/// Parts that words play in a headline besides saying rank and work; the raw values are those of `cues.json`.
enum TitleCue: String, Sendable, CaseIterable {
    case past, wish, pitch, opening, closing, at, of, within, and, cut, place, filler, area, company, school,
        deputy
    case follower, degree, craft, chief, officer, head, principal, staff, holder
    case legalFirm = "legal_firm"
    case financeFirm = "finance_firm"
}

extension TitleMeaning {
    /// A set of cues in one word of memory.
    struct Cues: OptionSet, Sendable {
        let rawValue: UInt32

        init(rawValue: UInt32) { self.rawValue = rawValue }

        init(_ cue: TitleCue) { rawValue = 1 << UInt32(Self.order[cue] ?? 0) }

        private static let order = Dictionary(
            uniqueKeysWithValues: zip(TitleCue.allCases, 0...))

        static let past = Cues(.past)
        static let wish = Cues(.wish)
        static let pitch = Cues(.pitch)
        static let opening = Cues(.opening)
        static let closing = Cues(.closing)
        static let at = Cues(.at)
        static let of = Cues(.of)
        static let within = Cues(.within)
        static let and = Cues(.and)
        static let cut = Cues(.cut)
        static let place = Cues(.place)
        static let filler = Cues(.filler)
        static let area = Cues(.area)
        static let company = Cues(.company)
        static let school = Cues(.school)
        static let deputy = Cues(.deputy)
        static let follower = Cues(.follower)
        static let degree = Cues(.degree)
        static let craft = Cues(.craft)
        static let chief = Cues(.chief)
        static let officer = Cues(.officer)
        static let head = Cues(.head)
        static let principal = Cues(.principal)
        static let staff = Cues(.staff)
        static let holder = Cues(.holder)
        static let legalFirm = Cues(.legalFirm)
        static let financeFirm = Cues(.financeFirm)
    }
}
