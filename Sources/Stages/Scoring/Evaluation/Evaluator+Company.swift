import Domain

extension Evaluator {
    /// The newest stated size decides, else the newest inferred one.
    func size(_ wanted: [ClosedRange<Int>]) -> Finding {
        guard let (index, range) = sizeFact(.stated) ?? sizeFact(.inferred) else { return .nothing }
        var found = Finding(
            strength: input.facts[index].strength, shown: .size(range), fact: index)
        if wanted.contains(where: { $0.contains(range.lowerBound) && $0.contains(range.upperBound) }) {
            if case .inferred = found.strength { found.doubt = .inferredSize }
        } else if wanted.contains(where: { $0.overlaps(range) }) {
            found.strength = found.strength.limited(to: .inferred)
            found.doubt = .partlyInside
        } else {
            found.strength = .contradicted
        }
        return found
    }

    private func sizeFact(_ strength: Strength) -> (Int, ClosedRange<Int>)? {
        for attribute in [Attribute.teamSize, .sizeBucket] {
            for index in input.facts.indices where input.facts[index].attribute == attribute {
                let fact = input.facts[index]
                guard fact.strength == strength else { continue }
                if case .range(let range) = fact.value { return (index, range) }
                if let range = taxonomy.sizes.read(fact.value.canonical) { return (index, range) }
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
        for read in industries.indices {
            best = best.or(industry(read, wish, allowsBroader))
            if case .stated = best.strength { break }
        }
        return best
    }

    private func industry(_ position: Int, _ wish: IndustryWish, _ allowsBroader: Bool) -> Finding {
        let read = industries[position]
        let strength = input.facts[read.fact].strength
        guard strength.holds else { return .nothing }
        var found = Finding(
            strength: strength, shown: .industry(position), fact: read.fact)
        if read.nodes.contains(where: { wish.isWanted[$0] }) || isOther(read, wish) {
            if case .inferred = strength { found.doubt = .inferred }
        } else if allowsBroader, let node = read.nodes.first(where: { wish.isBroader[$0] }) {
            found.strength = strength.limited(to: .inferred)
            found.doubt = .widerIndustry(node)
        } else {
            found.strength = .contradicted
        }
        return found
    }

    private func isOther(_ read: IndustryRead, _ wish: IndustryWish) -> Bool {
        wish.otherNames.contains(read.key)
    }

    /// Stated places decide; else what a country fact, the web ending or a location line suggests.
    func place(_ wish: PlaceWish?) -> Finding {
        guard let wish else { return .nothing }
        var (stated, likely) = (Finding.nothing, Finding.nothing)
        for index in input.facts.indices {
            guard let found = place(index, wish) else { continue }
            switch input.facts[index].strength {
            case .stated where input.facts[index].attribute != .website: stated = stated.or(found)
            default: likely = likely.or(found)
            }
        }
        // “Berlin” in words outweighs a web ending, whichever way it points.
        if case .unknown = stated.strength { return likely }
        return stated
    }

    private func place(_ index: Int, _ wish: PlaceWish) -> Finding? {
        guard input.facts[index].strength.holds else { return nil }
        switch (input.facts[index].attribute, input.facts[index].strength) {
        case (.country, .inferred): return inferredCountry(index, wish)
        case (.country, _), (.region, _), (.city, _), (.location, _): return named(index, wish)
        case (.website, _): return webEnding(index, wish)
        default: return nil
        }
    }

    private func named(_ index: Int, _ wish: PlaceWish) -> Finding? {
        let fact = input.facts[index]
        let text = fact.value.canonical
        var found = Finding(
            strength: fact.strength, shown: .fact(index), fact: index)
        if let key = NameKey.of(text), wish.otherNames.contains(key) { return found }
        let fits = taxonomy.places.meanings(in: text).map { wish.fit(of: $0) }
        guard let best = fits.max() else { return nil }
        switch best {
        case .inside: break
        case .near:
            found.strength = found.strength.limited(to: .inferred)
            found.doubt = .widerPlace
        case .outside: found.strength = .contradicted
        }
        return found
    }

    /// A country concluded from a stated city is as good as stated, and the city has the words.
    private func inferredCountry(_ index: Int, _ wish: PlaceWish) -> Finding? {
        guard var found = named(index, wish) else { return nil }
        let city = input.facts.firstIndex { fact in
            guard case .stated = fact.strength else { return false }
            return fact.attribute == .city
        }
        if let city {
            (found.shown, found.fact) = (.fact(city), city)
            if case .inferred = found.strength { found.strength = .stated }
        } else if case .none = found.doubt {
            found.doubt = .inferred
        }
        return found
    }

    private func webEnding(_ index: Int, _ wish: PlaceWish) -> Finding? {
        let host = input.facts[index].value.canonical
        guard let country = taxonomy.places.country(ofHost: host) else { return nil }
        let isInside = wish.fit(of: .country(country)) == .inside
        return Finding(
            strength: isInside ? .inferred : .contradicted, shown: .country(country), doubt: .webEnding,
            fact: index)
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
