/// `/docs`: the routes as a list, over which Swagger UI lays itself where it is installed and scripts run.
struct DocsPage {
    let routes: [Route]

    /// Swagger UI styles its elements inline; this page alone may, and still loads nothing from elsewhere.
    static let policy = SecurityHeaders.pagePolicy + "; style-src 'self' 'unsafe-inline'"

    /// Starts Swagger UI, and takes the list away once it is there.
    static let script = """
        if (window.SwaggerUIBundle) {
          SwaggerUIBundle({
            url: "/openapi.json", dom_id: "#swagger", deepLinking: true, displayRequestDuration: true,
            onComplete: function () { document.getElementById("routes").hidden = true; }
          });
        }

        """

    /// The page.
    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>API · Harrier</title>
        <link rel="stylesheet" href="/assets/vendor/swagger-ui/swagger-ui.css">
        <link rel="stylesheet" href="/docs/page.css">
        </head>
        <body>
        <div id="swagger"></div>
        <main id="routes">
        <h1>Harrier’s API</h1>
        <p>Every route this server answers. The same, for programs: <a href="/openapi.json">openapi.json</a>.</p>
        \(Facade.allCases.map(section).joined())
        </main>
        <script src="/assets/vendor/swagger-ui/swagger-ui-bundle.js"></script>
        <script src="/docs/page.js"></script>
        </body>
        </html>

        """
    }

    static let style = """
        body { margin: 0; }
        #routes { max-width: 60rem; margin: 0 auto; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
        #routes code { font-size: 0.95em; overflow-wrap: anywhere; }
        #routes dt { margin-top: 1rem; }
        #routes dd { margin: 0 0 0 1.5rem; }

        """

    private func section(_ facade: Facade) -> String {
        let own = routes.filter { $0.facade == facade }
        guard !own.isEmpty else { return "" }
        return """
            <h2>\(text(facade.tag))</h2>
            <p>\(text(facade.about))</p>
            <dl>
            \(own.map(entry).joined())</dl>

            """
    }

    private func entry(_ route: Route) -> String {
        let parameters = route.parameters.map { parameter in
            let about = parameter.about.isEmpty ? "" : ": \(text(parameter.about))"
            return "<li><code>\(text(parameter.name))</code> (\(parameter.place.rawValue))\(about)</li>"
        }
        let takes =
            route.body.map { "<li>takes \(text($0.forms.map(\.mediaType).joined(separator: ", ")))</li>" }
            ?? ""
        let answers = route.answers.map { answer in
            "<li>\(answer.status)\(answer.about.isEmpty ? "" : ": \(text(answer.about))")</li>"
        }
        return """
            <dt><code>\(route.method.name) \(text(route.pattern.template))</code> \(text(route.summary))</dt>
            <dd>\(text(route.about))<ul>\((parameters + [takes] + answers).joined())</ul></dd>

            """
    }

    private func text(_ text: String) -> String { ErrorPage.escape(text) }
}
