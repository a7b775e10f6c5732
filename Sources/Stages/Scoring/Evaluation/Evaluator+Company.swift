import Domain

extension Evaluator {
    /// The newest stated size decides, else the newest inferred one.
    func size(_ wanted: [ClosedRange<Int>]) -> Finding {
        guard let (fact, range) = sizeFact(.stated) ?? sizeFact(.inferred) else { return .nothing }
        var found = Finding(
            strength: fact.strength, value: range.words, wanted: Words.list(wanted.map(\.words), "or"),
            evidence: fact.evidence.map { [$0] } ?? [])
        if wanted.contains(where: { $0.contains(range.lowerBound) && $0.contains(range.upperBound) }) {
            if found.strength == .inferred { found.how = "as far as the text suggests" }
        } else if wanted.contains(where: { $0.overlaps(range) }) {
            found.strength = found.strength.limited(to: .inferred)
            found.how = "only partly inside"
        } else {
            found.strength = .contradicted
        }
        return found
    }

    private func sizeFact(_ strength: Strength) -> (Fact, ClosedRange<Int>)? {
        for attribute in [Attribute.teamSize, .sizeBucket] {
            for fact in input.facts where fact.attribute == attribute && fact.strength == strength {
                if case .range(let range) = fact.value { return (fact, range) }
                if let range = taxonomy.sizes.read(fact.value.canonical) { return (fact, range) }
            }
        }
        return nil
    }

    /// Any industry on the list will do; another one speaks against.
    ///
    /// For a profile a broader one is likely: who wants SaaS may want this software company. A card's own lists are exact,
    /// because its other lists say what the broader one is worth.
    func industry(_ wish: IndustryWish?, allowsBroader: Bool) -> Finding {
        guard let wish else { return .nothing }
        var best = Finding.nothing
        for read in industries {
            best = best.or(industry(read, wish, allowsBroader))
            if best.strength == .stated { break }
        }
        return best
    }

    private func industry(_ read: IndustryRead, _ wish: IndustryWish, _ allowsBroader: Bool) -> Finding {
        let fact = input.facts[read.fact]
        guard fact.holds, case .text(let text) = fact.value else { return .nothing }
        var found = Finding(
            strength: fact.strength, value: shownIndustry(text, read.nodes), wanted: wish.label,
            evidence: fact.evidence.map { [$0] } ?? [])
        if read.nodes.contains(where: { wish.isWanted[$0] }) || isOther(text, wish) {
            if fact.strength == .inferred { found.how = "the text suggests it" }
        } else if allowsBroader, let node = read.nodes.first(where: { wish.isBroader[$0] }) {
            found.strength = found.strength.limited(to: .inferred)
            found.how = "\(taxonomy.industries.nodes[node].label) is a wider term"
        } else {
            found.strength = .contradicted
        }
        return found
    }

    private func isOther(_ text: String, _ wish: IndustryWish) -> Bool {
        guard !wish.otherNames.isEmpty, let key = NameKey.of(text) else { return false }
        return wish.otherNames.contains(key)
    }

    /// Our name for a tag such as `real_estate`; people's own words stay as they are.
    private func shownIndustry(_ text: String, _ nodes: [Int]) -> String {
        guard nodes.count == 1, let node = nodes.first else { return Words.shortened(text) }
        let known = taxonomy.industries.nodes[node]
        return text == known.key ? known.label : Words.shortened(text)
    }

    /// Stated places decide; else what a country fact, the web ending or a location line suggests.
    func place(_ wish: PlaceWish?) -> Finding {
        guard let wish else { return .nothing }
        var (stated, likely) = (Finding.nothing, Finding.nothing)
        for index in input.facts.indices {
            guard let found = place(input.facts[index], wish) else { continue }
            switch input.facts[index].strength {
            case .stated where input.facts[index].attribute != .website: stated = stated.or(found)
            default: likely = likely.or(found)
            }
        }
        // “Berlin” in words outweighs a web ending, whichever way it points.
        return stated.strength == .unknown ? likely : stated
    }

    private func place(_ fact: Fact, _ wish: PlaceWish) -> Finding? {
        guard fact.holds else { return nil }
        switch fact.attribute {
        case .country where fact.strength == .inferred: return inferredCountry(fact, wish)
        case .country, .region, .city, .location: return named(fact, wish)
        case .website: return webEnding(fact, wish)
        default: return nil
        }
    }

    private func named(_ fact: Fact, _ wish: PlaceWish) -> Finding? {
        let text = fact.value.canonical
        var found = Finding(
            strength: fact.strength, value: Words.shortened(text), wanted: wish.label,
            evidence: fact.evidence.map { [$0] } ?? [])
        if let key = NameKey.of(text), wish.otherNames.contains(key) { return found }
        let fits = taxonomy.places.meanings(in: text).map { wish.fit(of: $0) }
        guard let best = fits.max() else { return nil }
        switch best {
        case .inside: break
        case .near:
            found.strength = found.strength.limited(to: .inferred)
            found.how = "\(found.value) is a wider place"
        case .outside: found.strength = .contradicted
        }
        return found
    }

    /// A country concluded from a stated city is as good as stated, and the city has the words.
    private func inferredCountry(_ fact: Fact, _ wish: PlaceWish) -> Finding? {
        guard var found = named(fact, wish) else { return nil }
        let city = input.facts.first { $0.attribute == .city && $0.strength == .stated }
        if let city {
            found.value = Words.shortened(city.value.canonical)
            found.evidence = city.evidence.map { [$0] } ?? []
            if found.strength == .inferred { found.strength = .stated }
        } else if found.how.isEmpty {
            found.how = "the text suggests it"
        }
        return found
    }

    private func webEnding(_ fact: Fact, _ wish: PlaceWish) -> Finding? {
        let host = fact.value.canonical
        guard let country = taxonomy.places.country(ofHost: host) else { return nil }
        let isInside = wish.fit(of: .country(country)) == .inside
        return Finding(
            strength: isInside ? .inferred : .contradicted, value: taxonomy.places.countries[country].name,
            how: "the website ends in .\(host.split(separator: ".").last ?? "")", wanted: wish.label,
            evidence: fact.evidence.map { [$0] } ?? [])
    }
}

extension PlaceWish {
    /// How a place lies to what is wanted.
    enum Fit: Comparable { case outside, near, inside }

    func fit(of meaning: Places.Meaning) -> Fit {
        switch meaning {
        case .country(let country):
            if countries.contains(country) { return .inside }
            return cityCountries.contains(country) ? .near : .outside
        case .city(let key, let country):
            return cities.contains(key) || countries.contains(country) ? .inside : .outside
        case .region(let members):
            if members.isSubset(of: countries) { return .inside }
            return members.isDisjoint(with: countries.union(cityCountries)) ? .outside : .near
        }
    }
}
