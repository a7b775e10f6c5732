/// What the predicates of a rubric look at, so that evaluation prepares nothing else.
struct Needs: OptionSet, Sendable {
    let rawValue: Int

    static let industries = Needs(rawValue: 1)
    static let texts = Needs(rawValue: 2)
    static let profileIndustries = Needs(rawValue: 4)
    static let profileSizes = Needs(rawValue: 8)
    static let profilePlaces = Needs(rawValue: 16)
    static let profileTechnologies = Needs(rawValue: 32)
    static let profileWords = Needs(rawValue: 64)
    static let profileDepartments = Needs(rawValue: 128)
    static let offerTechnologies = Needs(rawValue: 256)
    static let exclusions = Needs(rawValue: 512)
}

extension Predicate {
    /// What this predicate and those inside it look at.
    var needs: Needs {
        switch self {
        case .always, .title, .signal, .distinct, .extracted: []
        case .fact(let test): test.conditions?.functions == .profile ? .profileDepartments : []
        case .size(let ranges): ranges == nil ? .profileSizes : []
        case .industry(let wish): wish == nil ? [.industries, .profileIndustries] : .industries
        case .place(let wish): wish == nil ? .profilePlaces : []
        case .technology(.offer): .offerTechnologies
        case .technology(.named): []
        case .technology: .profileTechnologies
        case .phrases(let test): test.profile == nil ? .texts : [.texts, .profileWords]
        case .excludedDomain: .exclusions
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.needs) }
        case .not(let inner): inner.needs
        }
    }
}

extension Form {
    var needs: Needs {
        switch self {
        case .match(let match): match.predicate.needs
        case .firstOf(let rungs): rungs.reduce(into: []) { $0.formUnion($1.predicate.needs) }
        case .proportion(let proportion):
            switch proportion.parts {
            case .fields(let fields): fields.reduce(into: []) { $0.formUnion($1.predicate.needs) }
            case .technologies: .profileTechnologies
            }
        case .label(let label): label.rules.reduce(into: []) { $0.formUnion($1.predicate.needs) }
        case .similarity: []
        case .window(let window): window.sources.reduce(into: []) { $0.formUnion($1.needs) }
        }
    }
}
