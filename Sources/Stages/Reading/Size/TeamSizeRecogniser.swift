import Domain
import Lexicon
import Wire

/// Finds how many people a company is.
///
/// People of the company only: not its users, its customers, the years it exists, the people it wants to be or those of
/// other companies.
struct TeamSizeRecogniser: Recogniser {
    /// What phrases are; raw values are those of `data/lexicon/size.json`.
    enum Kind: String, CaseIterable {
        /// Says that its `<count>` is people of the company.
        case people
        /// The same between signs, as in "Pune, 40 people".
        case clause
        /// The same, when nothing better is said: founders, a crew of engineers.
        case part
        /// Stands for a number itself: "one-woman", "my sister and I".
        case fixed
        /// Shortly before a number: other people, other companies, the future.
        case notAfter = "not_after"
        /// Right before a number: "for 200 people".
        case notAdjacent = "not_adjacent"
        /// Right after a number: other things than people of the company.
        case notBefore = "not_before"
        /// Right after a number: a part of the company.
        case subTeam = "sub_team"
        /// May stand before a number: "about".
        case about
    }

    private let cues: CueBook<Kind>
    private let approximations: Set<UInt64>

    init(data: DataFile) throws {
        cues = try CueBook("lexicon/size.json", data)
        let entries = try Vocabulary.entries("lexicon/size.json", data, gives: .choice(Kind.self)) {
            fields throws(FieldError) in fields.ignore("number")
        }
        let words = entries.filter { $0.gives == .about }.flatMap(\.say)
        approximations = Set(words.flatMap { Tokens($0).list.map(\.key) })
    }

    private struct Candidate {
        let size: ClosedRange<Int>
        let tokens: Range<Int>
        /// Lower is better.
        let rank: Int
    }

    func recognise(_ document: Document, _ findings: inout Findings) {
        let found = CountFinder(document: document, approximations: approximations).counts()
        let hits = cues.hits(in: document, marks: found.marks)
        let candidates = counted(document, hits, found.byStart) + fixed(hits, document)
        let best = candidates.min {
            ($0.rank, $0.tokens.lowerBound) < ($1.rank, $1.tokens.lowerBound)
        }
        guard let best else { return }
        let bucket = SizeBucket(best.size.upperBound).rawValue
        findings.add(document.fact(.teamSize, .range(best.size), at: best.tokens))
        findings.add(document.fact(.sizeBucket, .text(bucket), at: best.tokens))
    }

    private func counted(
        _ document: Document, _ hits: CueHits<Kind>, _ counts: [Int: Count]
    ) -> [Candidate] {
        let clauses = hits[.clause].filter { hit in
            let first = hit.match.capture("count").flatMap { counts[$0.lowerBound]?.start } ?? 0
            return first == document.sentence(of: first).lowerBound
                || document.tokens[first - 1].kind != .word
        }
        let all = (hits[.people] + clauses).map { ($0, 0) } + hits[.part].map { ($0, 2) }
        return all.compactMap { hit, rank in
            guard let capture = hit.match.capture("count"), let count = counts[capture.lowerBound],
                isSize(count), !isOthers(hit.tokens, count, document, hits)
            else { return nil }
            let isPart = hits.opens(.subTeam, at: hit.tokens.upperBound)
            return Candidate(size: count.range, tokens: count.tokens, rank: isPart ? 2 : rank)
        }
    }

    /// A bare number of four digits between these is a year.
    private static let years = 1900...2040
    /// "1 employee" is said of companies in no sentence we saw; "1 of us" even less.
    private static let smallest = 2

    private func isSize(_ count: Count) -> Bool {
        let top = count.range.upperBound
        return top >= Self.smallest && !(count.isPlain && Self.years.contains(top))
    }

    /// Words before a number within which it may be said to be somebody else's.
    private static let reach = 3

    private func isOthers(
        _ range: Range<Int>, _ count: Count, _ document: Document, _ hits: CueHits<Kind>
    ) -> Bool {
        // "for about 200 people": the words that belong to the number are not the ones before it.
        let opensWithCount = range.lowerBound >= count.start
        let start = opensWithCount ? count.start : range.lowerBound
        let before = document.words(Self.reach, before: start)
        let within = start..<count.tokens.lowerBound
        return hits.contains(.notAfter, in: before) || hits.contains(.notAfter, in: within)
            || hits.ends(.notAdjacent, at: start) || hits.opens(.notBefore, at: range.upperBound)
            || document.isHypothetical(at: count.tokens.lowerBound)
    }

    /// Phrases around one that may overlap it.
    private static let neighbours = 3

    private func fixed(_ hits: CueHits<Kind>, _ document: Document) -> [Candidate] {
        let all = hits[.fixed]
        return all.enumerated().compactMap { place, hit in
            // "just me" + "me and my sister": the longer list counts.
            let near = all[max(0, place - Self.neighbours)..<min(all.count, place + Self.neighbours + 1)]
            let isOutdone = near.contains {
                $0.tokens.overlaps(hit.tokens) && ($0.cue.number ?? 0) > (hit.cue.number ?? 0)
            }
            guard let number = hit.cue.number, !isOutdone,
                !hits.contains(.notAfter, in: document.words(Self.reach, before: hit.tokens.lowerBound)),
                !document.isHypothetical(at: hit.tokens.lowerBound)
            else { return nil }
            return Candidate(size: number...number, tokens: hit.tokens, rank: 1)
        }
    }
}

/// The steps in which sizes are compared.
enum SizeBucket: String, CaseIterable {
    case one = "1"
    case few = "2-5"
    case small = "6-10"
    case growing = "11-20"
    case medium = "21-50"
    case large = "51-200"
    case larger = "201-500"
    case largest = "501+"

    init(_ people: Int) {
        switch people {
        case ...1: self = .one
        case ...5: self = .few
        case ...10: self = .small
        case ...20: self = .growing
        case ...50: self = .medium
        case ...200: self = .large
        case ...500: self = .larger
        default: self = .largest
        }
    }
}
