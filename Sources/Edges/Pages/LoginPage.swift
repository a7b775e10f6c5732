/// `GET /app/login`: one field for the access token, outside the app's own frame.
///
/// `POST /app/login` (token, next) answers 303 to `next`; a wrong token comes back here and says so.
package enum LoginPage {
    package struct Model: Hashable, Sendable {
        package var theme: Theme
        package var assetVersion: String
        /// Where to go afterwards, as a place on this server; nil goes to the start.
        package var next: String?
        /// Why the last token was refused; nil when none was.
        package var problem: String?

        package init(
            theme: Theme = .system, assetVersion: String = "", next: String? = nil, problem: String? = nil
        ) {
            self.theme = theme
            self.assetVersion = assetVersion
            self.next = next
            self.problem = problem
        }
    }

    /// The whole document.
    package static func html(_ model: Model) -> HTML {
        let frame = Frame(workspace: "", theme: model.theme, assetVersion: model.assetVersion)
        return Shell(frame: frame, title: "Sign in").bare { html in
            html(.div, .class("brand")) { html in
                html.icon(.brand)
                html(.span, .class("word"), text: "Harrier")
            }
            html(.form, .class("card stack card-body"), .fixed("method", "post"), .action(.login)) { html in
                html(.h1, text: "Sign in")
                if let problem = model.problem { html.problem(problem) }
                html.field(
                    "Access token", id: "token",
                    hint: "The value of HARRIER_TOKEN on the machine that runs Harrier."
                ) {
                    $0(
                        .input, .class("input"), .id("token"), .name("token"), .type("password"),
                        .flag("required"),
                        .flag("autofocus"), .fixed("autocomplete", "current-password"),
                        .described(by: "token-hint"),
                        .when(model.problem != nil, .fixed("aria-invalid", "true")))
                }
                // Only a place on this server: a link from outside must not send people elsewhere.
                if let next = model.next, next.hasPrefix("/app"), Link(next) != nil {
                    html(.input, .type("hidden"), .name("next"), .value(next))
                }
                html(.button, .class("button"), .kind("primary"), .type("submit"), text: "Sign in")
            }
        }
    }
}
