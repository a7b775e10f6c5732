import Domain

/// One step of a request on its way through redirects.
struct Hop: Sendable {
    var address: WebAddress
    var method: String
    var headers: [Header]
    var body: [UInt8]

    /// Headers that mean the same to any server; all others stay with the server they were meant for.
    private static let portable: Set<String> = ["accept", "accept-language", "user-agent"]

    /// Checks what a caller asks for.
    init(_ request: OutboundRequest) throws(OutboundFailure) {
        guard let address = WebAddress(request.url) else {
            throw .refused(reason: "not an http or https address, or one with a password in it")
        }
        let isMethod =
            !request.method.isEmpty && request.method.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        guard isMethod else { throw .refused(reason: "malformed method") }
        guard request.headers.allSatisfy(Self.isWellFormed) else {
            throw .refused(reason: "malformed header")
        }
        self.address = address
        method = request.method
        headers = request.headers
        body = request.body
    }

    /// The next hop when the reply is a redirect, nil when it is the answer.
    func redirected(by reply: Exchange.Reply) throws(OutboundFailure) -> Hop? {
        guard [301, 302, 303, 307, 308].contains(reply.status),
            let location = reply.headers.first(where: { $0.name.lowercased() == "location" })?.value
        else { return nil }
        guard let target = address.following(location) else {
            throw .refused(reason: "\(address.endpoint) redirects to something that is no web address")
        }
        var next = self
        next.address = target
        if reply.status <= 303, method != "GET", method != "HEAD" {
            // As browsers do: what was posted stays, the answer is fetched.
            next.method = "GET"
            next.body = []
            next.headers.removeAll { $0.name.lowercased().hasPrefix("content-") }
        }
        if target.origin != address.origin {
            guard next.body.isEmpty else {
                throw .refused(
                    reason: "\(address.endpoint) would pass the request's body on to another server")
            }
            next.headers.removeAll { !Self.portable.contains($0.name.lowercased()) }
        }
        return next
    }

    /// RFC 9110 token and field value: nothing that could end the line or the name.
    private static func isWellFormed(_ header: Header) -> Bool {
        let isToken = header.name.utf8.allSatisfy { byte in
            (0x21...0x7E).contains(byte) && !"\"(),/:;<=>?@[\\]{}".utf8.contains(byte)
        }
        return isToken && !header.name.isEmpty
            && header.value.utf8.allSatisfy { $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }
    }
}
