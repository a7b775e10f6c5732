import Domain
import Storage
import Tabular

/// What a person said about a file before it is imported.
struct ImportChoices: Sendable {
    /// By column; columns that are left out are not here.
    let columns: [Int: String]
    let scorecard: String?
    let list: String?
    let offerName: String
    let valueProps: String
    let idealUseCases: String

    static let fields: [Schema.Property] = [
        .optional("column_0", .string, "What the first column is; `column_1` the second, and so on."),
        .optional("scorecard", .string), .optional("list", .string), .optional("offer_name", .string),
        .optional("offer_value_props", .string), .optional("offer_ideal_use_cases", .string),
    ]

    init(_ form: Form) throws(HTTPError) {
        var columns: [Int: String] = [:]
        for part in form.parts where part.name.hasPrefix("column_") {
            guard let index = Int(part.name.dropFirst("column_".count)) else { continue }
            let attribute = try part.text()
            if ProspectAttribute(rawValue: attribute) != nil { columns[index] = attribute }
        }
        self.columns = columns
        scorecard = try Self.filled("scorecard", form)
        list = try Self.filled("list", form)
        offerName = try Self.filled("offer_name", form) ?? ""
        valueProps = try Self.filled("offer_value_props", form) ?? ""
        idealUseCases = try Self.filled("offer_ideal_use_cases", form) ?? ""
    }

    private static func filled(_ name: String, _ form: Form) throws(HTTPError) -> String? {
        guard let text = try form.text(name)?.trimmed, !text.isEmpty else { return nil }
        return String(text)
    }

    /// The import as it starts.
    func applied(
        to detail: ImportDetail, at now: Timestamp, in tx: WriteTransaction
    ) throws -> ImportDetail {
        var detail = detail
        // A form without a single column is a script's: the guesses stand.
        if !columns.isEmpty { detail.columns = columns }
        detail.kind =
            (detail.columns?.values.contains(ProspectAttribute.signalText.rawValue))
            .map { $0 ? .signals : .prospects } ?? detail.kind
        detail.scorecard = scorecard ?? detail.scorecard
        detail.list = list ?? detail.list
        detail.offer = try offer(in: tx)
        detail.problem = nil
        detail.startedAt = now
        return detail
    }

    /// The offer that was said; the newest one when it says the same, none when nothing was said.
    private func offer(in tx: WriteTransaction) throws -> ID<Offer>? {
        guard !offerName.isEmpty else { return nil }
        if let latest = try tx.latestOffer(), latest.name == offerName, latest.valueProps == valueProps,
            latest.idealUseCases == idealUseCases
        {
            return latest.id
        }
        return try tx.createOffer(
            name: offerName, valueProps: valueProps, idealUseCases: idealUseCases
        ).id
    }
}
