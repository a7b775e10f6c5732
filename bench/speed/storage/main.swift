import Domain
import Foundation
import Storage

// Import rate: storagebench COUNT [DATABASE_URL] writes so many prospects and says what it cost.
// Lists at the end: storagebench also times a page of leads in each order.

let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200_000
let folder = FileManager.default.temporaryDirectory.path + "/storagebench-\(getpid())"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { if getenv("STORAGEBENCH_KEEP") == nil { try? FileManager.default.removeItem(atPath: folder) } }
let location =
    CommandLine.arguments.dropFirst(2).first.flatMap { StoreLocation(url: $0) }
    ?? StoreLocation(directory: folder)

let now = { @Sendable in Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
let keys = KeySource(now: now, random: { UInt64.random(in: .min ... .max) })
let world = World(
    now: now, newKey: keys.next,
    send: { _ throws(OutboundFailure) in throw .refused(reason: "no network here") })
let store = try await Store.open(location, world: world)
let source = ProspectSource(workspace: Workspace.defaultID, world: world)

struct Usage {
    var wall = ProcessInfo.processInfo.systemUptime
    var cpu = 0.0

    init() {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        for time in [usage.ru_utime, usage.ru_stime] {
            cpu += Double(time.tv_sec) + Double(time.tv_usec) / 1e6
        }
    }
}

func residentMegabytes() -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 4096 / 1_048_576 } ?? 0
}

/// What making and packing costs alone, to take off the total.
let packStarted = Usage()
for start in stride(from: 0, to: 20_000, by: 1_000) { _ = try source.drafts(start..<start + 1_000) }
print("packing alone \(Int((Usage().cpu - packStarted.cpu) / 20_000 * 1e6)) CPU µs each")
let started = Usage()
print("idle \(residentMegabytes()) MB")
let batch = getenv("BATCH").flatMap { Int(String(cString: $0)) } ?? 1_000
var next = 0
/// Batches being packed or written at once: one waits while one is written and one packed.
let width = 3
try await withThrowingTaskGroup(of: Int.self) { group in
    var inFlight = 0
    var done = 0
    var lastMark = started
    while next < count || inFlight > 0 {
        while inFlight < width, next < count {
            let range = next..<min(count, next + batch)
            next += batch
            inFlight += 1
            group.addTask {
                let drafts = try source.drafts(range)
                return try await store.write(in: Workspace.defaultID) { try $0.store(drafts).count }
            }
        }
        done += try await group.next() ?? 0
        inFlight -= 1
        if done % 100_000 == 0 || done == count {
            let mark = Usage()
            let (wall, cpu) = (mark.wall - lastMark.wall, mark.cpu - lastMark.cpu)
            let rows = Double(min(100_000, count))
            print(
                "\(done): \(Int(rows / wall)) prospects/s, \(Int(cpu / rows * 1e6)) CPU µs each, "
                    + "\(residentMegabytes()) MB")
            lastMark = mark
        }
    }
}
let ended = Usage()
print("total \(Int(Double(count) / (ended.wall - started.wall))) prospects/s")

for sort in LeadQuery.Sort.allCases {
    for list in [nil, "default"] {
        var query = LeadQuery()
        query.sort = sort
        query.list = list
        let begin = Usage()
        let page = try await store.read(in: Workspace.defaultID) { [query] in try $0.leads(query) }
        let end = Usage()
        let milliseconds = (end.wall - begin.wall) * 1000
        print("\(sort) \(list ?? "all lists"): \(page.rows.count) rows in \(milliseconds) ms")
    }
}
try await Task.sleep(for: .seconds(4))
print("idle again \(residentMegabytes()) MB")
store.close()
