import Domain
import Foundation
import Storage
import TestSupport
import Testing
import Wire

/// A disk that fills up: a clear answer, nothing accepted lost, and on it goes when there is room again.
@Suite struct FullDiskTests {
    /// Room for the tables and a few hundred posts, so that it fills quickly.
    private static let megabytes = 16

    @Test func `intake says 507 on a full disk, keeps what it had, and recovers`() async throws {
        guard let disk = try SmallDisk(megabytes: Self.megabytes) else {
            FileHandle.standardError.write(
                Data("A small disk needs root: the test of a full one is skipped\n".utf8))
            return
        }
        let server = try await HarrierProcess.start(
            .sqlite, HarrierProcess.Options(arguments: ["--data", disk.path]))
        let client = server.client
        var kept: [JSON] = []
        for number in 0..<5 { kept.append(try await post(number, client).json) }
        try disk.fill()
        var refusals: [Reply] = []
        for number in 5..<200 where refusals.count < 5 {
            let reply = try await post(number, client)
            if reply.status == 200 { kept.append(reply.json) } else { refusals.append(reply) }
        }
        #expect(refusals.count == 5, "the disk never filled up")
        for refusal in refusals {
            #expect(
                refusal.status == 507 && refusal.json["detail"]?.stringValue?.isEmpty == false, "\(refusal)")
        }
        #expect(try await client.get("/api/leads/?limit=1").status == 200, "reading needs no room")
        try disk.empty()
        let later = try await post(1000, client)
        #expect(later.status == 200, "\(later)")
        kept.append(later.json)
        for answer in kept {
            let lead = try await client.get("/api/leads/\(answer["lead_id"]?.intValue ?? 0)")
            #expect(lead.status == 200 && lead.json["company_id"] == answer["company_id"], "\(lead)")
        }
        #expect(try await server.stop() == 0)
        let store = try await Store.open(StoreLocation(directory: disk.path), world: TestClock().world)
        #expect(try await store.integrityProblems().isEmpty)
        store.close()
    }

    private func post(_ number: Int, _ client: Client) async throws -> Reply {
        try await client.post(
            "/api/classify/signal",
            [
                "company_name": .string("Full \(number)"),
                "signal_text": .string(
                    "Hiring a growth marketer. " + String(repeating: "Room \(number). ", count: 3000)),
            ])
    }
}

/// A file system of a few megabytes that goes away with the object; nil where this process may not mount one.
private final class SmallDisk {
    private let folder: TemporaryFolder
    var path: String { folder.path }

    init?(megabytes: Int) throws {
        folder = try TemporaryFolder()
        guard getuid() == 0,
            Self.run("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path])
        else {
            return nil
        }
    }

    deinit { _ = Self.run("umount", ["-l", folder.path]) }

    private var filler: String { path + "/filler" }

    /// Takes all room but a little.
    func fill() throws {
        let descriptor = open(filler, O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let block = [UInt8](repeating: 1, count: 64 << 10)
        while write(descriptor, block, block.count) == block.count {}
    }

    func empty() throws { try FileManager.default.removeItem(atPath: filler) }

    private static func run(_ name: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/\(name)")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        // A machine without the program is one that cannot mount.
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
