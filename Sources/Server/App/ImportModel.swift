import Domain
import Pages
import Storage
import Tabular

/// What the import page shows of a run, by where the run stands.
struct ImportModel: Sendable {
    let run: Run
    let detail: ImportDetail
    let now: Timestamp

    var file: ImportPage.File {
        ImportPage.File(
            name: detail.name, byteCount: detail.bytes, rowCount: detail.rows, separator: detail.separator,
            encoding: detail.encoding)
    }

    /// The file before it is imported.
    func preview(_ look: CSVLook, _ book: TierBook, _ offer: Offer?) -> ImportPage.State {
        .preview(
            ImportPage.Preview(
                run: run.id, file: file, columns: look.columns(chosen: detail.columns),
                attributes: CSVLook.choices, rows: look.rows,
                scorecards: book.labels.map { .init($0.reference, "\($0.label) (\($0.reference))") },
                scorecard: detail.scorecard, list: detail.list,
                offer: .init(
                    name: offer?.name ?? "", valueProps: offer?.valueProps ?? "",
                    idealUseCases: offer?.idealUseCases ?? ""), problem: detail.problem))
    }

    /// An import under way: first the rows come in, then the leads are scored.
    var working: ImportPage.State {
        let seconds = detail.startedAt.map { now.seconds(since: $0) } ?? 0
        let rate = detail.tally == nil && seconds >= 1 ? Int(Double(run.done) / seconds) : nil
        let left = run.total.flatMap { total in
            rate.flatMap { $0 > 0 ? max(0, total - run.done) / $0 : nil }
        }
        return .working(
            ImportPage.Progress(
                run: run.id, file: file, tally: tally, rate: rate, secondsLeft: left,
                firstReject: rejects.first))
    }

    /// An import that is over, with the tiers its list now has.
    func done(_ counts: [LeadCount], _ book: TierBook) -> ImportPage.State {
        let seconds = detail.startedAt.flatMap { start in detail.finishedAt?.seconds(since: start) } ?? 0
        return .done(
            ImportPage.Result(
                run: run.id, file: file, tally: tally, list: detail.list, seconds: Int(seconds.rounded()),
                tiers: tiers(counts, book), rejects: rejects))
    }

    var failed: ImportPage.State {
        .failed(
            ImportPage.Failure(
                run: run.id, file: file, tally: tally,
                reason: (detail.problem ?? "Something went wrong on our side.")
                    + " Rows that came in stay; sending the file again adds only the others."))
    }

    /// Whether a row is new is known when all are in; until then those in count as new.
    private var tally: ImportPage.Tally {
        if let tally = detail.tally {
            return .init(new: tally.new, known: tally.known, rejected: tally.rejected)
        }
        return .init(new: max(0, run.done - run.failed), rejected: run.failed)
    }

    private var rejects: [ImportPage.Reject] {
        detail.rejects.map { .init(row: $0.number, column: $0.column, reason: $0.reason) }
    }

    private func tiers(_ counts: [LeadCount], _ book: TierBook) -> [ImportPage.TierCount] {
        let own = counts.filter { $0.list == detail.list && !$0.isHidden }
        return Set(own.map(\.card)).sorted().flatMap { book.bands(named: $0) }.compactMap { band in
            let count = own.filter { $0.tier == band.tier.key }.reduce(0) { $0 + $1.count }
            return count > 0 ? ImportPage.TierCount(band.tier, count) : nil
        }
    }
}
