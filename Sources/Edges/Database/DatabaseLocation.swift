/// Which database, and where.
package enum DatabaseLocation: Hashable, Sendable {
    /// One file; its folder must exist.
    case sqlite(path: String)
    /// A `postgres://` address as libpq reads it.
    case postgres(url: String)

    /// Reads a `DATABASE_URL`; nil when it names no database known here.
    ///
    /// `sqlite:///leads.db` is relative and `sqlite:////var/leads.db` absolute, as SQLAlchemy has it, because the
    /// users of the published systems bring such addresses.
    package init?(url: String) {
        for scheme in ["postgres://", "postgresql://"] where url.hasPrefix(scheme) {
            self = .postgres(url: url)
            return
        }
        for scheme in ["sqlite:///", "sqlite://", "sqlite:"] where url.hasPrefix(scheme) {
            let path = url.dropFirst(scheme.count)
            guard !path.isEmpty else { return nil }
            self = .sqlite(path: String(path))
            return
        }
        return nil
    }

    package var dialect: Dialect {
        switch self {
        case .sqlite: .sqlite
        case .postgres: .postgres
        }
    }

    /// For people: the address without its password.
    package var label: String {
        switch self {
        case .sqlite(let path): return "SQLite file \(path)"
        case .postgres(let url):
            guard let at = url.lastIndex(of: "@"), let slashes = url.range(of: "://") else {
                return "PostgreSQL \(url)"
            }
            let user = url[slashes..<at].prefix { $0 != ":" }
            return "PostgreSQL \(url[..<slashes])\(user)\(url[at...])"
        }
    }
}

extension String {
    /// The end of the first occurrence of a few letters.
    fileprivate func range(of letters: String) -> Index? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(letters) { return index(start, offsetBy: letters.count) }
            start = index(after: start)
        }
        return nil
    }
}
