import Database
import Domain

/// A workspace as it stands at one moment.
///
/// Every statement of a transaction names the workspace; there is no way to ask for another's rows.
package class ReadTransaction {
    package let workspace: ID<Workspace>
    let blobs: Blobs?
    private let connection: Connection
    /// The first statement that failed.
    ///
    /// PostgreSQL refuses everything after it; so do we on SQLite, so that nobody comes to rely on going on.
    private var failure: StoreError?

    init(_ connection: Connection, in workspace: ID<Workspace>, blobs: Blobs?) {
        self.connection = connection
        self.workspace = workspace
        self.blobs = blobs
    }

    /// The workspace as it is bound.
    var scope: Value { Value(workspace) }

    @discardableResult
    func run(_ sql: String, _ values: [Value]) throws(StoreError) -> Int {
        try guarded { () throws(StoreError) in try connection.run(sql, values) }
    }

    func runEach(_ sql: String, _ rows: [[Value]]) throws(StoreError) {
        guard !rows.isEmpty else { return }
        try guarded { () throws(StoreError) in try connection.runEach(sql, rows) }
    }

    func rows<T>(
        _ sql: String, _ values: [Value], _ read: (inout Row) -> T
    ) throws(StoreError) -> [T] {
        try guarded { () throws(StoreError) in try connection.query(sql, values, read) }
    }

    func first<T>(_ sql: String, _ values: [Value], _ read: (inout Row) -> T) throws(StoreError) -> T? {
        try rows(sql, values, read).first
    }

    /// Rows by key, many keys at once; in no particular order.
    func rows<T>(
        _ sql: String, _ values: [Value], keys: [[Value]], _ read: (inout Row) -> T
    ) throws(StoreError) -> [T] {
        guard !keys.isEmpty else { return [] }
        return try guarded { () throws(StoreError) in
            try connection.queryEach(sql, values, keys: keys, read)
        }
    }

    private func guarded<T>(_ statement: () throws(StoreError) -> T) throws(StoreError) -> T {
        if let failure { throw failure }
        do {
            return try statement()
        } catch {
            failure = error
            throw error
        }
    }
}

/// A workspace being changed.
package final class WriteTransaction: ReadTransaction {
    /// One moment for everything the closure does.
    package let now: Timestamp
    private let world: World
    var tally = LeadTally()
    var isWorkspaceLocked = false
    private(set) var publishedTopics: Set<Topic> = []

    init(_ connection: Connection, in workspace: ID<Workspace>, world: World, blobs: Blobs?) {
        self.world = world
        now = world.now()
        super.init(connection, in: workspace, blobs: blobs)
    }

    /// A new id for any noun.
    package func newID<Noun: Identified>(_ noun: Noun.Type = Noun.self) -> ID<Noun> { world.newID() }

    /// A new key for a row that is no noun.
    func newKey() -> Int64 { world.newKey() }

    /// Remembers to tell the listener once the transaction is on the disk.
    func ring(_ topic: Topic) {
        publishedTopics.insert(topic)
    }

    /// Writes what was gathered along the way.
    func finish() throws(StoreError) {
        try storeTally()
    }
}
