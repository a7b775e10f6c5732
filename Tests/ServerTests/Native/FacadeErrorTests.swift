import Testing
import Wire

@testable import Server

/// Every route of these façades keeps its façade's error shape, whatever is wrong with a request.
@Suite struct FacadeErrorTests {
    @Test func everyRouteKeepsItsErrorShape() async throws {
        let house = try await House()
        for matched in house.door.table.routes {
            let route = matched.route
            let path = Self.filled(route.pattern.template)
            let wrong = await house.door.ask(.patch, path)
            #expect(wrong.status == 405, "\(route.method) \(path)")
            Self.check(wrong, route.facade, path)
            if route.body != nil {
                let type = await house.door.ask(route.method, path, [.contentType: "image/png"], "x")
                #expect(type.status == 415, "\(route.method) \(path)")
                Self.check(type, route.facade, path)
            }
            guard route.pattern.template.contains("{"), route.facade != .ops else { continue }
            let body =
                route.body == nil || route.facade == .app ? "" : #"{"stage":"new","text":"x","name":"x"}"#
            let type = body.isEmpty ? "application/x-www-form-urlencoded" : "application/json"
            let unknown = await house.door.ask(
                route.method, path, [.contentType: type], route.facade == .app ? "stage=new&text=x" : body)
            #expect(unknown.status == 404, "\(route.method) \(path): \(unknown.text)")
            Self.check(unknown, route.facade, path)
        }
    }

    private static func filled(_ template: String) -> String {
        template.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.hasPrefix("{") ? "unknown" : String($0)
        }.joined(separator: "/")
    }

    private static func check(_ response: Response, _ facade: Facade, _ path: String) {
        switch facade.errorShape {
        case .problem:
            #expect(response.headers[.contentType] == "application/problem+json", "\(path)")
            #expect(response.json["status"] == .int(Int64(response.status)), "\(path)")
        case .page: #expect(response.headers[.contentType]?.hasPrefix("text/html") == true, "\(path)")
        case .fastAPI, .flask: Issue.record("\(path) belongs to no façade tested here")
        }
    }
}
