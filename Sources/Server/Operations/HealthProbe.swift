import Glibc
import Storage
import Wire

/// A check of one thing the server needs.
package struct HealthProbe: Sendable {
    /// What a check found.
    package struct Finding: Hashable, Sendable {
        /// Whether all is well.
        package let isWell: Bool
        /// What was found, in a few words.
        package let detail: String

        package init(isWell: Bool, _ detail: String) {
            self.isWell = isWell
            self.detail = detail
        }
    }

    /// As in `database`.
    package let name: String
    package let check: @Sendable () async -> Finding

    package init(_ name: String, check: @escaping @Sendable () async -> Finding) {
        self.name = name
        self.check = check
    }

    /// What the server checks itself.
    static func own(_ rooms: Rooms) -> [HealthProbe] { [api(rooms), database(rooms), disk(rooms)] }

    /// Who asks this has been answered.
    private static func api(_ rooms: Rooms) -> HealthProbe {
        HealthProbe("api") { Finding(isWell: true, "version \(rooms.version)") }
    }

    private static func database(_ rooms: Rooms) -> HealthProbe {
        HealthProbe("database") {
            do {
                let isThere = try await rooms.store.workspace(rooms.home) != nil
                return Finding(isWell: isThere, isThere ? "answers" : "the workspace is missing")
            } catch let error as StoreError {
                return Finding(isWell: false, error.description)
            } catch {
                return Finding(isWell: false, "does not answer")
            }
        }
    }

    /// A database that runs out of space cannot take another lead; an import may need as much as this.
    private static let leastFree: UInt64 = 64 << 20

    private static func disk(_ rooms: Rooms) -> HealthProbe {
        HealthProbe("disk") {
            guard let free = freeBytes(at: rooms.uploads) else {
                return Finding(isWell: false, "the folder for uploads cannot be read")
            }
            return Finding(isWell: free >= leastFree, "\(free >> 20) MB free")
        }
    }

    private static func freeBytes(at path: String) -> UInt64? {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return nil }
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
    }
}

/// `GET /health`.
struct HealthRoutes: Sendable {
    let rooms: Rooms
    let probes: [HealthProbe]

    /// The port of the published service that answers with the status alone.
    private static let briefPort: UInt16 = 5000
    private static let brief = Parameter.flag("brief", "Answers with the status alone.")

    var route: Route {
        Route(
            .get, "/health", .ops, "Whether the server is well",
            about:
                "By the door on port 5000, or with `brief`, a healthy server answers exactly {\"status\":\"ok\"}.",
            parameters: [Self.brief.doc],
            answers: [.json(.health), .json(.health, "Something is not well", status: 503)], isOpen: true,
            action: answer)
    }

    private func answer(_ request: Request) async throws -> Response {
        let isBrief = try request.door.port == Self.briefPort || request.value(Self.brief)
        var checks = JSONObject()
        var isWell = true
        for probe in probes {
            let finding = await probe.check()
            isWell = isWell && finding.isWell
            checks[probe.name] = [
                "status": .string(finding.isWell ? "ok" : "failed"), "detail": .string(finding.detail),
            ]
        }
        var body: JSONObject = ["status": .string(isWell ? "ok" : "degraded")]
        if !isBrief { body["checks"] = .object(checks) }
        return Response.json(.object(body), status: isWell ? 200 : 503).with(.cacheControl, "no-store")
    }
}

extension Schema {
    fileprivate static let health = named(
        "Health",
        .object([
            .required("status", .choice(["ok", "degraded"])),
            .optional(
                "checks",
                .map(
                    of: .object([
                        .required("status", .choice(["ok", "failed"])), .required("detail", .string),
                    ]))),
        ]))
}
