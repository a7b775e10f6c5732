import Foundation

/// Third-party test data, which is no part of the project and may be absent.
enum SharedData {
    /// The folder at `path` below the shared data, or `nil`, said aloud, where it is absent.
    static func folder(_ path: String) -> URL? {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "../shared/data/\(path)").standardizedFileURL
        guard FileManager.default.fileExists(atPath: folder.path) else {
            print("SKIPPED: no ../shared/data/\(path); its vectors were not checked")
            return nil
        }
        return folder
    }

    /// The files of a folder, sorted by name.
    static func files(_ path: String) throws -> [URL] {
        guard let folder = folder(path) else { return [] }
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }
}
