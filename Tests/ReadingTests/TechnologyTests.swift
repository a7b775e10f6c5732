import Domain
import Testing

@testable import Reading

@Suite struct TechnologyTests {
    private static let recogniser = Result { try TechnologyRecogniser(data: repositoryData) }

    private func technologies(_ text: String, company: String = "") throws -> [String] {
        try facts(
            of: Self.recogniser.get(), in: text, context: ReadingContext(companyName: company)
        ).map(\.value.canonical)
    }

    @Test(arguments: [
        (
            "Stack: Kotlin, Spring Boot, Postgres and Kafka on GCP.",
            ["Kotlin", "Spring Boot", "Postgres", "Kafka", "GCP"]
        ),
        ("Tech: Go, gRPC, ClickHouse", ["Go", "gRPC", "ClickHouse"]),
        ("Full stack (Laravel/Vue.js)", ["Laravel", "Vue.js"]),
        ("Firmware in C++, some Rust", ["C++", "Rust"]),
        ("Node.js and node", ["Node.js"]),
        ("Google Ads, HubSpot, Notion", ["Google Ads", "HubSpot", "Notion"]),
        ("Swift developer wanted", ["Swift"]),
        ("Kenntnisse in TypeScript und React", ["TypeScript", "React"]),
    ]) func namesInUseAreFound(_ text: String, _ expected: [String]) throws {
        #expect(try technologies(text) == expected)
    }

    @Test(arguments: [
        "We go to market swiftly", "Spring is here and we play", "Own our Instagram and email",
        "Series C, Pune", "less talk", "Customers include Shopify and Stripe", "Go-to-market lead",
        "We speak the language of rust belt shops",
    ]) func wordsAreNotNames(_ text: String) throws {
        #expect(try technologies(text).isEmpty)
    }

    @Test func theCompanyItselfIsNoTool() throws {
        #expect(try technologies("Stack: Docker, Meteor", company: "Docker") == ["Meteor"])
    }

    @Test func aTableWithoutReasonsIsRefused() {
        let data: DataFile = { _ in Array("name\ttrust\tsame_as\tgroup\twhy\nGo\tword\t\tx\t\n".utf8) }
        #expect(throws: TechnologyTable.Fault.self) { try TechnologyTable.book(data) }
    }
}
