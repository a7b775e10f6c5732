import Domain

/// The API of the Raptorflow Lead Engine, unchanged: ICPs, signals, leads (S1-33…54).
///
/// Handlers translate: parse, one call, serialise. Errors are FastAPI's `{"detail": …}`.
package struct S1: Sendable {
    let rooms: Rooms

    package static func routes(_ rooms: Rooms) -> [Route] {
        let api = S1(rooms: rooms)
        return api.icpRoutes + api.leadRoutes + api.classifyRoutes + api.ingestRoutes
    }
}
