import Domain
import Foundation
import Testing
import Wire

@testable import Scoring

/// Files of the project and the scorecards in it.
enum Project {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: path)))
    }

    static let taxonomy: Taxonomy = {
        do {
            return try Taxonomy.load { file throws(RubricError) in
                (try? bytes("data/taxonomies/\(file.rawValue).json")) ?? []
            }
        } catch { fatalError("\(error)") }
    }()

    static let shipped = ["raptorflow@1", "raptorflow-strict@1", "balanced@1", "intent@1"]

    static func rubric(_ reference: String) throws -> Rubric {
        let path = "data/scorecards/\(reference).json"
        return try Rubric.load(try bytes(path), named: path, taxonomy: taxonomy)
    }

    static func scorer(_ reference: String) throws -> Scorer { Scorer(rubric: try rubric(reference)) }
}

/// A text with facts whose evidence is found by their words, as a reader would give them.
struct Sample {
    static let now = Timestamp(milliseconds: 1_763_625_600_000)

    var text: String
    var type = SourceType.manual
    var facts: [Fact] = []

    init(_ text: String, _ type: SourceType = .manual) {
        self.text = text
        self.type = type
    }

    /// Adds a fact that the quoted words state.
    func stating(_ attribute: Attribute, _ value: FactValue, _ quote: String) -> Sample {
        with(attribute, value, .stated, quote)
    }

    /// Adds a fact that a reader concludes, from words or from none.
    func suggesting(_ attribute: Attribute, _ value: FactValue, _ quote: String? = nil) -> Sample {
        with(attribute, value, .inferred, quote)
    }

    /// Adds what the sender said; no words of the text stand behind it.
    func given(_ attribute: Attribute, _ value: FactValue) -> Sample { with(attribute, value, .stated, nil) }

    private func with(
        _ attribute: Attribute, _ value: FactValue, _ strength: Strength, _ quote: String?
    ) -> Sample {
        var copy = self
        copy.facts.append(Fact(attribute, value, strength, evidence: quote.flatMap { evidence($0) }))
        return copy
    }

    func evidence(_ quote: String) -> Evidence? {
        let scalars = Array(text.unicodeScalars)
        let sought = Array(quote.unicodeScalars)
        guard
            let start = (0...max(0, scalars.count - sought.count)).first(where: { start in
                scalars[start...].starts(with: sought)
            })
        else {
            Issue.record("“\(quote)” is not in the text")
            return nil
        }
        return Evidence(span: Span(start, start + sought.count), quote: quote)
    }

    var input: ScoringInput {
        ScoringInput(
            facts: facts, texts: [SourceText(type: type, text: text, capturedAt: Self.now)], asOf: Self.now)
    }
}

func marketer(_ title: String) -> FactValue {
    .role(Role(title: title, function: .marketing, seniority: .individual))
}

/// The three published signals, read by hand.
enum Published {
    static let skinLab = Sample(
        "Hiring Growth Marketer. We are a 3-person D2C skincare brand doing $50K MRR. Looking for someone to own our "
            + "Instagram and email. No marketing team currently.", .jobPost
    )
    .given(.companyName, .text("SkinLab"))
    .given(.website, .text("skinlab.in"))
    .stating(.teamSize, .range(3...3), "3-person")
    .stating(.industry, .text("d2c"), "D2C")
    .stating(
        .revenueMentioned, .money(Money(words: "$50K MRR", amount: 50_000, currency: "USD", period: .month)),
        "$50K MRR"
    )
    .stating(.roleHired, marketer("Growth Marketer"), "Growth Marketer")
    .suggesting(.isMarketingHire, .flag(true))
    .stating(.pain, .text("no_team"), "No marketing team currently")

    static let soloFounder = Sample(
        "Hiring: Growth Marketer. Solo founder, D2C brand, $50K MRR, India.", .jobPost
    )
    .stating(.teamSize, .range(1...1), "Solo founder")
    .stating(.industry, .text("d2c"), "D2C")
    .stating(.country, .text("India"), "India")
    .stating(
        .revenueMentioned, .money(Money(words: "$50K MRR", amount: 50_000, currency: "USD", period: .month)),
        "$50K MRR"
    )
    .stating(.roleHired, marketer("Growth Marketer"), "Growth Marketer")
    .suggesting(.isMarketingHire, .flag(true))
    .suggesting(.pain, .text("no_team"), "Solo founder")

    static let vague = Sample(
        "We're looking for someone to help with our marketing. Remote, flexible hours.", .jobPost
    )
    .stating(.remote, .text("remote"), "Remote")
}

extension ScoreResult {
    func points(_ dimension: String) -> Double? {
        dimensions.first { $0.key == dimension }?.points.doubleValue
    }

    func line(_ criterion: String) -> ScoreLine? { lines.first { $0.criterion == criterion } }

    /// The ledger as a person would write it down.
    var ledger: String {
        var out = "\(total) \(tier.label) (\(tier.key), rank \(tier.rank))\n"
        for dimension in dimensions {
            out += "\(dimension.label) \(dimension.points) of \(dimension.of), weight \(dimension.weight)\n"
            for line in dimension.lines {
                let quotes = line.evidence.map { " “\($0.quote)” \($0.span.start)-\($0.span.end)" }.joined()
                let judge = line.judge.map { " judged by \($0)" } ?? ""
                out += "  \(line.points) of \(line.of)  \(line.criterion)  \(line.reason)"
                out += "  [\(line.kind.rawValue), \(line.strength.rawValue)]\(quotes)\(judge)\n"
            }
        }
        return out
    }
}

/// Compares with a golden file beside the tests; `HARRIER_GOLDENS=1` rewrites it.
func expectGolden(_ text: String, _ name: String) throws {
    let file = Project.root.appending(path: "Tests/ScoringTests/Goldens/\(name).txt")
    if ProcessInfo.processInfo.environment["HARRIER_GOLDENS"] == "1" {
        try Data(text.utf8).write(to: file)
    }
    let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? "no golden file"
    #expect(text == golden, "\(name): run with HARRIER_GOLDENS=1 and read the diff")
}
