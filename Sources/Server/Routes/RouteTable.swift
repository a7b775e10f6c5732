/// Every route there is, checked when the server starts.
///
/// The one table behind routing, the OpenAPI document, the routes page, body limits and metrics labels.
package struct RouteTable: Sendable {
    /// Why a table is no good.
    package struct Clash: Error, CustomStringConvertible {
        package let description: String
    }

    let routes: [MatchedRoute]
    private let tree: RouteTree

    package init(_ routes: [Route]) throws(Clash) {
        var tree = RouteTree()
        var all: [MatchedRoute] = []
        for (index, route) in routes.enumerated() {
            let matched = MatchedRoute(route, index: index)
            try Self.check(route)
            guard tree.insert(matched) else {
                throw Clash(description: "two routes for \(route.method) \(route.pattern)")
            }
            all.append(matched)
        }
        tree.seal()
        self.routes = all
        self.tree = tree
    }

    /// Where a request goes.
    ///
    /// A HEAD goes where the GET does.
    package func match(_ method: Method, _ target: Target) -> RouteMatch {
        let found = tree.find(target.segments)
        guard !found.routes.isEmpty else { return .unknown(found.facade) }
        let wanted = method == .head ? .get : method
        if let route = found.routes.first(where: { $0.route.method == wanted }) {
            return .found(route, found.values)
        }
        return .wrongMethod(allowed: Self.allowed(found.routes), found.routes[0].route.facade)
    }

    private static func allowed(_ routes: [MatchedRoute]) -> [Method] {
        var methods = routes.map(\.route.method)
        if methods.contains(.get) { methods.append(.head) }
        methods.append(.options)
        return methods.sorted { $0.name < $1.name }
    }

    private static func check(_ route: Route) throws(Clash) {
        let place = "\(route.method) \(route.pattern)"
        guard !route.summary.isEmpty, !route.answers.isEmpty else {
            throw Clash(description: "\(place) needs a summary and its answers")
        }
        let names = route.pattern.parameters.map(\.name)
        guard Set(names).count == names.count else {
            throw Clash(description: "\(place) has two path parameters of one name")
        }
        for doc in route.parameters where doc.place == .path && !names.contains(doc.name) {
            throw Clash(description: "\(place) documents \(doc.name), which its path does not have")
        }
        let isAtEnd = route.pattern.segments.dropLast().allSatisfy { segment in
            if case .parameter(_, .rest) = segment { false } else { true }
        }
        guard isAtEnd else { throw Clash(description: "\(place): the rest of a path stands at its end") }
    }
}

/// The routes as a tree of path segments: a look-up costs the path's length, not the table's.
struct RouteTree: Sendable {
    /// What a look-up found; `facade` is right even when no route is.
    struct Found {
        var routes: [MatchedRoute] = []
        var values: [String] = []
        var facade = Facade.ops
    }

    private struct Node {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var rest: [MatchedRoute] = []
        var routes: [MatchedRoute] = []
        /// The façade of every route from here down, when it is one.
        var facades: Set<Facade> = []
    }

    private var nodes = [Node()]

    /// Adds a route; `false` when its method and path are taken.
    mutating func insert(_ matched: MatchedRoute) -> Bool {
        var at = 0
        nodes[at].facades.insert(matched.route.facade)
        for segment in matched.route.pattern.segments {
            if case .parameter(_, .rest) = segment {
                let isFree = !nodes[at].rest.contains { $0.route.method == matched.route.method }
                nodes[at].rest.append(matched)
                return isFree
            }
            at = child(of: at, for: segment)
            nodes[at].facades.insert(matched.route.facade)
        }
        let isFree = !nodes[at].routes.contains { $0.route.method == matched.route.method }
        nodes[at].routes.append(matched)
        return isFree
    }

    /// What has several façades below it has none of its own.
    mutating func seal() {
        for index in nodes.indices where nodes[index].facades.count > 1 { nodes[index].facades = [] }
    }

    /// The routes at a path; a literal segment beats a parameter, and is given up only when it leads nowhere.
    func find(_ segments: [String]) -> Found {
        var found = Found()
        _ = walk(segments[...], from: 0, into: &found)
        return found
    }

    private func walk(_ segments: ArraySlice<String>, from index: Int, into found: inout Found) -> Bool {
        let node = nodes[index]
        if let facade = node.facades.first { found.facade = facade }
        guard let segment = segments.first else {
            found.routes = node.routes.isEmpty ? node.rest : node.routes
            return !found.routes.isEmpty
        }
        let others = segments.dropFirst()
        if let next = node.literals[segment], walk(others, from: next, into: &found) { return true }
        if let next = node.parameter, !segment.isEmpty {
            found.values.append(segment)
            if walk(others, from: next, into: &found) { return true }
            found.values.removeLast()
        }
        guard !node.rest.isEmpty else { return false }
        found.values.append(segments.joined(separator: "/"))
        found.routes = node.rest
        return true
    }

    private mutating func child(of index: Int, for segment: PathPattern.Segment) -> Int {
        let known: Int? =
            switch segment {
            case .literal(let text): nodes[index].literals[text]
            case .parameter: nodes[index].parameter
            }
        if let known { return known }
        nodes.append(Node())
        switch segment {
        case .literal(let text): nodes[index].literals[text] = nodes.count - 1
        case .parameter: nodes[index].parameter = nodes.count - 1
        }
        return nodes.count - 1
    }
}
