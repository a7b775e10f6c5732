#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Environment first, then the settings file.
struct SettingsSource: Sendable {
    let environment: [String: String]
    let file: [String: String]

    func value(_ name: String) -> String? {
        let found = environment[name] ?? file[name]
        return found?.isEmpty == true ? nil : found
    }

    /// Reads `NAME=value` lines; `#` opens a comment, quotes around a value are dropped.
    ///
    /// - Throws: `CommandFailure(.configuration)` that names file and line.
    static func parse(_ text: String, file: String) throws -> [String: String] {
        var values: [String: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.trimmed
            guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { continue }
            guard let sign = trimmed.firstIndex(of: "="), sign > trimmed.startIndex else {
                throw CommandFailure(
                    .configuration, "\(file), line \(index + 1): expected NAME=value, found “\(trimmed)”")
            }
            let name = String(trimmed[..<sign].trimmed)
            values[name] = unquoted(trimmed[trimmed.index(after: sign)...].trimmed)
        }
        return values
    }

    private static func unquoted(_ text: Substring) -> String {
        for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return String(text)
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}

extension SettingsSource {
    /// The process's environment over the file that `HARRIER_CONFIG` names, `harrier.conf` in the data directory otherwise.
    static func current() throws -> SettingsSource {
        let environment = ProcessInfo.processInfo.environment
        let named = environment["HARRIER_CONFIG"]
        let path = named ?? (environment["HARRIER_DATA"] ?? "harrier-data") + "/harrier.conf"
        guard named != nil || FileManager.default.fileExists(atPath: path) else {
            return SettingsSource(environment: environment, file: [:])
        }
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        return SettingsSource(environment: environment, file: try parse(text, file: path))
    }
}
