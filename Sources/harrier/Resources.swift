import Domain

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The folder that holds `data/` and `web/`.
struct Resources: Sendable {
    let root: String

    /// Looks where `HARRIER_HOME` says, then beside the binary (`share/harrier`), then up from it (a source tree).
    ///
    /// - Throws: `CommandFailure(.configuration)` that names every place looked at.
    static func locate(_ settings: SettingsSource) throws -> Resources {
        let binary =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            ?? CommandLine.arguments[0]
        var folder = parent(of: binary)
        var places = [settings.value("HARRIER_HOME"), parent(of: folder) + "/share/harrier"].compactMap(
            \.self)
        while folder != "/" && !folder.isEmpty {
            places.append(folder)
            folder = parent(of: folder)
        }
        guard
            let root = places.first(where: { FileManager.default.fileExists(atPath: $0 + "/data/scorecards") }
            )
        else {
            throw CommandFailure(
                .configuration,
                "cannot find the folder with data/ and web/; looked in \(places.prefix(3).joined(separator: ", ")). "
                    + "Set HARRIER_HOME to it.")
        }
        return Resources(root: root)
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    /// Reads a file under `data/`.
    var data: DataFile {
        { [root] path in try Files.read(root + "/data/" + path) }
    }

    var web: String { root + "/web" }
}

/// Whole files.
enum Files {
    /// - Throws: `CommandFailure` that names the file and what the system said.
    static func read(_ path: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw CommandFailure(.failed, "cannot read \(path): \(reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        guard let error = error as? CocoaError else { return "\(error)" }
        switch error.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "no such file"
        case .fileReadNoPermission: return "no permission"
        default: return "\(error)"
        }
    }
}
