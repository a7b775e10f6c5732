import Wire

/// What a person or a program asks to learn whether the server is there and well.
///
/// `probes` are checks beyond the ones the server makes itself, as of the models that were configured.
package func operationsRoutes(_ rooms: Rooms, probes: [HealthProbe] = []) -> [Route] {
    let health = HealthRoutes(rooms: rooms, probes: HealthProbe.own(rooms) + probes)
    return [rootRoute(rooms), health.route, Assets(directory: rooms.webRoot).route]
}

/// `GET /`: people are sent to the app, programs are told who answers.
private func rootRoute(_ rooms: Rooms) -> Route {
    let form = Schema.object([
        .required("status", .string), .required("service", .string), .required("version", .string),
    ])
    return Route(
        .get, "/", .ops, "Who answers here", about: "A browser is sent to the web app.",
        answers: [.json(form), .empty(302, "To the web app, for a browser")], isOpen: true
    ) { request in
        if request.headers[.accept]?.contains("text/html") == true {
            return .redirect("/app/", status: 302).with(.vary, "Accept")
        }
        let body: JSON = ["status": "ok", "service": "harrier", "version": .string(rooms.version)]
        return Response.json(body).with(.vary, "Accept")
    }
}
