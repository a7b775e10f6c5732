import Domain
import Pipeline
import Scoring
import Storage
import Wire

extension StandaloneScoring {
    /// What `--scorecard`, `--offer`, `--icp` and `--region` ask for.
    init(_ invocation: Invocation, fallback: String) async throws {
        let assembly = try Assembly.data(invocation)
        let reference = invocation.value("--scorecard") ?? fallback
        async let cards = assembly.cards()
        let titles = try assembly.titles()
        let reader = try assembly.reader(titles)
        guard let scorer = try await cards.builtIn(reference) else {
            throw CommandFailure(.configuration, "there is no scorecard “\(reference)”; see data/scorecards")
        }
        self.init(
            scorer: scorer, reader: reader, titles: TitleMemo(titles.parse),
            icp: try invocation.value("--icp").map(Self.icp),
            offer: try invocation.value("--offer").map(Self.offer),
            phoneRegion: invocation.value("--region") ?? "IN", now: World.clock())
    }

    private static func offer(_ path: String) throws -> Offer {
        let field = Field<Offer>.object { fields throws(FieldError) in
            Offer(
                id: ID(key: 0), version: 1, number: 1, name: try fields.read("name", .filledString),
                valueProps: try fields.read("value_props", .string, default: ""),
                idealUseCases: try fields.read("ideal_use_cases", .string, default: ""),
                createdAt: Timestamp(milliseconds: 0))
        }
        return try read(field, path)
    }

    /// The names S1 uses, which are the ones people have files of.
    private static func icp(_ path: String) throws -> ICP.Criteria {
        let field = Field<ICP.Criteria>.object { fields throws(FieldError) in
            var criteria = ICP.Criteria()
            criteria.name = try fields.read("name", .string, default: "")
            criteria.description = try fields.read("description", .string, default: "")
            criteria.sizeBuckets = try fields.read("size_buckets", .list(.string), default: [])
            criteria.industries = try fields.read("industries", .list(.string), default: [])
            criteria.geographies = try fields.read("locations", .list(.string), default: [])
            criteria.hiringKeywords = try fields.read("hiring_keywords", .list(.string), default: [])
            criteria.painKeywords = try fields.read("pain_keywords", .list(.string), default: [])
            criteria.channels = try fields.read("channel_preferences", .list(.string), default: [])
            criteria.titles = try fields.read("titles", .list(.string), default: [])
            return criteria
        }
        return try read(field, path)
    }

    private static func read<Value>(_ field: Field<Value>, _ path: String) throws -> Value {
        let bytes = try Files.read(path)
        do { return try field.read(file: bytes, named: path) } catch {
            throw CommandFailure(.configuration, "\(error)")
        }
    }
}
