import Domain
import Pages
import Wire

/// The tiers of every scorecard a page may meet.
struct TierBook: Sendable {
    private let bands: [String: [TierBand]]
    /// Newest reference by name.
    private let newest: [String: String]
    /// References and labels, in the order given.
    let labels: [(reference: String, label: String)]

    init(_ cards: [Scorecard]) {
        let documents = cards.map { (card: $0, document: try? JSON.parse($0.source)) }
        // A card is checked before it is stored; one that cannot be read here only goes without its gates.
        bands = documents.reduce(into: [:]) { $0[$1.card.reference] = Self.bands($1.document) }
        newest = cards.sorted { $0.version < $1.version }.reduce(into: [:]) { $0[$1.name] = $1.reference }
        labels = documents.map { ($0.card.reference, $0.document?["label"]?.stringValue ?? $0.card.name) }
    }

    /// Best first; empty for a card that is not known.
    func bands(of reference: String) -> [TierBand] { bands[reference] ?? [] }

    /// The bands of the newest version of a card.
    func bands(named name: String) -> [TierBand] { newest[name].flatMap { bands[$0] } ?? [] }

    private static func bands(_ document: JSON?) -> [TierBand] {
        (document?["tiers"]?.arrayValue ?? []).enumerated().compactMap { rank, tier in
            guard let key = tier["key"]?.stringValue, let label = tier["label"]?.stringValue,
                let from = tier["from"]?.doubleValue
            else { return nil }
            return TierBand(
                tier: Tier(key: key, label: label, rank: rank),
                startsAt: Points(hundredths: Int((from * 100).rounded())),
                action: tier["action"]?.stringValue)
        }
    }
}
