/// Refuses requests that reach the loopback under a foreign name.
///
/// A page on the internet may have its own name point at 127.0.0.1 (DNS rebinding) and would then be of the same
/// origin as we are. It cannot choose the Host header, so we know our names and answer to no other.
func hostRule(_ hosts: Set<String>) -> Rule {
    { request throws(HTTPError) in
        // Other addresses ask for a token, which no rebound page has.
        guard request.door.isLoopback, let host = request.headers[.host] else { return }
        let name = ListenAddress.split(host.lowercased()).host
        let isOurs =
            name == "localhost" || name.hasSuffix(".localhost") || ListenAddress.isLoopback(name)
            || hosts.contains(name)
        guard isOurs else {
            throw HTTPError(
                .misdirected, "This server does not answer to the name \(name).",
                hint: "Use localhost, or name the host in HARRIER_HOSTS.")
        }
    }
}

/// Refuses changes asked for by another site's page.
///
/// Browsers say where a request comes from, in Sec-Fetch-Site or at least in Origin; programs send neither and pass.
func sameOriginRule(_ hosts: Set<String>) -> Rule {
    { request throws(HTTPError) in
        guard !request.method.isSafe else { return }
        if let site = request.headers[.secFetchSite] {
            guard site == "same-origin" || site == "none" else { throw .crossSite(site) }
            return
        }
        guard let origin = request.headers[.origin] else { return }
        let authority = origin.lowercased().split(separator: "/").dropFirst().first.map(String.init) ?? ""
        let isOurs =
            authority == request.headers[.host]?.lowercased()
            || hosts.contains(ListenAddress.split(authority).host)
        guard isOurs else { throw .crossSite(origin) }
    }
}

extension HTTPError {
    fileprivate static func crossSite(_ from: String) -> HTTPError {
        HTTPError(
            .crossSite, "A page of another site (\(from)) may not change anything here.",
            hint: "Call the API from a program, or from a page this server serves.")
    }
}
