import Testing
import Wire

@testable import Server

/// Who is there, and is it well.
@Suite struct OperationsTests {
    @Test func aBrowserGoesToTheAppAndAProgramIsTold() async throws {
        let house = try await House()
        let browser = await house.get("/", [.accept: "text/html,application/xhtml+xml"])
        #expect(browser.status == 302 && browser.headers[.location] == "/app/")
        let program = await house.get("/", [.accept: "*/*"])
        #expect(program.json == ["status": "ok", "service": "harrier", "version": "1.2.3"])
    }

    @Test func healthTellsEveryCheckOrTheStatusAlone() async throws {
        let house = try await House()
        let full = await house.get("/health")
        #expect(full.status == 200)
        #expect(full.json["status"] == "ok")
        #expect(full.json["checks"]?.objectValue?.keys == ["api", "database", "disk"])
        #expect(await house.get("/health?brief=1").text == #"{"status":"ok"}"#)
        let door = await house.door.gate.handle(
            Request(
                id: RequestID(), method: .get, target: try Target("/health"), headers: [:],
                peer: Peer(address: ""), door: Door(port: 5000, isLoopback: true)))
        #expect(door.text == #"{"status":"ok"}"#)
    }

    @Test func aFailedCheckIsDegraded() async throws {
        let house = try await House()
        let probe = HealthProbe("models") { .init(isWell: false, "does not answer") }
        let door = try FrontDoor(operationsRoutes(house.rooms, probes: [probe]))
        let response = await door.ask(.get, "/health")
        #expect(response.status == 503)
        #expect(response.json["status"] == "degraded")
        #expect(response.json["checks"]?["models"]?["detail"] == "does not answer")
        #expect(response.json["checks"]?["database"]?["status"] == "ok")
    }

    @Test func metricsCountWhatIsStored() async throws {
        let house = try await House()
        _ = await house.makeLead()
        let text = await house.get("/metrics").text
        #expect(text.contains(#"tier="red_hot",stage="new",hidden="0"} 1"#))
        #expect(text.contains(#"harrier_topic_depth{topic="raw.events"} 0"#))
        #expect(text.contains(#"harrier_topic_quarantined{topic="raw.events"} 0"#))
        #expect(text.contains("harrier_writer_waiting 0"))
        #expect(text.contains("harrier_database_bytes "))
    }

    @Test func assetsAreServed() async throws {
        let style = await (try await House()).get("/assets/css/app.css")
        #expect(style.status == 200)
        #expect(style.headers[.contentType] == "text/css; charset=utf-8")
    }
}
