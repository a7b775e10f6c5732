import Domain

/// How far up a title puts its holder.
struct TitleRank {
    private let sense: TitleSense
    private let range: Range<Int>
    private let traps: [TitleSense.Found]

    /// A rank found, and where.
    private struct Tag {
        var seniority: Seniority
        let range: Range<Int>
    }

    init(sense: TitleSense, range: Range<Int>, traps: [TitleSense.Found]) {
        self.sense = sense
        self.range = range
        self.traps = traps
    }

    /// The highest rank of the title; a learner's beats all.
    func seniority(function: JobFunction?, saysFunction: (JobFunction) -> Bool) -> Seniority {
        var tags = rankTags(saysFunction)
        if let serving = traps.first(where: { $0.meaning.trap?.isServing == true }) {
            let isLearner = tags.contains {
                $0.seniority == .internAssistant && $0.range.upperBound <= serving.range.lowerBound
            }
            return isLearner ? .internAssistant : .individual
        }
        dropFollowed(&tags)
        for trap in traps {
            if let seniority = trap.meaning.trap?.seniority {
                tags.append(Tag(seniority: seniority, range: trap.range))
            }
        }
        if tags.contains(where: { $0.seniority == .internAssistant }) { return .internAssistant }
        if isSchoolHead { return .headDirector }
        dropStaff(&tags, function)
        let top = tags.map(\.seniority).max { $0.height < $1.height } ?? .individual
        return top == .cLevel && isDeputy(tags) ? .headDirector : top
    }

    private func rankTags(_ saysFunction: (JobFunction) -> Bool) -> [Tag] {
        let found = sense.sweep(range, blocked: traps.map(\.range)) { $0.rank != nil }
        var tags = found.compactMap { phrase -> Tag? in
            guard let rank = phrase.meaning.rank, stands(rank, phrase.range) else { return nil }
            if let other = rank.unless, saysFunction(other) { return nil }
            return Tag(
                seniority: leadsCraft(phrase.range) ? .leadSeniorPrincipal : rank.seniority,
                range: phrase.range)
        }
        if let chief = chiefOfficer() { tags.append(Tag(seniority: .cLevel, range: chief)) }
        return tags
    }

    /// Whether a rank stands where it counts.
    private func stands(_ rank: TitleMeaning.Rank, _ place: Range<Int>) -> Bool {
        switch rank.place {
        case .anywhere: return true
        case .opens: return place.lowerBound == range.lowerBound
        case .closes:
            guard place.upperBound < range.upperBound else { return true }
            return !sense.cues(at: place.upperBound).isDisjoint(with: [.cut, .of])
        }
    }

    /// "Head baker": a head of a craft leads a team; "head of" and "HR head" head a department.
    private func leadsCraft(_ place: Range<Int>) -> Bool {
        guard place.count == 1, !sense.cues(at: place.lowerBound).isDisjoint(with: .head),
            place.upperBound < range.upperBound
        else { return false }
        return range.suffix(from: place.upperBound).prefix(2).contains { index in
            !sense.cues(at: index).isDisjoint(with: .craft)
                && sense.line.words[index].gap.isDisjoint(with: .breaks)
        }
    }

    /// `chief … officer` with up to four words between, unless a trap has taken them.
    private func chiefOfficer() -> Range<Int>? {
        for index in range where !sense.cues(at: index).isDisjoint(with: .chief) {
            if traps.contains(where: { $0.range.contains(index) }) { continue }
            let reach = index + 1..<min(index + 6, range.upperBound)
            if let officer = reach.first(where: { !sense.cues(at: $0).isDisjoint(with: .officer) }) {
                return index..<officer + 1
            }
        }
        return nil
    }

    /// "CEO coach", "founder associate": the last word makes the first somebody else.
    private func dropFollowed(_ tags: inout [Tag]) {
        guard let last = range.last, range.count > 1,
            !sense.cues(at: last).isDisjoint(with: .follower),
            !tags.contains(where: { $0.range.contains(last) })
        else { return }
        var first = last
        while first > range.lowerBound, sense.line.words[first].gap.isDisjoint(with: .breaks) { first -= 1 }
        tags.removeAll { $0.seniority.height >= Seniority.cLevel.height && $0.range.lowerBound >= first }
    }

    /// A principal heads a school alone or beside a word for one; else the word is a grade.
    private var isSchoolHead: Bool {
        guard let last = range.last(where: { sense.line.words[$0].depth == 0 }),
            !sense.cues(at: last).isDisjoint(with: .principal)
        else { return false }
        return range.count == 1 || range.contains { !sense.cues(at: $0).isDisjoint(with: .school) }
    }

    /// "Staff" is a grade where software and products are made; elsewhere it means the employees.
    private func dropStaff(_ tags: inout [Tag], _ function: JobFunction?) {
        let graded: Set<JobFunction> = [.engineering, .it, .data, .product, .design]
        if let function, graded.contains(function) { return }
        tags.removeAll { tag in
            tag.range.count == 1 && tag.range.upperBound <= range.upperBound && range.count > 1
                && !sense.cues(at: tag.range.lowerBound).isDisjoint(with: .staff)
        }
    }

    /// Somebody stands in for the first rank.
    private func isDeputy(_ tags: [Tag]) -> Bool {
        range.contains { index in
            // "Vice" in "vice president" is part of that rank.
            !sense.cues(at: index).isDisjoint(with: .deputy) && !tags.contains { $0.range.contains(index) }
        }
    }
}
