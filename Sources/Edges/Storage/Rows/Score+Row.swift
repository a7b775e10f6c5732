import Domain
import Wire

/// The ledger of a score as stored: snapshots, then dimensions, then their lines.
///
/// Evidence names its snapshot by place in the list of snapshots, which is one number instead of nineteen digits.
enum ScoreLedger {
    /// `[[snapshot, …], inputs, [dimension, …]]`; the first `inputs` snapshots are what the score was computed from.
    static func pack(_ score: Score) -> String {
        var snapshots = score.snapshots
        let dimensions = score.result.dimensions.map { pack($0, &snapshots) }
        return JSON.array([
            .array(snapshots.map { .int($0.key) }), .int(Int64(score.snapshots.count)), .array(dimensions),
        ]).text
    }

    /// Writes `[key, label, of, points, weight, [line, …]]`.
    private static func pack(_ dimension: DimensionScore, _ snapshots: inout [ID<Snapshot>]) -> JSON {
        [
            .string(dimension.key), .string(dimension.label), dimension.of.packed, dimension.points.packed,
            .int(Int64(dimension.weight)), .array(dimension.lines.map { pack($0, &snapshots) }),
        ]
    }

    /// `[criterion, points, of, reason, strength, kind, [evidence, …], judge]`; the last two only when there is any.
    private static func pack(_ line: ScoreLine, _ snapshots: inout [ID<Snapshot>]) -> JSON {
        var parts: [JSON] = [
            .string(line.criterion), line.points.packed, line.of.packed, .string(line.reason),
            .string(line.strength.code), .string(line.kind.rawValue),
        ]
        if !line.evidence.isEmpty || line.judge != nil {
            parts.append(.array(line.evidence.map { pack($0, &snapshots) }))
        }
        if let judge = line.judge { parts.append(.string(judge)) }
        return .array(parts)
    }

    /// Writes `[place of the snapshot or -1, start, end, quote]`.
    private static func pack(_ evidence: Evidence, _ snapshots: inout [ID<Snapshot>]) -> JSON {
        var place = -1
        if let snapshot = evidence.snapshot {
            place = snapshots.firstIndex(of: snapshot) ?? snapshots.count
            if place == snapshots.count { snapshots.append(snapshot) }
        }
        return [
            .int(Int64(place)), .int(Int64(evidence.span.start)), .int(Int64(evidence.span.end)),
            .string(evidence.quote),
        ]
    }

    /// The snapshots a score was computed from, and its dimensions.
    static func unpack(_ packed: String) -> (inputs: [ID<Snapshot>], dimensions: [DimensionScore]) {
        // What `pack` wrote parses; a damaged row shows as a score without lines, which `doctor` reports.
        guard let ledger = try? JSON.parse(packed) else { return ([], []) }
        let snapshots: [ID<Snapshot>] =
            ledger[0]?.arrayValue?.compactMap { $0.intValue.map(ID.init(key:)) } ?? []
        let inputs = snapshots.prefix(Int(ledger[1]?.intValue ?? 0))
        return (Array(inputs), ledger[2]?.arrayValue?.map { dimension($0, snapshots) } ?? [])
    }

    private static func dimension(_ packed: JSON, _ snapshots: [ID<Snapshot>]) -> DimensionScore {
        DimensionScore(
            key: packed[0]?.stringValue ?? "", label: packed[1]?.stringValue ?? "", of: Points(packed[2]),
            points: Points(packed[3]), weight: Int(packed[4]?.intValue ?? 0),
            lines: packed[5]?.arrayValue?.map { line($0, snapshots) } ?? [])
    }

    private static func line(_ packed: JSON, _ snapshots: [ID<Snapshot>]) -> ScoreLine {
        ScoreLine(
            criterion: packed[0]?.stringValue ?? "", points: Points(packed[1]), of: Points(packed[2]),
            reason: packed[3]?.stringValue ?? "",
            strength: packed[4]?.stringValue.flatMap(Strength.init(code:)) ?? .unknown,
            kind: packed[5]?.stringValue.flatMap(ScoreLine.Kind.init(rawValue:)) ?? .award,
            evidence: packed[6]?.arrayValue?.map { evidence($0, snapshots) } ?? [],
            judge: packed[7]?.stringValue)
    }

    private static func evidence(_ packed: JSON, _ snapshots: [ID<Snapshot>]) -> Evidence {
        let place = Int(packed[0]?.intValue ?? -1)
        return Evidence(
            snapshot: snapshots.indices.contains(place) ? snapshots[place] : nil,
            span: Span(Int(packed[1]?.intValue ?? 0), Int(packed[2]?.intValue ?? 0)),
            quote: packed[3]?.stringValue ?? "")
    }
}

extension Points {
    fileprivate var packed: JSON { .int(Int64(hundredths)) }

    fileprivate init(_ packed: JSON?) {
        self.init(hundredths: Int(packed?.intValue ?? 0))
    }
}
