import Foundation

/// A file of the project's own `data/`.
func fixture(_ path: String, from source: String = #filePath) throws -> Data {
    let root = URL(filePath: source).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try Data(contentsOf: root.appending(path: "data/" + path))
}
