import Domain

/// Reads a title or headline: jobs held now, function, seniority, who decides, the employer.
///
/// Rules over a vocabulary under `data/lexicon/titles/`, linear in the text; where the vocabulary is silent, a small
/// model of occupation titles is asked for the function. Rank is never guessed: a title without a rank word is an
/// individual's.
package struct TitleParser: Sendable {
    private let book: TitleBook
    private let weights: TitleWeights
    private let model: OccupationModel?

    /// Loads the vocabulary and the model.
    ///
    /// - Throws: what `data` throws, or a complaint that names file and entry.
    package init(data: DataFile) throws {
        try self.init(data: data, usesModel: true)
    }

    /// `usesModel` is off where the vocabulary is measured alone.
    init(data: DataFile, usesModel: Bool) throws {
        book = try TitleBook(data: data)
        weights = try TitleWeights(data: data)
        model = usesModel ? try OccupationModel(data: data) : nil
    }

    /// Reads a title; the first thousand characters of what is no title.
    package func parse(_ headline: String) -> ParsedTitle {
        let line = TitleLine(headline, book: book)
        let sense = TitleSense(line: line, book: book, weights: weights)
        let parts = Headline(sense: sense)
        let company = parts.company.map(line.text)
        guard let first = parts.titles.first else {
            return ParsedTitle(
                currentTitles: [], function: .other, seniority: .individual, isDecisionMaker: false,
                company: company)
        }
        var readings = parts.titles.map(sense.read)
        if let principal = principal(first, parts, sense) { readings[0].seniority = principal }
        let function = TitleFunction(sense: sense, model: model)
            .function(of: first, readings[0], in: parts, readings)
        let seniority = readings.map(\.seniority).max { $0.height < $1.height } ?? .individual
        return ParsedTitle(
            currentTitles: parts.titles.map(line.text), function: function, seniority: seniority,
            isDecisionMaker: seniority.height >= Seniority.cLevel.height, company: company)
    }

    /// The rank of a bare "principal": the employer says whether it heads a school or is a grade.
    private func principal(_ title: Range<Int>, _ parts: Headline, _ sense: TitleSense) -> Seniority? {
        guard title.count == 1, !sense.cues(at: title.lowerBound).isDisjoint(with: .principal),
            let company = parts.company
        else { return nil }
        let isSchool = (parts.topics + [company]).contains { sense.hasCue(.school, in: $0) }
        return isSchool ? .headDirector : .leadSeniorPrincipal
    }
}
