/// An error for a person: what happened and what to do, without needing anything else to load.
enum ErrorPage {
    static func html(_ error: HTTPError, id: RequestID?) -> String {
        let hint = error.hint.map { "<p>\(escape($0))</p>" } ?? ""
        let name = id.map { "<p><small>Request \(escape($0.text))</small></p>" } ?? ""
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escape(error.code.title)) · Harrier</title>
            <link rel="stylesheet" href="/assets/css/app.css">
            </head>
            <body>
            <main class="error-page">
            <h1>\(escape(error.code.title))</h1>
            <p>\(escape(error.detail))</p>
            \(hint)
            <p><a href="/app/">Back to Harrier</a></p>
            \(name)
            </main>
            </body>
            </html>

            """
    }

    /// Text as it may stand in HTML, between tags or in a quoted attribute.
    static func escape(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
