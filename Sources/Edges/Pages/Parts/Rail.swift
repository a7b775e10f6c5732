/// The rooms that work today, and which one this is.
extension Shell {
    func rail(_ html: inout HTML) {
        html(.div, .class("rail")) { html in
            html(.a, .class("brand"), .href(Link(.home)), .label("Harrier, start")) { html in
                html.icon(.brand)
                html(.span, .class("word"), text: "Harrier")
            }
            html(.nav, .label("Main")) { html in
                html(.ul, .class("rail-list")) { html in
                    link(.inbox(), .inbox, "Inbox", room: .inbox, count: frame.inboxCount, in: &html)
                    link(.home, .paste, "Paste", room: .paste, in: &html)
                    link(.imports, .importing, "Import", room: .importing, in: &html)
                    link(.apiDocs, .docs, "API docs", room: nil, in: &html)
                }
            }
            html(.div, .class("rail-foot")) { html in
                html(.span) { html in
                    html.text("Workspace: ")
                    html(.bdi, text: frame.workspace)
                }
                if frame.isDemo { html(.span, text: "Demo: every company in it is invented.") }
            }
        }
    }

    private func link(
        _ route: AppRoute, _ icon: Icon, _ words: String, room: Frame.Room?, count: Int? = nil,
        in html: inout HTML
    ) {
        html(.li) { html in
            html(
                .a, .class("rail-link"), .href(Link(route)),
                .when(room != nil && room == self.room, .fixed("aria-current", "page"))
            ) { html in
                html.icon(icon)
                html(.span, .class("word"), text: words)
                if let count { html(.span, .class("count"), text: Count.grouped(count)) }
            }
        }
    }
}

extension HTML {
    /// The line over the content: where this is, search, theme.
    mutating func topbar(_ frame: Frame, words: String = "", title: (inout HTML) -> Void) {
        self(.header, .class("topbar")) { html in
            title(&html)
            html(.div, .class("topbar-end")) { html in
                html.search(words)
                html(
                    .button, .class("icon-button"), .type("button"), .flag("data-theme-toggle"),
                    .label("Theme: \(frame.theme.words). Change")
                ) { $0.icon(.theme) }
            }
        }
    }

    /// The top bar of a page that is its own title.
    mutating func topbar(_ frame: Frame, title: String, words: String = "") {
        topbar(frame, words: words) { $0(.h1, .class("topbar-title"), text: title) }
    }

    /// Looks through the inbox.
    private mutating func search(_ words: String) {
        self(.form, .class("jump"), .role("search"), .action(.inbox()), .fixed("method", "get")) { html in
            html.icon(.search)
            html(
                .input, .type("search"), .name("q"), .value(words), .label("Find a lead"),
                .placeholder("Find a lead"), .key("/"), .fixed("autocomplete", "off"))
            html(.kbd, .class("key"), .fixed("aria-hidden", "true"), text: "/")
        }
    }
}
