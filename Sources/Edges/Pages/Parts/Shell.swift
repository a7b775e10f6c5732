/// The page around a page: head, rail, top bar, toasts and the list of keys.
struct Shell {
    var frame: Frame
    var title: String
    var room: Frame.Room?
    /// Prints a refresh for browsers without scripts, in seconds.
    var refreshes: Int?

    /// The whole document with `main` inside it.
    func page(_ main: (inout HTML) -> Void) -> HTML {
        document { html in
            html.raw("<a class=\"skip\" href=\"#main\">Skip to content</a>\n")
            html(.div, .class("shell")) { html in
                rail(&html)
                html.newline()
                html(.main, .class("main"), .id("main"), content: main)
            }
            html.newline()
            html.toasts(frame.toast)
            html.raw(Shell.hatch)
            html.keymap()
        }
    }

    /// A document without the rail, for visitors who are not inside yet.
    func bare(_ main: (inout HTML) -> Void) -> HTML {
        document { html in
            html(.main, .class("alone"), .id("main"), content: main)
        }
    }

    private func document(_ body: (inout HTML) -> Void) -> HTML {
        var html = HTML()
        html.raw("<!doctype html>\n")
        html(.html, .fixed("lang", "en"), .theme(frame.theme.attribute)) { html in
            html.newline()
            html(.head, content: head)
            html.newline()
            html(.body, content: body)
        }
        html.newline()
        return html
    }

    private func head(_ html: inout HTML) {
        html.raw(
            """
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">

            """)
        html(.title, text: title == "Harrier" ? title : "\(title) · Harrier")
        html.raw("\n<link rel=\"icon\" href=\"/assets/icon.svg\" type=\"image/svg+xml\">\n")
        html(.link, .fixed("rel", "stylesheet"), .href(asset("css/app.css")))
        html.newline()
        html.raw("<script type=\"module\" src=\"")
        html.text(asset("js/app.js").address)
        html.raw("\"></script>\n")
        if frame.hasHTMX { htmx(&html) }
        if let refreshes {
            html(.noscript) { html in
                html(.meta, .fixed("http-equiv", "refresh"), .content(String(refreshes)))
            }
        }
    }

    /// Without inline styles and without evaluating text, both of which the content policy forbids.
    private func htmx(_ html: inout HTML) {
        html.raw(
            """
            <meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false,\
            "allowScriptTags":false,"selfRequestsOnly":true,"historyCacheSize":0}'>
            <script src="
            """)
        html.text(asset("vendor/htmx.min.js").address)
        html.raw("\" defer></script>\n")
    }

    /// The version stands in the path, so that what a style sheet or script imports carries it too.
    private func asset(_ path: StaticString) -> Link {
        let version = frame.assetVersion.isEmpty ? "" : "v-\(frame.assetVersion)/"
        return Link("/assets/\(version)\(path)") ?? Link(fixed: "/assets/css/app.css")
    }

    /// The pattern that hatches what takes away; drawn once, used by every bar.
    private static let hatch: StaticString = """
        <svg class="defs" width="0" height="0" aria-hidden="true"><defs>\
        <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
        <rect class="hatch-ground" width="5" height="5"/><rect class="hatch-line" width="2.2" height="5"/>\
        </pattern></defs></svg>
        """
}
