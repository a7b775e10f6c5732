import Glibc

/// The programs that were built beside the tests.
enum Binary {
    /// The folder the running test bundle lies in.
    static let folder: String = {
        var room = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &room, room.count - 1)
        let path = String(decoding: room.prefix(max(count, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    }()

    static let harrier = folder + "/harrier"
}

extension Binary {
    /// The folder with `data/`, `web/` and `Package.swift`.
    static let sourceRoot = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" }
}
