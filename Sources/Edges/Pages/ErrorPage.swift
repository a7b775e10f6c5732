/// What a visitor sees when something is not there or did not work: the thing, what still holds, one way on.
package enum ErrorPage {
    package struct Model: Hashable, Sendable {
        package var frame: Frame
        /// The HTTP status, in small print.
        package var status: Int
        /// What happened, as a sentence.
        package var says: String
        /// What still holds, or how to mend it.
        package var holds: String
        /// Names the request in the log; nil leaves it out.
        package var requestID: String?
        /// The way on; nil leads to the inbox.
        package var way: Way?

        package struct Way: Hashable, Sendable {
            package var label: String
            package var route: AppRoute

            package init(_ label: String, _ route: AppRoute) {
                self.label = label
                self.route = route
            }
        }

        package init(
            frame: Frame, status: Int, says: String, holds: String, requestID: String? = nil, way: Way? = nil
        ) {
            self.frame = frame
            self.status = status
            self.says = says
            self.holds = holds
            self.requestID = requestID
            self.way = way
        }

        /// `404`: nothing is at this address.
        package static func notFound(frame: Frame, path: String) -> Model {
            Model(
                frame: frame, status: 404, says: "Nothing is at this address.",
                holds: "\(path) is not a page, or what it showed was erased. Your leads are in the inbox.")
        }

        /// `500`: our fault, and the log knows which.
        package static func broken(frame: Frame, requestID: String) -> Model {
            Model(
                frame: frame, status: 500, says: "This page did not work.",
                holds:
                    "What you sent before is stored. Try again; the log names the cause under the number below.",
                requestID: requestID)
        }
    }

    /// The whole document.
    package static func html(_ model: Model) -> HTML {
        Shell(frame: model.frame, title: model.says).page { html in
            html.topbar(model.frame) { $0(.p, .class("topbar-title"), text: "Error \(model.status)") }
            html(.section, .class("card empty")) { html in
                html(.h1, text: model.says)
                html(.p, text: model.holds)
                let way = model.way ?? Model.Way("Open the inbox", .inbox())
                html(.a, .class("button"), .kind("primary"), .href(Link(way.route)), text: way.label)
                if let requestID = model.requestID {
                    html(.p, .class("small hush")) { html in
                        html.text("Request ")
                        html(.code, text: requestID)
                    }
                }
            }
        }
    }
}
