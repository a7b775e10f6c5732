extension Route {
    /// `routes` and those that describe them: `/openapi.json`, `/docs`.
    static func documented(_ routes: [Route], version: String) -> [Route] {
        let page = content("/docs", "text/html; charset=utf-8", "The API, for people to read and try")
        let style = content("/docs/page.css", "text/css; charset=utf-8", "The style of the API page")
        let script = content("/docs/page.js", "text/javascript; charset=utf-8", "The script of the API page")
        let document = Route(
            .get, "/openapi.json", .ops, "This API as an OpenAPI 3.1 document",
            answers: [.json(.map(of: .anything))]
        ) { _ in .noContent }
        let all = routes + [page, style, script, document]
        return routes + [
            page.answering { _ in
                .html(DocsPage(routes: all).html).with(.contentSecurityPolicy, DocsPage.policy)
            },
            style.answering { _ in .bytes(Array(DocsPage.style.utf8), "text/css; charset=utf-8") },
            script.answering { _ in .bytes(Array(DocsPage.script.utf8), "text/javascript; charset=utf-8") },
            // Made anew when asked for: rare, two milliseconds, and no memory held between.
            document.answering { _ in .json(OpenAPI(routes: all, version: version).json) },
        ]
    }

    private static func content(_ path: String, _ type: String, _ summary: String) -> Route {
        Route(.get, path, .ops, summary, answers: [.content(type, summary)]) { _ in .noContent }
    }

    /// The same route with another action.
    func answering(_ action: @escaping Action) -> Route {
        Route(
            method, pattern.description, facade, summary, about: about, parameters: parameters, body: body,
            answers: answers, bodyPolicy: bodyPolicy, isOpen: isOpen, isLong: isLong, action: action)
    }
}
