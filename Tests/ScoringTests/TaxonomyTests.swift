import Testing
import Wire

@testable import Scoring

/// The vocabularies, through the questions scores ask of them.
@Suite struct TaxonomyTests {
    let taxonomy = Project.taxonomy

    struct Size: Sendable, CustomTestStringConvertible {
        let text: String
        let range: ClosedRange<Int>?
        var testDescription: String { text }
    }

    @Test(arguments: [
        Size(text: "1", range: 1...1), Size(text: "2-5", range: 2...5),
        Size(text: "11–50 employees", range: 11...50),
        Size(text: "51 to 200", range: 51...200), Size(text: "501+", range: 501...Sizes.unbounded),
        Size(text: "more than 500", range: 500...Sizes.unbounded),
        Size(text: ">500", range: 500...Sizes.unbounded),
        Size(text: "under 20", range: 1...20), Size(text: "up to ten", range: 1...10),
        Size(text: "1,000-5,000", range: 1000...5000), Size(text: "Startup", range: 1...49),
        Size(text: "mid market", range: 500...5000), Size(text: "Enterprise", range: 5001...Sizes.unbounded),
        Size(text: "any", range: nil), Size(text: "", range: nil),
        Size(text: "99999999999999999999", range: nil),
        Size(text: "0", range: nil), Size(text: "5-2", range: 5...5),
    ]) func `sizes are read in all their notations`(_ test: Size) {
        #expect(taxonomy.sizes.read(test.text) == test.range)
    }

    @Test func `ranges that touch become one`() {
        #expect(united([2...5, 1...1, 11...20, 6...10]) == [1...20])
        #expect(united([1...5, 11...20]) == [1...5, 11...20])
    }

    struct Industry: Sendable, CustomTestStringConvertible {
        let text: String
        let keys: [String]
        var testDescription: String { text }
    }

    @Test(arguments: [
        Industry(text: "SaaS", keys: ["saas"]), Industry(text: "data_ai", keys: ["data_ai"]),
        Industry(text: "AI startup", keys: ["technology"]),
        Industry(text: "Artificial-Intelligence", keys: ["data_ai"]),
        Industry(text: "Applied AI", keys: ["data_ai"]), Industry(text: "HealthTech", keys: ["healthtech"]),
        Industry(text: "Healthcare tech company", keys: ["healthtech"]),
        Industry(text: "IT", keys: ["technology"]),
        Industry(text: "it happens", keys: []),
        Industry(text: "Fintech / e-commerce", keys: ["fintech", "ecommerce"]),
        Industry(text: "Marketing & Advertising", keys: ["agency"]),
        Industry(text: "Conseil", keys: ["consulting"]),
        Industry(text: "Logiciels", keys: ["software"]),
        Industry(text: "Maschinenbau", keys: ["manufacturing"]),
        Industry(text: "Zoo keeping", keys: []), Industry(text: "", keys: []),
        Industry(text: String(repeating: "saas ", count: 100), keys: []),
    ]) func `industries are known by name, synonym and the longest name inside`(_ test: Industry) {
        let industries = taxonomy.industries
        #expect(industries.read(test.text).map { industries.nodes[$0].key } == test.keys)
    }

    @Test func `every industry the reader can give is known by its own key`() throws {
        let lexicon = try JSON.parse(try Project.bytes("data/lexicon/industries.json"))
        let given = Set(try #require(lexicon["entries"]?.arrayValue).compactMap { $0["gives"]?.stringValue })
        #expect(given.count > 20)
        for key in given {
            let nodes = taxonomy.industries.read(key).map { taxonomy.industries.nodes[$0].key }
            #expect(nodes == [key])
        }
    }

    @Test func `an industry counts as its parents, not the other way round`() throws {
        let industries = taxonomy.industries
        let saas = try #require(industries.node(named: "saas"))
        let technology = try #require(industries.node(named: "Technology"))
        let fintech = try #require(industries.node(named: "fintech"))
        #expect(industries.isKind(saas, of: technology))
        #expect(!industries.isKind(technology, of: saas))
        #expect(!industries.isKind(fintech, of: technology))
    }

    @Test func `regions, codes and time zones stand for their countries`() throws {
        func codes(_ name: String) -> Set<String> {
            Set(PlaceWish([name], in: taxonomy.places).countries.map { taxonomy.places.countries[$0].code })
        }
        #expect(codes("India") == ["IN"])
        #expect(codes("in") == ["IN"])
        #expect(codes("U.S.A.") == ["US"])
        #expect(codes("Deutschland") == ["DE"])
        #expect(codes("DACH") == ["DE", "AT", "CH", "LI"])
        #expect(codes("European Union").count == 27)
        #expect(codes("Gulf").contains("AE"))
        #expect(codes("IST").contains("IN") && !codes("IST").contains("IE"))
        #expect(codes("UTC+5:30").contains("IN") && !codes("UTC+5:30").contains("DE"))
        #expect(codes("UTC-8 to UTC-5").isSuperset(of: ["US", "CA", "MX"]))
        #expect(codes("UTC+99") == [])
        #expect(codes("Atlantis") == [])
    }

    @Test func `an address line is read part by part, prose is not`() throws {
        let places = taxonomy.places
        let india = places.meaning(of: "India")
        #expect(places.meanings(in: "Koregaon Park, Pune, Maharashtra, India").contains { $0 == india })
        #expect(!places.meanings(in: "Greater London Area").isEmpty)
        #expect(places.meanings(in: "Remote, anywhere").isEmpty)
        #expect(places.meanings(in: String(repeating: "we moved from Pune to Berlin. ", count: 20)).isEmpty)
    }

    @Test(arguments: [
        ("skinlab.in", "IN"), ("a.co.uk", "GB"), ("haus.de", "DE"), ("tool.io", nil), ("x.ai", nil),
        ("x.com", nil),
        ("in", nil), ("", nil),
    ]) func `a web ending names its country unless it is bought for its letters`(
        _ host: String, _ code: String?
    ) {
        let country = taxonomy.places.country(ofHost: host)
        #expect(country.map { taxonomy.places.countries[$0].code } == code)
    }

    @Test func `a file with a mistake is refused with its place`() throws {
        for (file, find, replace, error) in [
            (
                Taxonomy.File.industries, "\"parents\": [\"software\"]", "\"parents\": [\"sofware\"]",
                "did you mean \"software\"?"
            ),
            (.industries, "\"key\": \"software\"", "\"key\": \"technology\"", "“technology” is there twice"),
            (
                .places, "\"countries\": [\"AU\", \"NZ\"]", "\"countries\": [\"AU\", \"XX\"]",
                "unknown name \"XX\""
            ),
            (
                .sizes, "\"word\": \"solo\", \"from\": 1, \"to\": 1",
                "\"word\": \"solo\", \"from\": 2, \"to\": 1", "must not be below"
            ),
            (
                .technologies, "\"names\": [\"Go\", \"Golang\"]", "\"names\": [\"Go\"]",
                "one name alone says nothing"
            ),
            (.mailboxes, "\"why\": \"Front doors.\"", "\"wy\": \"Front doors.\"", "why: missing"),
            (.departments, "\"function\": \"hr\"", "\"function\": \"hrr\"", "did you mean \"hr\"?"),
        ] {
            let text = String(
                decoding: try Project.bytes("data/taxonomies/\(file.rawValue).json"), as: UTF8.self)
            #expect(text.contains(find), "\(find)")
            let broken = Array(text.replacing(find, with: replace, maxReplacements: 1).utf8)
            #expect {
                _ = try Taxonomy.load { asked throws(RubricError) in
                    asked == file
                        ? broken : (try? Project.bytes("data/taxonomies/\(asked.rawValue).json")) ?? []
                }
            } throws: { thrown in
                #expect("\(thrown)".contains(error), "\(thrown)")
                return "\(thrown)".contains("data/taxonomies/\(file.rawValue).json")
            }
        }
    }
}
