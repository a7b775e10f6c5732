import Domain
import Wire

/// The rules of a scorecard that no single value can break alone.
struct RubricChecks {
    let place: FieldPlace
    let combination: Rubric.Combination
    private(set) var hints: [String] = []

    init(place: FieldPlace, combination: Rubric.Combination) {
        self.place = place
        self.combination = combination
    }

    /// A whole card, in points.
    private static let full = Points(100)

    mutating func run(
        dimensions: [Dimension], bands: [Rubric.Band], disqualifiers: [Rubric.Disqualifier]
    ) throws(FieldError) {
        guard !dimensions.isEmpty else { throw fault("dimensions", "names none") }
        try checkKeys(dimensions, bands, disqualifiers)
        try checkCombination(dimensions)
        for (index, dimension) in dimensions.enumerated() {
            try checkReach(dimension, at: place.member("dimensions").element(index))
        }
        try checkBands(bands)
        try checkBestTier(dimensions, bands)
    }

    private func fault(_ key: String, _ problem: String) -> FieldError {
        place.member(key).fault(.invalid, problem)
    }

    private func checkKeys(
        _ dimensions: [Dimension], _ bands: [Rubric.Band], _ disqualifiers: [Rubric.Disqualifier]
    ) throws(FieldError) {
        // Lines are known by these keys alone, so they are unique over the whole card.
        var seen: Set<String> = ["rounding", "total_cap"]
        func claim(_ key: String, _ at: FieldPlace) throws(FieldError) {
            guard seen.insert(key).inserted else {
                throw at.member("key").fault(.invalid, "“\(key)” is there twice")
            }
        }
        for (index, dimension) in dimensions.enumerated() {
            let here = place.member("dimensions").element(index)
            try claim(dimension.key + "_cap", here)
            for (number, group) in dimension.groups.enumerated() {
                try claim(group.key, here.member("groups").element(number))
            }
            for (number, criterion) in dimension.criteria.enumerated() {
                try claim(criterion.key, here.member("criteria").element(number))
            }
        }
        for (index, disqualifier) in disqualifiers.enumerated() {
            try claim(disqualifier.key, place.member("disqualify").element(index))
        }
        var tiers: Set<String> = []
        for (index, band) in bands.enumerated() where !tiers.insert(band.tier.key).inserted {
            throw place.member("tiers").element(index).member("key").fault(
                .invalid, "“\(band.tier.key)” is there twice")
        }
    }

    private mutating func checkCombination(_ dimensions: [Dimension]) throws(FieldError) {
        switch combination {
        case .single where dimensions.count != 1: throw fault("dimensions", "a single card has exactly one")
        case .weighted:
            let sum = dimensions.reduce(0) { $0 + $1.weight }
            guard sum == 100 else { throw fault("dimensions", "weights add up to \(sum), not 100") }
            for (index, dimension) in dimensions.enumerated() where dimension.cap != Self.full {
                throw place.member("dimensions").element(index).member("cap").fault(
                    .invalid, "a weighted dimension is out of 100, not \(dimension.cap)")
            }
        case .sum, .single:
            let sum = dimensions.reduce(Points.zero) { $0 + $1.cap }
            if sum > Self.full { hints.append("caps add up to \(sum); the total stops at 100.00") }
        }
    }

    private mutating func checkReach(_ dimension: Dimension, at place: FieldPlace) throws(FieldError) {
        guard !dimension.criteria.isEmpty else {
            throw place.member("criteria").fault(.invalid, "names none")
        }
        for (index, criterion) in dimension.criteria.enumerated() {
            try checkLadder(criterion.form, at: place.member("criteria").element(index))
        }
        for (index, group) in dimension.groups.enumerated() {
            let most = reach(dimension.criteria.filter { $0.group == index })
            guard group.cap <= most else {
                throw place.member("groups").element(index).member("cap").fault(
                    .invalid, "no lead can reach \(group.cap): the criteria come to \(most)")
            }
        }
        let most = mostPoints(of: dimension)
        guard dimension.cap <= most else {
            throw place.member("cap").fault(
                .invalid, "no lead can reach \(dimension.cap): the criteria come to \(most)")
        }
        if dimension.cap < most {
            hints.append(
                "\(dimension.label): criteria come to \(most), the cap holds them to \(dimension.cap)")
        }
    }

    private func reach(_ criteria: [Criterion]) -> Points {
        criteria.reduce(.zero) { $0 + max(.zero, $1.form.most) }
    }

    private func mostPoints(of dimension: Dimension) -> Points {
        let free = reach(dimension.criteria.filter { $0.group == nil })
        return dimension.groups.indices.reduce(free) { sum, index in
            sum + min(dimension.groups[index].cap, reach(dimension.criteria.filter { $0.group == index }))
        }
    }

    /// A rung after one that always holds is never reached.
    private func checkLadder(_ form: Form, at place: FieldPlace) throws(FieldError) {
        let (key, predicates): (String, [Predicate]) =
            switch form {
            case .firstOf(let rungs): ("first_of", rungs.map(\.predicate))
            case .label(let label): ("label_by.rules", label.rules.map(\.predicate))
            default: ("", [])
            }
        for (index, predicate) in predicates.dropLast().enumerated() {
            guard case .always = predicate else { continue }
            throw place.member(key).element(index + 1).fault(
                .invalid, "never reached: the rung before it always holds")
        }
    }

    private func checkBands(_ bands: [Rubric.Band]) throws(FieldError) {
        let here = place.member("tiers")
        guard let best = bands.first, let worst = bands.last else { throw here.fault(.invalid, "names none") }
        guard best.to == Self.full else {
            throw here.element(0).member("to").fault(.invalid, "the best tier must reach 100, not \(best.to)")
        }
        guard worst.from == .zero else {
            throw here.element(bands.count - 1).member("from").fault(
                .invalid, "the last tier must begin at 0, not \(worst.from)")
        }
        for (index, band) in bands.enumerated() {
            guard band.from < band.to else {
                throw here.element(index).member("from").fault(.invalid, "must be below “to”")
            }
            guard index > 0, bands[index - 1].from != band.to else { continue }
            let problem = bands[index - 1].from > band.to ? "leaves a gap" : "overlaps the tier before"
            throw here.element(index).member("to").fault(
                .invalid, "\(problem): must be \(bands[index - 1].from), not \(band.to)")
        }
    }

    private func checkBestTier(_ dimensions: [Dimension], _ bands: [Rubric.Band]) throws(FieldError) {
        guard combination != .weighted, let best = bands.first else { return }
        let most = dimensions.reduce(Points.zero) { $0 + max(.zero, $1.cap) }
        guard most < best.from else { return }
        throw place.member("tiers").element(0).member("from").fault(
            .invalid, "no lead can reach \(best.from): dimensions come to \(most)")
    }
}
