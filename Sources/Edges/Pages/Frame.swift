import Domain

/// What every page shows around its own content, and what it needs to know of the visitor.
package struct Frame: Hashable, Sendable {
    /// The workspace's name, at the foot of the rail.
    package var workspace: String
    /// Marks a workspace of invented companies.
    package var isDemo: Bool
    /// Leads in the inbox; nil leaves the number out.
    package var inboxCount: Int?
    package var theme: Theme
    /// Whether `/assets/vendor/htmx.min.js` is there; without it forms post and links go.
    package var hasHTMX: Bool
    /// Changes whenever a file under `web/` does: `7f3a` makes `/assets/v-7f3a/css/app.css`, which may be cached for
    /// ever; empty makes `/assets/css/app.css`.
    package var assetVersion: String
    /// What just happened, and the way back.
    package var toast: Toast?

    package init(
        workspace: String, isDemo: Bool = false, inboxCount: Int? = nil, theme: Theme = .system,
        hasHTMX: Bool = false, assetVersion: String = "", toast: Toast? = nil
    ) {
        self.workspace = workspace
        self.isDemo = isDemo
        self.inboxCount = inboxCount
        self.theme = theme
        self.hasHTMX = hasHTMX
        self.assetVersion = assetVersion
        self.toast = toast
    }

    /// The rooms of the rail.
    enum Room { case inbox, paste, importing }
}

/// The colours asked for; the system's unless a cookie says otherwise.
package enum Theme: String, Hashable, Sendable, CaseIterable {
    case system, light, dark

    /// Reads the `theme` cookie's value; anything unknown follows the system.
    package init(cookie: String?) {
        self = cookie.flatMap(Theme.init(rawValue:)) ?? .system
    }

    /// What `<html data-theme>` says; nil lets the system decide.
    var attribute: String? { self == .system ? nil : rawValue }

    var words: String { self == .system ? "as system" : rawValue }
}

/// A sentence about what was just done, with the way back where there is one.
package struct Toast: Hashable, Sendable {
    package var words: String
    package var undo: Undo?

    /// A form post that takes the act back.
    package struct Undo: Hashable, Sendable {
        package var route: AppRoute
        /// The one field it carries; nil posts nothing.
        package var field: Field?

        package struct Field: Hashable, Sendable {
            package var name: String
            package var value: String

            package init(_ name: String, _ value: String) {
                self.name = name
                self.value = value
            }
        }

        package init(_ route: AppRoute, field: Field? = nil) {
            self.route = route
            self.field = field
        }
    }

    package init(_ words: String, undo: Undo? = nil) {
        self.words = words
        self.undo = undo
    }

    /// Says that a lead moved on, as in “Thistle & Loom marked contacted”, with the earlier stage as undo.
    package static func moved(_ name: String, lead: ID<Lead>, from: Lead.Stage, to: Lead.Stage) -> Toast {
        Toast("\(name) \(to.done).", undo: Undo(.stage(lead), field: .init("stage", from.rawValue)))
    }

    /// Says that a lead was hidden, with its restoration as undo.
    package static func hidden(_ name: String, lead: ID<Lead>) -> Toast {
        Toast("\(name) is out of the inbox.", undo: Undo(.restoration(lead)))
    }

    /// Says that a lead was brought back, with hiding it again as undo.
    package static func restored(_ name: String, lead: ID<Lead>) -> Toast {
        Toast("\(name) is back in the inbox.", undo: Undo(.dismissal(lead)))
    }
}
