import Domain

/// The bar that says what to do and does it: whom to talk to, the next stage, every other stage, hiding.
extension LeadPage {
    static func nextStep(_ model: Model, _ html: inout HTML) {
        html(.section, .class("next"), .id("next"), .label("Next step")) { html in
            html(.p) { html in
                html(.b, text: instruction(model))
                html.text(" ")
                person(model.person, &html)
            }
            html(.div, .class("row")) { html in
                stageForm(model, &html)
                visibilityForm(model, &html)
            }
        }
        html.newline()
    }

    private static func instruction(_ model: Model) -> String {
        if model.hiddenAt != nil { return "Out of the inbox." }
        guard model.stage == .new else { return "\(model.stage.label)." }
        let action = model.score.flatMap { $0.bands.band(of: $0.result.tier)?.action }
        return (action ?? "New") + "."
    }

    private static func person(_ person: Person?, _ html: inout HTML) {
        guard let person, person != Person() else {
            html(.span, .class("hush"), text: "No person found in the sources.")
            return
        }
        if let name = person.name {
            html(.bdi, text: name)
            html.text(person.role == nil ? ". " : ", ")
        }
        if let role = person.role {
            html(.bdi, text: role)
            html.text(". ")
        }
        if let email = person.email {
            html.mail(email)
            html.text(" ")
        }
        if let phone = person.phone { html(.bdi, .class("num"), text: phone) }
    }

    private static func stageForm(_ model: Model, _ html: inout HTML) {
        html(
            .form, .class("row"), .fixed("method", "post"), .action(.stage(model.lead)),
            .hxPost(.stage(model.lead)), .fixed("hx-target", "#next"), .fixed("hx-select", "#next"),
            .fixed("hx-swap", "outerHTML"), .fixed("hx-select-oob", "#activity,#toasts:innerHTML")
        ) { html in
            if let next = model.stage.next {
                html(
                    .button, .class("button"), .kind(model.hiddenAt == nil ? "primary" : nil),
                    .type("submit"),
                    .id("advance"),
                    .name("stage"),
                    .value(next.rawValue), .key("e")
                ) { html in
                    html.text(next.act)
                    html.keyHint("e")
                }
            }
            html(.details, .class("menu")) { html in
                html(.summary, .class("button"), text: "Stage: \(model.stage.label)")
                html(.div, .class("menu-list")) { html in
                    for stage in Lead.Stage.allCases {
                        html(
                            .button, .class("menu-item"), .type("submit"), .name("stage"),
                            .value(stage.rawValue),
                            .when(stage == model.stage, .fixed("aria-current", "true")), text: stage.label)
                    }
                }
            }
        }
    }

    private static func visibilityForm(_ model: Model, _ html: inout HTML) {
        let isHidden = model.hiddenAt != nil
        let route: AppRoute = isHidden ? .restoration(model.lead) : .dismissal(model.lead)
        html(.form, .fixed("method", "post"), .action(route)) { html in
            html(
                .button, .class("button"), .kind(isHidden ? "primary" : "quiet"), .type("submit"),
                text: isHidden ? "Bring it back" : "Hide")
        }
    }
}

extension HTML {
    /// An e-mail address that opens a letter; plain words when it is not one.
    mutating func mail(_ address: String) {
        guard address.contains("@"), let link = Link("mailto:" + address) else {
            self(.bdi, text: address)
            return
        }
        self(.a, .href(link), text: address)
    }
}
