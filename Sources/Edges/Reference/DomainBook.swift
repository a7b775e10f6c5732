import CPSL

/// Says where an organisation's own name begins in a host name (the Public Suffix List, through libpsl).
///
/// The list is the one compiled into the system's library: constant data, no file read, any thread.
package struct DomainBook: Sendable {
    /// The system's libpsl was built without a list.
    package struct Missing: Error, CustomStringConvertible {
        package var description: String {
            "libpsl carries no public suffix list; install the distribution's libpsl5, or one built with it"
        }
    }

    /// RFC 1035: longest host name and longest label, in bytes.
    private static let longestHost = 253
    private static let longestLabel = 63
    private static let anyRule: Int32 = 3  // PSL_TYPE_ANY, a macro of two others Swift does not import
    private static let listedRule: Int32 = 7  // the same with PSL_TYPE_NO_STAR_RULE

    /// Makes a domain book, or says that the library has no list.
    package init() throws(Missing) {
        guard psl_builtin() != nil else { throw Missing() }
    }

    /// The public suffix and one label more, lower-cased: `shop.acme.co.uk` → `acme.co.uk`.
    ///
    /// Nil for a bare suffix, an IP address, and text that is no host name. A single trailing dot is fine.
    /// A suffix the list does not know counts as one label, as the list's own rule says.
    package func registrable(_ host: String) -> String? {
        guard let name = Self.hostName(host) else { return nil }
        // The library answers with a pointer into the name it was given, so it must still be there.
        return name.withCString { psl_registrable_domain(psl_builtin(), $0).map { String(cString: $0) } }
    }

    /// Whether the name is one under which others register: `co.uk`, `github.io`, `com`.
    package func isPublicSuffix(_ host: String) -> Bool {
        guard let name = Self.hostName(host) else { return false }
        return psl_is_public_suffix2(psl_builtin(), name, Self.anyRule) == 1
    }

    /// Whether the list itself knows the last label; `package.json` and `node.js` end in none it knows.
    package func hasKnownSuffix(_ host: String) -> Bool {
        guard let name = Self.hostName(host), let last = name.split(separator: ".").last else { return false }
        // A country with only wildcard rules (`*.ck`) lists no rule of its own, so ask one label deeper too.
        return psl_is_public_suffix2(psl_builtin(), String(last), Self.listedRule) == 1
            || psl_is_public_suffix2(psl_builtin(), "a.\(last)", Self.listedRule) == 1
    }

    /// The name in lower case without a trailing dot; nil when it is no host name or an IP address.
    private static func hostName(_ host: String) -> String? {
        var name = host.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        guard (1...longestHost).contains(name.utf8.count) else { return nil }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy(isLabel), let last = labels.last else { return nil }
        // An all-digit last label is an IPv4 address (RFC 3696, section 2).
        return last.utf8.allSatisfy { $0 &- 0x30 < 10 } ? nil : name
    }

    private static func isLabel(_ label: Substring) -> Bool {
        guard (1...longestLabel).contains(label.utf8.count) else { return false }
        return label.unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "0"..."9", "-", "_": true
            default: scalar.value > 0x7F && !scalar.properties.isWhitespace
            }
        }
    }
}
