extension HTML {
    /// The corner that says what just happened; a live region, so it exists before anything is said.
    mutating func toasts(_ toast: Toast?) {
        self(.div, .class("toasts"), .id("toasts"), .role("status")) { html in
            if let toast { html.toast(toast) }
        }
    }

    private mutating func toast(_ toast: Toast) {
        self(.div, .class("toast"), .flag("data-toast")) { html in
            html(.span, text: toast.words)
            guard let undo = toast.undo else { return }
            html(.form, .fixed("method", "post"), .action(undo.route)) { html in
                if let field = undo.field {
                    html(.input, .type("hidden"), .name(field.name), .value(field.value))
                }
                html(.button, .type("submit"), text: "Undo")
            }
        }
    }

    /// The list behind `?`; every key presses a visible control.
    mutating func keymap() {
        self(
            .dialog, .class("sheet stack"), .flag("data-keymap"), .labelled(by: "keymap-title")
        ) { html in
            html(.h2, .id("keymap-title"), text: "Keys")
            html(.dl, .class("keymap")) { html in
                for (keys, words) in Self.keys {
                    html(.dt) { html in
                        for key in keys { html(.kbd, .class("key"), text: key) }
                    }
                    html(.dd, text: words)
                }
            }
            html(.form, .fixed("method", "dialog")) { html in
                html(.button, .class("button"), text: "Close")
            }
        }
    }

    private static let keys: [(keys: [String], words: String)] = [
        (["j", "k"], "Next, previous"),
        (["↵"], "Open; on a score line, pin its words"),
        (["e"], "Mark contacted, or the next stage"),
        (["n"], "Write a note"),
        (["p"], "Paste a text"),
        (["/"], "Search"),
        (["?"], "This list"),
        (["esc"], "Let go of a pinned line, close"),
    ]

    /// The key on a control, for eyes only: assistive technology has the control.
    mutating func keyHint(_ key: String) {
        self(.kbd, .class("key"), .fixed("aria-hidden", "true"), text: key)
    }
}
