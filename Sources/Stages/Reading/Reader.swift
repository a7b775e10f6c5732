import Domain
import Lexicon

/// Reads a text into facts that point at the words that say them.
///
/// Built once from the lexicon under `data/`; reading needs no model, no clock and no network, and takes time linear
/// in the text.
package struct Reader: Sendable {
    /// Stored with every fact; raised when a rule changes what is found.
    package static let version = "reading@1"

    private let scribe: DocumentScribe
    private let recognisers: [any Recogniser]

    /// Loads the lexicon.
    ///
    /// - Throws: what `data` throws, or a complaint that names file and entry.
    package init(
        data: DataFile, tools: ReadingTools, parseTitle: @escaping @Sendable (String) -> ParsedTitle
    ) throws {
        scribe = try DocumentScribe(data: data, tools: tools)
        let moneyWords = try MoneyWords(data: data)
        let placeWords = try PlaceWords(data: data)
        let gazetteer = try Gazetteer(data: data, never: placeWords.never)
        // The order matters: company names need no places, phones need the countries, role types need the roles.
        let roleTypes = try RoleTypeWords(data: data)
        let kind = try RoleKind(data: data, parseTitle: parseTitle)
        recognisers = [
            EmailRecogniser(),
            try CompanyRecogniser(data: data, gazetteer: gazetteer),
            try WebsiteRecogniser(data: data),
            PlaceRecogniser(gazetteer: gazetteer, words: placeWords),
            try RoleRecogniser(data: data, kind: kind, gazetteer: gazetteer),
            try RemoteRecogniser(data: data),
            try TechnologyRecogniser(data: data),
            try TeamSizeRecogniser(data: data),
            try FundingRecogniser(data: data, words: moneyWords),
            try RevenueRecogniser(data: data, words: moneyWords),
            try IndustryRecogniser(data: data),
            MarketingHireRecogniser(words: roleTypes),
            RoleTypeRecogniser(words: roleTypes),
            try PersonRecogniser(data: data),
            try PainRecogniser(data: data),
            try PhoneRecogniser(data: data, tools: tools),
            try SellingRecogniser(data: data),
        ]
    }

    /// Loads the lexicon, with the product's own title parser.
    package init(data: DataFile, tools: ReadingTools, titles: TitleParser) throws {
        try self.init(data: data, tools: tools, parseTitle: { titles.parse($0) })
    }

    /// The facts of a text, in the order the recognisers ran; equal values once.
    package func read(_ text: String, context: ReadingContext) -> [Fact] {
        let document = scribe.document(text)
        var findings = Findings(context: context)
        for recogniser in recognisers { recogniser.recognise(document, &findings) }
        return findings.facts
    }
}
