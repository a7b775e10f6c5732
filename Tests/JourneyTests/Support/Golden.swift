import Foundation
import Testing

/// Compares text with a file under `Goldens/`; `HARRIER_GOLDENS=1` rewrites the file first.
func expectGolden(_ text: String, _ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Goldens/\(name).txt")
    if ProcessInfo.processInfo.environment["HARRIER_GOLDENS"] == "1" {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
    let golden = (try? String(contentsOf: file, encoding: .utf8)) ?? "no golden file"
    #expect(text == golden, "\(name): run with HARRIER_GOLDENS=1 and read the diff")
}
