import Domain

/// Decides the function: the first title's words, then the headline's topics, then the model, then a fallback.
struct TitleFunction {
    let sense: TitleSense
    let model: OccupationModel?

    func function(
        of title: Range<Int>, _ reading: TitleSense.Reading, in parts: Headline,
        _ readings: [TitleSense.Reading]
    ) -> JobFunction {
        if let firm = firmFunction(title, reading, parts) { return firm }
        if let subject = parts.subject, let function = sense.read(subject).function { return function }
        if let function = reading.function, reading.strength >= sense.weights.firm { return function }
        if let topic = topicFunction(reading, parts, readings) { return topic }
        let guess = reading.hasUnknownWords || reading.function != nil ? model?.guess(sense, title) : nil
        if let function = reading.function {
            guard let guess, guess.probability >= sense.weights.modelOverHints else { return function }
            return guess.function
        }
        return settle(reading, guess)
    }

    /// What is said when only a fallback speaks, or nothing.
    private func settle(_ reading: TitleSense.Reading, _ guess: OccupationModel.Guess?) -> JobFunction {
        let fallback = reading.fallback ?? .other
        guard reading.hasUnknownWords else { return fallback }
        if let guess, guess.probability >= sense.weights.modelAlone, guess.function != .other {
            return guess.function
        }
        if reading.seniority.height >= Seniority.vp.height, fallback == .executive { return .executive }
        // Somebody who manages, coordinates or supervises something we cannot name runs an operation.
        return fallback == .operations ? .operations : .other
    }

    /// Topics and further titles speak for a first title that says only its rank: "Senior Manager - Finance".
    private func topicFunction(
        _ reading: TitleSense.Reading, _ parts: Headline, _ readings: [TitleSense.Reading]
    ) -> JobFunction? {
        guard reading.function == nil else { return nil }
        for topic in parts.topics {
            let said = sense.read(topic)
            if let function = said.function, said.strength >= sense.weights.hint { return function }
        }
        // A president's or partner's further titles are lesser ones; a vice president's say of what.
        guard reading.seniority.height < Seniority.cLevel.height else { return nil }
        return readings.dropFirst().lazy.compactMap { $0.function }.first { $0 != .executive && $0 != .other }
    }

    /// A partner of a law firm works in law, a principal of a school in education.
    private func firmFunction(
        _ title: Range<Int>, _ reading: TitleSense.Reading, _ parts: Headline
    ) -> JobFunction? {
        guard let company = parts.company, reading.function == nil || reading.function == .executive else {
            return nil
        }
        if reading.seniority == .ownerFounder {
            if sense.hasCue(.legalFirm, in: company) { return .legal }
            if sense.hasCue(.financeFirm, in: company) { return .finance }
        }
        let leadsSchool = title.contains { index in
            !sense.cues(at: index).isDisjoint(with: [.principal, .head])
        }
        return leadsSchool && sense.hasCue(.school, in: company) ? .education : nil
    }
}
