import Domain
import Storage
import Wire

extension Command {
    /// `harrier backup harrier.backup`.
    static let backup = Command(
        name: "backup", summary: "write a consistent copy of the store to a file, also while a server runs",
        positionals: [Positional(name: "FILE", help: "the copy; must not exist")], options: Premises.options
    ) { invocation in
        let premises = try await Premises.open(invocation)
        let summary = try await premises.store.backup(to: invocation.positionals[0])
        report(summary, "Wrote \(invocation.positionals[0])", invocation)
        return .ok
    }

    /// `harrier restore harrier.backup`.
    static let restore = Command(
        name: "restore", summary: "check a backup and put it into an empty data directory",
        discussion:
            "Checks every hash and the database itself first. With --check it stops there and changes nothing.",
        positionals: [Positional(name: "FILE", help: "the backup")],
        options: Premises.options + [Option(flag: "--check", help: "only check the backup")]
    ) { invocation in
        let path = invocation.positionals[0]
        if invocation.isOn("--check") {
            report(try await Store.checkBackup(path), "\(path) is whole", invocation)
            return .ok
        }
        let directory = invocation.value("--data") ?? "harrier-data"
        let location = try Premises.location(invocation, directory)
        try Premises.makeFolder(directory)
        report(
            try await Store.restore(path, to: location), "Restored into \(location.database.label)",
            invocation)
        return .ok
    }

    private static func report(_ summary: BackupSummary, _ deed: String, _ invocation: Invocation) {
        guard invocation.wantsJSON else {
            return Console.print(
                "\(deed): taken \(summary.takenAt), \(summary.bytes >> 10) KB, \(summary.blobs) large texts.")
        }
        Console.print(
            JSON.object([
                "taken_at": .string(summary.takenAt.description), "bytes": .int(summary.bytes),
                "blobs": .int(Int64(summary.blobs)), "schema_version": .int(Int64(summary.schemaVersion)),
            ]).text)
    }
}
