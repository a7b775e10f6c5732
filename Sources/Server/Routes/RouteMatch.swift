/// Where the route table sends a request.
package enum RouteMatch: Sendable {
    /// To this route, with the values of its path's parameters.
    case found(MatchedRoute, [String])
    /// The path is known, but not with this method.
    case wrongMethod(allowed: [Method], Facade)
    /// No route has this path; the façade is that of its neighbours.
    case unknown(Facade)

    /// The façade whose error shape applies.
    package var facade: Facade {
        switch self {
        case .found(let route, _): route.route.facade
        case .wrongMethod(_, let facade), .unknown(let facade): facade
        }
    }

    /// The route's pattern, for logs and metrics: never what a client typed.
    package var label: String {
        switch self {
        case .found(let route, _): route.label
        case .wrongMethod: "wrong method"
        case .unknown: "unknown"
        }
    }

    /// The route, if one was found.
    var route: Route? {
        guard case .found(let matched, _) = self else { return nil }
        return matched.route
    }
}

/// A route in its table, shared by every request for it.
package final class MatchedRoute: Sendable {
    let route: Route
    /// Its place in the table.
    let index: Int
    let label: String
    let parameters: [(name: String, kind: PathPattern.Kind)]

    init(_ route: Route, index: Int) {
        self.route = route
        self.index = index
        label = route.pattern.description
        parameters = route.pattern.parameters
    }
}

extension Request {
    /// The value of the path parameter `name`; empty when the route has none of that name.
    package func path(_ name: String) -> String {
        guard case .found(let matched, let values) = match,
            let place = matched.parameters.firstIndex(where: { $0.name == name }), place < values.count
        else { return "" }
        return values[place]
    }

    /// The whole number in the path under `name`, declared `{name:int}`.
    package func pathInt(_ name: String) throws(HTTPError) -> Int64 {
        let text = path(name)
        guard let number = Int64(text) else { throw .notInteger(name) }
        return number
    }

    /// Complains (422) about a path parameter that is declared a whole number and is none.
    func checkPath() throws(HTTPError) {
        guard case .found(let matched, let values) = match else { return }
        for (parameter, value) in zip(matched.parameters, values)
        where parameter.kind == .integer && Int64(value) == nil {
            throw .notInteger(parameter.name)
        }
    }
}

extension HTTPError {
    fileprivate static func notInteger(_ name: String) -> HTTPError {
        let message = "Input should be a valid integer, unable to parse string as an integer"
        return .invalid([FieldIssue(.path, name, message, kind: .notInteger)])
    }
}
