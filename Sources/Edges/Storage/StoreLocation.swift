import Database

/// Where a store keeps its rows and its large texts.
package struct StoreLocation: Hashable, Sendable {
    package var database: DatabaseLocation
    /// Folder of content-addressed files; nil keeps large texts in the database, as PostgreSQL does well itself.
    package var blobs: String?

    package init(database: DatabaseLocation, blobs: String?) {
        self.database = database
        self.blobs = blobs
    }

    /// A data directory: `harrier.sqlite` and `blobs/` in it.
    package init(directory: String) {
        self.init(database: .sqlite(path: directory + "/harrier.sqlite"), blobs: directory + "/blobs")
    }

    /// A `DATABASE_URL`; nil when it names no database known here.
    ///
    /// SQLite keeps its large texts in a folder beside the file.
    package init?(url: String) {
        guard let database = DatabaseLocation(url: url) else { return nil }
        switch database {
        case .sqlite(let path): self.init(database: database, blobs: path + "-blobs")
        case .postgres: self.init(database: database, blobs: nil)
        }
    }
}
