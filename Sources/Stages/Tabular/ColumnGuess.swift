/// What one column seems to hold, how sure that is, and why; made for a person to look over.
package struct ColumnGuess: Sendable, Hashable {
    /// One thing the column may hold.
    package struct Candidate: Sendable, Hashable {
        /// What it may hold.
        package let attribute: ProspectAttribute
        /// How sure that is, in percent.
        package let confidence: Int
        /// Why, in words.
        package let reason: String
    }

    /// The column's place, from 0.
    package let index: Int
    /// Its name, or "Column 3" where the file names none.
    package let title: String
    /// What we take it to hold; `nil` keeps it as an extra column.
    package internal(set) var chosen: Candidate?
    /// Everything it may hold, likeliest first.
    package let candidates: [Candidate]
    /// Why nothing was chosen, in words.
    package internal(set) var remark: String
    /// Its first cells that hold anything.
    package let samples: [String]
}

/// Turns a column's name and the shapes of its cells into candidates.
struct ColumnEvidence {
    private struct Rule {
        let shape: CellShape
        let attribute: ProspectAttribute
        /// Which part of the cells must have the shape.
        let share: Double
        /// How sure we are when all have it.
        let confidence: Int
        let says: String
    }

    /// What shapes say when nobody named the columns, surest first.
    ///
    /// The order matters more than the numbers: an attribute goes to the column that is surest of it, so what can
    /// be told for certain (addresses) is settled before what cannot (which of two names is the company's).
    private static let rules = [
        Rule(
            shape: .linkedInProfile, attribute: .linkedinURL, share: 0.5, confidence: 92,
            says: "are LinkedIn profiles"),
        Rule(shape: .email, attribute: .email, share: 0.6, confidence: 90, says: "are e-mail addresses"),
        Rule(shape: .webAddress, attribute: .website, share: 0.6, confidence: 84, says: "are web addresses"),
        Rule(
            shape: .phone, attribute: .phone, share: 0.6, confidence: 78, says: "look like telephone numbers"),
        Rule(
            shape: .jobTitle, attribute: .role, share: 0.5, confidence: 78,
            says: "hold the word of a job title"),
        Rule(shape: .country, attribute: .country, share: 0.6, confidence: 76, says: "are countries"),
        Rule(
            shape: .industry, attribute: .industry, share: 0.5, confidence: 74,
            says: "are names of industries"),
        Rule(
            shape: .companyName, attribute: .company, share: 0.3, confidence: 74,
            says: "end like company names"),
        Rule(shape: .city, attribute: .city, share: 0.5, confidence: 72, says: "are cities"),
        Rule(shape: .place, attribute: .location, share: 0.4, confidence: 72, says: "are places"),
        Rule(shape: .headcount, attribute: .employees, share: 0.6, confidence: 66, says: "are head counts"),
        Rule(
            shape: .personName, attribute: .name, share: 0.7, confidence: 62,
            says: "look like names of people"),
        Rule(shape: .longText, attribute: .linkedinBio, share: 0.5, confidence: 51, says: "are long texts"),
        Rule(shape: .longText, attribute: .signalText, share: 0.5, confidence: 50, says: "are long texts"),
        Rule(shape: .properName, attribute: .company, share: 0.7, confidence: 44, says: "look like names"),
    ]

    /// Months, stages and owners are capitalised like names but come again and again.
    private static let nameVariety = 0.3

    /// What cells must look like under such a name; otherwise the name misleads.
    private static let needs: [ProspectAttribute: Set<CellShape>] = [
        .email: [.email], .website: [.webAddress], .phone: [.phone, .number],
        .linkedinURL: [.linkedInProfile, .webAddress, .properName],
    ]

    /// What numbers may stand for.
    private static let numeric: Set<ProspectAttribute> = [.phone, .employees, .website, .email]

    let title: String?
    let shape: ColumnShape
    let lexicon: HeaderLexicon

    /// What the column may hold, likeliest first, and what to say if that is nothing.
    func candidates() -> (all: [ColumnGuess.Candidate], remark: String) {
        let named = title.flatMap(lexicon.read)
        if case .other = named?.meaning { return ([], "\(named?.reason ?? ""), kept as it is") }
        var best: [ProspectAttribute: ColumnGuess.Candidate] = [:]
        for rule in Self.rules where shape.share(rule.shape) >= rule.share && best[rule.attribute] == nil {
            let isName = rule.shape == .personName || rule.shape == .properName
            if isName, shape.variety < Self.nameVariety { continue }
            best[rule.attribute] = ColumnGuess.Candidate(
                attribute: rule.attribute,
                confidence: Int(Double(rule.confidence) * (0.7 + 0.3 * shape.share(rule.shape))),
                reason: "\(shape.count(rule.shape)) of \(shape.filled) cells \(rule.says)")
        }
        if let named, case .attribute(let attribute) = named.meaning {
            best[attribute] = joined(judged(named, attribute), best[attribute])
        }
        let all = best.values.sorted {
            ($1.confidence, $0.attribute.index) < ($0.confidence, $1.attribute.index)
        }
        return (all, shape.filled == 0 ? "the column is empty" : "nothing tells what it holds")
    }

    /// Name and cells that agree are a little surer than either.
    private func joined(
        _ named: ColumnGuess.Candidate, _ seen: ColumnGuess.Candidate?
    ) -> ColumnGuess.Candidate {
        guard let seen else { return named }
        return ColumnGuess.Candidate(
            attribute: named.attribute, confidence: min(99, max(named.confidence, seen.confidence) + 4),
            reason: "\(named.reason); \(seen.reason)")
    }

    /// The name's reading, trusted less where the cells contradict it.
    private func judged(
        _ reading: HeaderLexicon.Reading, _ attribute: ProspectAttribute
    ) -> ColumnGuess.Candidate {
        var (confidence, reason) = (reading.confidence, reading.reason)
        if let needed = Self.needs[attribute], shape.filled > 0 {
            let fitting = needed.map { shape.share($0) }.reduce(0, +)
            if fitting < 0.2 {
                confidence /= 2
                reason += ", but hardly a cell looks like one"
            }
        }
        if !Self.numeric.contains(attribute), shape.share(.number) >= 0.8 {
            confidence /= 2
            reason += ", but the cells are numbers"
        }
        if attribute == .role, shape.share(.salutation) >= 0.5 {
            confidence /= 3
            reason += ", but the cells are salutations"
        }
        if attribute == .name, shape.share(.companyName) >= 0.3 {
            confidence /= 2
            reason += ", but the cells end like company names"
        }
        return ColumnGuess.Candidate(attribute: attribute, confidence: confidence, reason: reason)
    }
}
