import Domain
import Pages
import Storage

/// Every route the server answers, in the order the documentation shows them.
///
/// With a `token`, people sign in with it; `probes` are checks of health beyond the server's own.
package func allRoutes(
    _ rooms: Rooms, token: Token?, imports: ImportDesk, probes: [HealthProbe] = []
) -> [Route] {
    S1.routes(rooms) + s2Routes(rooms) + S3.routes(rooms) + nativeRoutes(rooms)
        + appRoutes(rooms, token: token, imports: imports) + operationsRoutes(rooms, probes: probes)
}

extension Access {
    /// Programs send the token; people show it once and carry it in a cookie from then on.
    package static func asking(for token: Token?) -> Access {
        var access = Access(token: token)
        if let token { access.isSignedIn = SignIn(token: token).isSignedIn }
        access.signInPath = AppRoute.login.path
        return access
    }
}

extension IdempotencyLedger {
    /// The ledger in the store, so that an answer outlives the process that gave it.
    package init(store: Store, workspace: ID<Workspace>) {
        self.init(
            begin: { key, route, digest in
                switch try await store.write(
                    in: workspace,
                    { tx in
                        try tx.claimAnswer(key: key, route: route, digest: digest)
                    })
                {
                case .fresh: .fresh
                case .conflict: .conflict
                case .inFlight: .inFlight
                case .replay(let answer):
                    .replay(
                        Answer(
                            status: answer.status,
                            headers: answer.contentType.map { [.contentType: $0] } ?? [:],
                            body: answer.body))
                }
            },
            finish: { key, route, answer in
                try await store.write(in: workspace) { tx in
                    guard let answer else { return try tx.dropAnswer(key: key, route: route) }
                    try tx.keepAnswer(
                        StoredAnswer(
                            status: answer.status, contentType: answer.headers[.contentType],
                            body: answer.body),
                        key: key, route: route)
                }
            })
    }
}
