import Domain

extension Attribute {
    /// What the fact is called on a page.
    var label: String {
        switch self {
        case .companyName: "Company"
        case .teamSize: "People"
        case .sizeBucket: "Size"
        case .industry: "Industry"
        case .city: "City"
        case .country: "Country"
        case .region: "Region"
        case .remote: "Remote"
        case .website: "Website"
        case .fundingMentioned: "Funding"
        case .revenueMentioned: "Revenue"
        case .technology: "Uses"
        case .roleHired: "Hiring"
        case .isMarketingHire: "Marketing hire"
        case .roleType: "Kind of hire"
        case .pain: "Pain"
        case .chaosFlag: "Chaos"
        case .silverBullet: "Silver bullet"
        case .situation: "Situation"
        case .problem: "Problem"
        case .implication: "Implication"
        case .needPayoff: "Need and payoff"
        case .economicBuyer: "Buyer"
        case .person: "Person"
        case .email: "E-mail"
        case .phone: "Phone"
        case .whatsapp: "WhatsApp"
        case .profileURL: "Profile"
        case .roleTitle: "Title"
        case .headline: "Headline"
        case .bio: "Bio"
        case .location: "Place"
        }
    }

    /// The part of the card it belongs to.
    var family: Family {
        switch self {
        case .companyName, .teamSize, .sizeBucket, .industry, .city, .country, .region, .remote, .website,
            .fundingMentioned, .revenueMentioned, .technology:
            .organisation
        case .roleHired, .isMarketingHire, .roleType, .pain, .chaosFlag, .silverBullet, .situation, .problem,
            .implication, .needPayoff, .economicBuyer:
            .need
        case .person, .email, .phone, .whatsapp, .profileURL, .roleTitle, .headline, .bio, .location: .people
        }
    }

    enum Family: CaseIterable {
        case organisation, need, people

        var label: String {
            switch self {
            case .organisation: "Who they are"
            case .need: "What they lack"
            case .people: "Whom to reach"
            }
        }
    }

    /// Values from a closed list, whose names are written with underscores.
    fileprivate var isClosed: Bool {
        switch self {
        case .pain, .chaosFlag, .silverBullet, .roleType, .sizeBucket, .industry, .region: true
        default: false
        }
    }
}

extension Fact {
    /// The value as a page says it.
    var words: String {
        switch value {
        case .flag(let holds): holds ? "yes" : "no"
        case .range(let range) where range.lowerBound != range.upperBound:
            range.upperBound == .max
                ? "\(range.lowerBound) or more" : "\(range.lowerBound) to \(range.upperBound)"
        case .person(let name, let role?): "\(name), \(role)"
        case .text(let text) where attribute.isClosed:
            text.split(separator: "_").joined(separator: " ")
        default: value.canonical
        }
    }
}
