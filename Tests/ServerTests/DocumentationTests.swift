import Testing
import Wire

@testable import Server

/// One table, one document: everything that routes is described, and nothing else.
@Suite struct DocumentationTests {
    private static func document() async throws -> JSON {
        await (try FrontDoor(Sample.routes)).ask(.get, "/openapi.json").json
    }

    @Test func describesEveryRoute() async throws {
        let door = try FrontDoor(Sample.routes)
        let paths = try await Self.document()["paths"]
        for matched in door.table.routes {
            let route = matched.route
            let operation = paths?[route.pattern.template]?[route.method.name.lowercased()]
            #expect(operation?["summary"] == .string(route.summary), "\(matched.label)")
            #expect(operation?["tags"]?[0] == .string(route.facade.tag))
            for parameter in route.pattern.parameters {
                let names = operation?["parameters"]?.arrayValue?.compactMap { $0["name"]?.stringValue }
                #expect(names?.contains(parameter.name) == true)
            }
        }
    }

    @Test func writesNamedSchemasOnceAndRefersToThem() async throws {
        let document = try await Self.document()
        #expect(document["components"]?["schemas"]?["Lead"]?["required"] == ["id"])
        let answer = document["paths"]?["/api/leads/{lead_id}"]?["get"]?["responses"]?["200"]
        let schema = answer?["content"]?["application/json"]?["schema"]
        #expect(schema == ["$ref": "#/components/schemas/Lead"])
    }

    @Test func givesEveryOperationANameOfItsOwn() async throws {
        let paths = try await Self.document()["paths"]?.objectValue ?? [:]
        let names = paths.flatMap { _, item in
            (item.objectValue ?? [:]).compactMap { $0.value["operationId"]?.stringValue }
        }
        #expect(Set(names).count == names.count)
    }

    @Test func documentsEachFacadesErrorsInItsOwnShape() async throws {
        let paths = try await Self.document()["paths"]
        func shape(_ path: String, _ method: String, _ type: String) -> JSON? {
            paths?[path]?[method]?["responses"]?["default"]?["content"]?[type]?["schema"]?["$ref"]
        }
        #expect(shape("/api/leads/", "get", "application/json") == "#/components/schemas/ErrorDetail")
        #expect(shape("/offer", "post", "application/json") == "#/components/schemas/ErrorMessage")
        #expect(shape("/v1/leads", "post", "application/problem+json") == "#/components/schemas/Problem")
    }

    @Test func listsTheRoutesForReadersWithoutScripts() async throws {
        let door = try FrontDoor(Sample.routes)
        let page = await door.ask(.get, "/docs")
        for matched in door.table.routes {
            #expect(
                page.text.contains(
                    "<code>\(matched.route.method.name) \(matched.route.pattern.template)</code>"))
        }
        #expect(page.text.contains("/assets/vendor/swagger-ui/swagger-ui-bundle.js"))
        #expect(
            await door.ask(.get, "/docs/page.js").headers[.contentType]?.hasPrefix("text/javascript") == true)
    }
}
