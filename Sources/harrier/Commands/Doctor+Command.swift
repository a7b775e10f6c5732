import Domain
import Pipeline
import Server
import Storage
import Vendors
import Wire

#if canImport(Glibc)
    import Glibc
#endif

extension Command {
    /// `harrier doctor`.
    static let doctor = Command(
        name: "doctor", summary: "check everything Harrier depends on, and say how to mend what is wrong",
        options: Premises.options + [
            Option(
                flag: "--port", value: "PORT", environment: "PORT", fallback: "8080",
                help: "the port to check")
        ]
    ) { invocation in
        let checks = await Doctor(invocation: invocation).run()
        let isWell = checks.allSatisfy { $0.state != .bad }
        if invocation.wantsJSON {
            Console.print(
                JSON.object([
                    "status": isWell ? "ok" : "degraded", "checks": .array(checks.map(\.json)),
                ]).text)
        } else {
            for check in checks { Console.print(check.text) }
        }
        return isWell ? .ok : .unhealthy
    }
}

/// One thing looked at.
struct Check: Sendable {
    enum State: String, Sendable { case good = "ok", off, bad = "problem" }

    let name: String
    let state: State
    let finding: String
    var remedy = ""

    var text: String {
        let mark =
            switch state {
            case .good: "ok      "
            case .off: "off     "
            case .bad: "PROBLEM "
            }
        return "\(mark) \(name): \(finding)" + (remedy.isEmpty ? "" : "\n           \(remedy)")
    }

    var json: JSON {
        [
            "name": .string(name), "state": .string(state.rawValue), "finding": .string(finding),
            "remedy": .string(remedy),
        ]
    }
}

/// The checks of `harrier doctor`, in the order a start would need them (S1-71).
struct Doctor {
    let invocation: Invocation

    func run() async -> [Check] {
        var checks = [dataFiles(), memory()]
        let directory = invocation.value("--data") ?? "harrier-data"
        checks += [folder(directory), disk(directory), port()]
        do {
            let premises = try await Premises.open(invocation)
            checks += await store(premises)
            checks += await models(premises)
        } catch {
            checks.append(
                Check(
                    name: "store", state: .bad, finding: "\(error)",
                    remedy: "Check DATABASE_URL, or restore a backup with harrier restore."))
        }
        return checks
    }

    private func dataFiles() -> Check {
        do {
            let assembly = try Assembly.data(invocation)
            let titles = try assembly.titles()
            _ = (
                try assembly.reader(titles), try assembly.identity(), try assembly.headers(),
                try assembly.dossier()
            )
            let cards = try assembly.cards().builtInCards.map(\.reference)
            let web = access(assembly.resources.web + "/vendor/htmx.min.js", R_OK) == 0
            return Check(
                name: "data files", state: .good,
                finding: "\(assembly.resources.root): scorecards \(cards.joined(separator: ", "))"
                    + (web ? "" : "; htmx is not installed, pages work without partial updates (make setup)"))
        } catch {
            return Check(
                name: "data files", state: .bad, finding: "\(error)",
                remedy: "Mend the file at the place named, or put the shipped one back.")
        }
    }

    private func folder(_ directory: String) -> Check {
        guard access(directory, F_OK) == 0 else {
            return Check(
                name: "data directory", state: .good, finding: "\(directory) will be made at the first start")
        }
        guard access(directory, R_OK | W_OK | X_OK) == 0 else {
            return Check(
                name: "data directory", state: .bad, finding: "\(directory) cannot be written",
                remedy: "chown it to the user Harrier runs as, or name another with --data.")
        }
        return Check(name: "data directory", state: .good, finding: directory)
    }

    /// A gigabyte holds about half a million leads with their texts.
    private static let comfortableDisk = 1 << 30
    /// Below this SQLite cannot even write its journal for a large import.
    private static let leastDisk = 64 << 20

    private func disk(_ directory: String) -> Check {
        var status = statvfs()
        guard statvfs(access(directory, F_OK) == 0 ? directory : ".", &status) == 0 else {
            return Check(name: "disk", state: .bad, finding: "free space cannot be read")
        }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        let finding = "\(free >> 20) MB free"
        guard free >= Self.leastDisk else {
            return Check(
                name: "disk", state: .bad, finding: finding,
                remedy: "Make room: intake answers 507 when the disk is full, and loses nothing it accepted.")
        }
        return Check(
            name: "disk", state: .good, finding: finding,
            remedy: free < Self.comfortableDisk ? "Enough to run; large imports will want more." : "")
    }

    private func memory() -> Check {
        let pages = sysconf(Int32(_SC_AVPHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
        // S1-11: a local model of four billion parameters needs about 4 GB; Harrier itself needs 60 MB.
        let isTight = invocation.setting("OLLAMA_BASE_URL") != nil && pages < 4 << 30
        return Check(
            name: "memory", state: .good, finding: "\(pages >> 20) MB free",
            remedy: isTight
                ? "Less than 4 GB: a local model will be slow; use a smaller OLLAMA_MODEL_1B." : "")
    }

    private func port() -> Check {
        let port = Int(invocation.value("--port") ?? "") ?? 8080
        guard ListenAddress(loopbackPort: UInt16(clamping: port)).isFree else {
            return Check(
                name: "port", state: .bad, finding: "\(port) is in use",
                remedy:
                    "If that is Harrier already running, all is well; otherwise choose another with --port.")
        }
        return Check(name: "port", state: .good, finding: "\(port) is free")
    }

    private func store(_ premises: Premises) async -> [Check] {
        do {
            let statistics = try await premises.store.statistics()
            let depths = try await premises.store.topicDepths()
            let waiting = depths.map(\.ready).reduce(0, +)
            let aside = depths.filter { $0.quarantined > 0 }.map { "\($0.topic.rawValue) \($0.quarantined)" }
            return [
                Check(
                    name: "store", state: .good,
                    finding:
                        "\(premises.store.location.database.label): \(statistics.leads) leads, \(statistics.snapshots) snapshots"
                ),
                Check(
                    name: "queues", state: aside.isEmpty ? .good : .bad,
                    finding: "\(waiting) messages wait"
                        + (aside.isEmpty ? "" : "; set aside: \(aside.joined(separator: ", "))"),
                    remedy: aside.isEmpty
                        ? "" : "The log says why; POST /v1/topics/{topic}/requeue tries them again."),
            ]
        } catch {
            return [
                Check(
                    name: "store", state: .bad, finding: "\(error)",
                    remedy: "Restore a backup with harrier restore, or check the database server.")
            ]
        }
    }

    private func models(_ premises: Premises) async -> [Check] {
        guard let choice = premises.models.labels else {
            return [Check(name: "model", state: .off, finding: "none configured; the rules judge")]
        }
        let status = await choice.model.status(choice.world)
        let remedy =
            switch status {
            case .ready: ""
            case .modelMissing:
                "Fetch it, as in: ollama pull \(choice.model.name.split(separator: ":").dropFirst().joined(separator: ":"))"
            case .keyRefused: "Check the key in the environment or harrier.conf."
            case .unavailable: "Start the model server or mend its address. Until then the rules judge."
            }
        return [
            Check(
                name: "model", state: status == .ready ? .good : .bad,
                finding: "\(choice.model.name): \(status)",
                remedy: remedy)
        ]
    }
}
