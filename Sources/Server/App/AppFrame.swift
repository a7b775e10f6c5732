import Domain
import Glibc
import Pages
import Storage

/// What the pages of this server have around them.
struct AppFrame: Sendable {
    let rooms: Rooms
    private let hasHTMX: Bool
    private let assetVersion: String

    init(_ rooms: Rooms) {
        self.rooms = rooms
        hasHTMX = access(rooms.webRoot + "/vendor/htmx.min.js", R_OK) == 0
        assetVersion = Self.version(of: rooms.webRoot)
    }

    /// The frame around a page for one visitor.
    func frame(_ request: Request, toast: Toast? = nil) async throws -> Frame {
        let id = try rooms.workspace(of: request)
        guard let workspace = try await rooms.store.workspace(id) else {
            throw HTTPError.nothing("workspace")
        }
        let counts = try await rooms.read(request) { tx in try tx.leadCounts() }
        return Frame(
            workspace: workspace.name, isDemo: workspace.isDemo,
            inboxCount: counts.filter { !$0.isHidden }.reduce(0) { $0 + $1.count }, theme: theme(request),
            hasHTMX: hasHTMX, assetVersion: assetVersion, toast: toast)
    }

    /// The sign-in page, seen by those who may know nothing else.
    func login(_ request: Request, next: String?, problem: String? = nil) -> LoginPage.Model {
        LoginPage.Model(theme: theme(request), assetVersion: assetVersion, next: next, problem: problem)
    }

    private func theme(_ request: Request) -> Theme { Theme(cookie: request.cookie("theme")) }

    /// Differs whenever a style sheet or a script does: the newest change among them.
    private static func version(of webRoot: String) -> String {
        let newest = ["css", "js", "vendor"].flatMap { changes(in: "\(webRoot)/\($0)") }.max() ?? 0
        return String(newest, radix: 36)
    }

    /// When each file of a folder was last changed, in nanoseconds.
    private static func changes(in folder: String) -> [Int] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var changes: [Int] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            var status = stat()
            guard stat("\(folder)/\(name)", &status) == 0 else { continue }
            changes.append(status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec)
        }
        return changes
    }
}

extension Response {
    /// A page, already escaped.
    static func page(_ html: HTML, status: Int = 200) -> Response {
        Response.bytes(html.bytes, "text/html; charset=utf-8", status: status)
            .with(.cacheControl, "no-store")
    }
}
