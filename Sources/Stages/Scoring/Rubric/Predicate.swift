import Domain
import Lexicon

/// What can be asked of a lead: a small closed vocabulary.
indirect enum Predicate: Sendable {
    case always
    case fact(FactTest)
    /// Ranges wanted; nil for the profile's.
    case size([ClosedRange<Int>]?)
    /// Industries wanted; nil for the profile's.
    case industry(IndustryWish?)
    /// Places wanted; nil for the profile's.
    case place(PlaceWish?)
    case technology(TechnologyList)
    case title(TitleTest)
    case phrases(PhraseTest)
    /// A signal of one of these kinds that began within so many days.
    case signal(kinds: [String], days: Int?)
    case excludedDomain
    /// So many different values of an attribute.
    case distinct(Attribute, atLeast: Int)
    /// So many of these attributes stated in words.
    case extracted([Attribute], atLeast: Int)
    case all([Predicate])
    case any([Predicate])
    case not(Predicate)
}

/// What a fact must say.
struct FactTest: Sendable {
    let attribute: Attribute
    /// Nil when it is enough that the fact is known.
    let conditions: Conditions?

    /// Shared, so that asking costs no copies.
    final class Conditions: Sendable {
        /// Canonical values allowed, folded; nil allows any.
        let values: Set<String>?
        /// Strengths that count; others are as if not there.
        let strengths: Set<Strength>?
        /// Functions of a role.
        let functions: FunctionWish
        let seniorities: [Seniority]
        /// The words must be known.
        let isQuoted: Bool
        /// A mailbox shared by a company counts as inferred.
        let isPersonal: Bool
        /// Holds the strength down: a mention without a date is no more than a hint.
        let atMost: Strength?

        init(
            values: Set<String>?, strengths: Set<Strength>?, functions: FunctionWish,
            seniorities: [Seniority],
            isQuoted: Bool, isPersonal: Bool, atMost: Strength?
        ) {
            self.values = values
            self.strengths = strengths
            self.functions = functions
            self.seniorities = seniorities
            self.isQuoted = isQuoted
            self.isPersonal = isPersonal
            self.atMost = atMost
        }

        /// Whether a value can be wrong, so that it speaks against.
        var asksValue: Bool { values != nil || functions != .any || !seniorities.isEmpty }
    }

    enum FunctionWish: Hashable, Sendable {
        case any
        /// The departments of the profile; any where it names none.
        case profile
        case among([JobFunction])
    }
}

/// What a parsed title must be; every condition named must hold.
struct TitleTest: Hashable, Sendable {
    var isDecisionMaker: Bool?
    var seniorities: [Seniority] = []
    var functions: [JobFunction] = []
}

/// Words looked for in texts, token by token.
struct PhraseTest: Sendable {
    let phrases: PhraseBook<Void>
    /// The profile's own words are looked for as well.
    var profile: ProfileWords?
    /// Kinds of source to read; empty for all.
    var sources: Set<SourceType> = []
    /// One of these must stand in the same sentence; nil when nothing must.
    var near: PhraseBook<Void>?
    /// None of these may stand in the same sentence.
    var notNear: PhraseBook<Void>?

    enum ProfileWords: String, Hashable, Sendable, CaseIterable {
        case hiring = "hiring_keywords"
        case pain = "pain_keywords"
        case other = "keywords"
    }
}

/// Which technologies are meant.
enum TechnologyList: Hashable, Sendable {
    case must, nice, avoid
    /// Those the offer's own text names.
    case offer
    case named([String])
}
