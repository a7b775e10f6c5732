import Domain
import Foundation
import Storage

// A process for tests to kill: storagechild DATABASE_URL BLOBS MODE FIRST
//
// It takes in posts FIRST, FIRST+1, … and works on them at the same time, until it is killed. It says `in N` when a
// post's write has returned. In mode `together` a message is finished in the transaction of its effect; in mode
// `split`, which is wrong and there to show that the test would notice, in one before it.

let arguments = CommandLine.arguments
guard arguments.count == 5, let first = Int(arguments[4]), let opened = StoreLocation(url: arguments[1])
else {
    FileHandle.standardError.write(Data("usage: storagechild DATABASE_URL BLOBS MODE FIRST\n".utf8))
    exit(64)
}
var location = opened
if location.blobs != nil { location.blobs = arguments[2] }
let isSplit = arguments[3] == "split"
let now = { @Sendable in Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
let keys = KeySource(now: now, random: { UInt64.random(in: .min ... .max) })
let world = World(
    now: now, newKey: keys.next,
    send: { _ throws(OutboundFailure) in throw .refused(reason: "no network here") })
let store = try await Store.open(location, world: world)
let workspace = Workspace.defaultID

@Sendable func takeIn(_ number: Int) async throws {
    // Every tenth is large enough for a blob.
    let text = String(repeating: "post \(number) ", count: number % 10 == 0 ? 8_000 : 1)
    let snapshot = try PackedSnapshot(
        Snapshot(
            id: world.newID(), source: .init(type: .manual, companyName: "Company \(number)"),
            hash: ContentHash.sha256(text).hexadecimal, text: text, capturedAt: now()),
        in: workspace)
    try await store.write(in: workspace) { tx in
        _ = try tx.add(snapshot)
        let draft = AccountDraft(
            name: "Company \(number)", domain: nil, keys: [IdentityKey(.name, "company \(number)")])
        let account = try tx.account(for: draft).account
        let lead = try tx.lead(
            for: LeadDraft(
                account: account, contact: nil, target: Target(scorecard: "test@1"), list: "default"))
        try tx.publish(.rawEvents, "\(lead.id.key)")
    }
    FileHandle.standardOutput.write(Data("in \(number)\n".utf8))
}

@Sendable func work() async throws {
    for message in try await store.lease(.rawEvents, limit: 4, for: .seconds(30)) {
        let effect = { @Sendable (tx: WriteTransaction) throws in
            let lead = ID<Lead>(key: Int64(message.payload) ?? 0)
            _ = try tx.addActivity(.outcome, to: lead, text: "worked on")
        }
        if isSplit {
            _ = try await store.write(in: workspace) { try $0.finish(message) }
            try await store.write(in: workspace, effect)
        } else {
            try await store.write(in: workspace) { tx in
                guard try tx.finish(message) else { return }
                try effect(tx)
            }
        }
    }
}

try await withThrowingTaskGroup(of: Void.self) { group in
    for lane in 0..<3 {
        group.addTask {
            var number = first + lane
            while true {
                try await takeIn(number)
                number += 3
            }
        }
    }
    group.addTask { while true { try await work() } }
    try await group.waitForAll()
}
