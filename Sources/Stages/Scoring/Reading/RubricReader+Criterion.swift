import Domain
import Wire

extension RubricReader {
    func dimension(_ fields: inout Fields, in combination: Rubric.Combination) throws(FieldError) -> Dimension
    {
        let key = try fields.read("key", .filledString)
        let label = try fields.read("label", .filledString)
        let cap = try fields.read("cap", .points)
        let weight = try fields.readIfPresent("weight", .int(in: 1...100))
        guard (weight != nil) == (combination == .weighted) else {
            throw fields.invalid(
                "weight",
                combination == .weighted ? "missing; a weighted card needs one" : "only for weighted cards")
        }
        let why = try fields.read("why", .filledString)
        let groups = try fields.read("groups", .list(.object(Self.group)), default: [])
        let criteria = try fields.read(
            "criteria", .list(.object { f throws(FieldError) in try criterion(&f, groups: groups) }))
        for (index, group) in groups.enumerated() where !criteria.contains(where: { $0.group == index }) {
            throw fields.place.member("groups").element(index).fault(
                .invalid, "no criterion is in the group “\(group.key)”")
        }
        return Dimension(
            key: key, label: label, cap: cap, weight: weight ?? 100, why: why, groups: groups,
            criteria: criteria)
    }

    private static func group(_ fields: inout Fields) throws(FieldError) -> Dimension.Group {
        Dimension.Group(
            key: try fields.read("key", .filledString), label: try fields.read("label", .filledString),
            cap: try fields.read("cap", .points), why: try fields.read("why", .filledString))
    }

    private func criterion(
        _ fields: inout Fields, groups: [Dimension.Group]
    ) throws(FieldError) -> Criterion {
        let key = try fields.read("key", .filledString)
        let label = try fields.read("label", .filledString)
        let why = try fields.read("why", .filledString)
        let form = try form(&fields)
        let isShownOnly = try fields.read("show_only", .bool, default: false)
        guard isShownOnly || form.most != .zero || form.isNegative else {
            throw fields.place.fault(.invalid, "gives no points; mark it “show_only” if that is meant")
        }
        return Criterion(
            key: key, label: label, why: why, form: form, group: try groupIndex(&fields, groups),
            switchName: try fields.readIfPresent("switch", .filledString).map(Switches.folded),
            isShownOnly: isShownOnly, say: try say(&fields, label: label))
    }

    private func groupIndex(_ fields: inout Fields, _ groups: [Dimension.Group]) throws(FieldError) -> Int? {
        guard let name = try fields.readIfPresent("group", .filledString) else { return nil }
        guard let index = groups.firstIndex(where: { $0.key == name }) else {
            throw fields.place.member("group").unknown(name, among: groups.map(\.key))
        }
        return index
    }

    /// Exactly one of the six forms.
    private func form(_ fields: inout Fields) throws(FieldError) -> Form {
        let forms = ["match", "first_of", "proportion", "label_by", "similarity", "window"]
        let named = forms.filter { fields.object[$0] != nil }
        guard named.count == 1 else {
            let problem = named.isEmpty ? "says nowhere how it gives points" : "gives points in two ways"
            let keys = fields.object.keys.compactMap { NearMiss.best(for: $0, among: forms) }
            let hint = named.isEmpty ? keys.first.map { "; did you mean \"\($0)\"?" } ?? "" : ""
            throw fields.place.fault(
                .invalid, "\(problem); exactly one of \(forms.joined(separator: ", "))\(hint)")
        }
        if let match = try fields.readIfPresent("match", .object(match)) { return .match(match) }
        if let rungs = try fields.readIfPresent("first_of", .list(.object(rung))) {
            guard !rungs.isEmpty else { throw fields.invalid("first_of", "names no rung") }
            try refuseTwins(fields.object["first_of"], at: fields.place.member("first_of"))
            return .firstOf(rungs)
        }
        if let share = try fields.readIfPresent("proportion", .object(proportion)) {
            return .proportion(share)
        }
        if let label = try fields.readIfPresent("label_by", .object(labelBy)) { return .label(label) }
        if let alike = try fields.readIfPresent("similarity", .object(Self.similarity)) {
            return .similarity(alike)
        }
        return .window(try fields.read("window", .object(window)))
    }

    /// A rung that asks what an earlier one asks is never reached.
    func refuseTwins(_ rungs: JSON?, at place: FieldPlace) throws(FieldError) {
        let questions = (rungs?.arrayValue ?? []).map { $0["when"] }
        for (index, question) in questions.enumerated() {
            guard let twin = questions[..<index].firstIndex(of: question) else { continue }
            throw place.element(index).fault(.invalid, "never reached: asks the same as the rung \(twin)")
        }
    }

    /// A template whose slots are known.
    static var template: Field<Template> {
        Field(expects: "a sentence") { json, place throws(FieldError) in
            let text = try Field.filledString.read(json, place)
            do throws(Template.UnknownSlot) { return try Template(text) } catch {
                throw place.unknown(error.name, among: Template.Slot.allCases.map(\.rawValue))
            }
        }
    }

    private func say(_ fields: inout Fields, label: String) throws(FieldError) -> Say {
        let plain = Template(plain: label)
        let found = plain + Template(slots: ": ", .value)
        let nothing =
            plain + Template(plain: " not found (") + Template(slots: "", .searched)
            + Template(plain: " searched)")
        var say = Say(stated: found, inferred: found, unknown: nothing, contradicted: found)
        let given = try fields.readIfPresent(
            "say",
            .object { f throws(FieldError) in
                say.stated = try f.read("stated", Self.template, default: found)
                say.inferred = try f.read("inferred", Self.template, default: say.stated)
                say.unknown = try f.read("unknown", Self.template, default: nothing)
                say.contradicted = try f.read("contradicted", Self.template, default: say.unknown)
                return say
            })
        return given ?? say
    }
}

extension Form {
    /// Takes points away.
    fileprivate var isNegative: Bool {
        switch self {
        case .match(let match): match.points < .zero
        case .firstOf(let rungs): rungs.contains { $0.points < .zero }
        default: false
        }
    }
}

/// Names under which a profile switches criteria off.
enum Switches {
    /// `recentFunding`, `recent_funding` and `Recent Funding` are one name.
    static func folded(_ name: String) -> String {
        String(
            decoding: name.lowercased().utf8.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: " ") },
            as: UTF8.self)
    }
}
