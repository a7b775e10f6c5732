/// An address that is safe to print: http, https, mailto, or a place on this server.
package struct Link: Hashable, Sendable {
    /// As it is written into the page.
    package let address: String

    /// Takes an address from outside; nil when a browser might take it for anything but the four allowed kinds.
    package init?(_ outside: String) {
        // Browsers strip tabs and line breaks inside an address and read `\` as `/`: refuse rather than guess.
        guard !outside.isEmpty,
            outside.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        guard Self.isLocal(outside) || Self.hasAllowedScheme(outside) else { return nil }
        address = outside
    }

    /// A place in the app.
    package init(_ route: AppRoute) {
        address = route.path
    }

    /// A place within the page.
    init(fragment: String) {
        address = "#" + fragment
    }

    /// An address spelled in the source.
    init(fixed: StaticString) {
        address = fixed.description
    }

    /// A web site as people write it, with or without its scheme.
    package init?(website: String) {
        if let link = Link(website), !Self.isLocal(website) {
            self = link
            return
        }
        guard website.contains("."), !website.contains(":"), let link = Link("https://" + website) else {
            return nil
        }
        self = link
    }

    private static let schemes = ["http://", "https://", "mailto:"]

    private static func hasAllowedScheme(_ address: String) -> Bool {
        let lowered = address.lowercased()
        return schemes.contains { lowered.hasPrefix($0) && lowered.utf8.count > $0.utf8.count }
    }

    /// Starts at this server's root, in this page, or in this page's query; `//host` is another server.
    private static func isLocal(_ address: String) -> Bool {
        if address.hasPrefix("//") { return false }
        return address.hasPrefix("/") || address.hasPrefix("#") || address.hasPrefix("?")
    }
}
