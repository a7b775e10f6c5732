import Domain

/// What was done and what happened, newest first, and a line to write the next note on.
extension LeadPage {
    static func activityCard(_ model: Model, _ html: inout HTML) {
        html(.section, .class("card"), .id("activity"), .labelled(by: "activity-title")) { html in
            html(.div, .class("card-head")) { html in
                html(.h2, .id("activity-title"), text: "Activity")
            }
            if model.activities.isEmpty {
                html(.p, .class("card-body hush"), text: "Nothing yet. A note is a good start.")
            } else {
                html(.ul, .class("feed")) { html in
                    for activity in model.activities { entry(activity, model.now, &html) }
                }
            }
            noteForm(model, &html)
        }
    }

    private static func entry(_ activity: Activity, _ now: Timestamp, _ html: inout HTML) {
        html(.li) { html in
            let moment = Moment(time: activity.at, now: now)
            html.time(moment, says: moment.spoken)
            html(.div, .fixed("dir", "auto")) { happened(activity, &$0) }
        }
    }

    private static func happened(_ activity: Activity, _ html: inout HTML) {
        switch activity.kind {
        case .stageChange:
            if let previous = activity.previous { html.text(stageWords(previous) + " → ") }
            html(.b, text: stageWords(activity.text))
        case .hidden: html.text("Hidden from the inbox")
        case .restored: html.text("Brought back to the inbox")
        case .capture: html.text(activity.text.isEmpty ? "Captured" : activity.text)
        case .note: said(activity.text, by: nil, &html)
        case .call, .email, .whatsapp, .task, .outcome, .feedback:
            said(activity.text, by: activity.kind, &html)
        }
    }

    /// Notes keep their line breaks; other kinds say what they are.
    private static func said(_ words: String, by kind: Activity.Kind?, _ html: inout HTML) {
        html(.p, .class("said"), text: words)
        guard let kind else { return }
        html(.span, .class("by"), text: kind == .whatsapp ? "WhatsApp" : kind.rawValue)
    }

    private static func stageWords(_ raw: String) -> String { Lead.Stage(rawValue: raw)?.label ?? raw }

    private static func noteForm(_ model: Model, _ html: inout HTML) {
        html(
            .form, .class("card-foot note-form"), .fixed("method", "post"), .action(.notes(model.lead)),
            .hxPost(.notes(model.lead)), .fixed("hx-target", "#activity"), .fixed("hx-select", "#activity"),
            .fixed("hx-swap", "outerHTML"), .fixed("hx-select-oob", "#toasts:innerHTML")
        ) { html in
            html(.label, .class("sr"), .for("note"), text: "Note")
            html(
                .input, .class("input"), .id("note"), .name("text"), .key("n"), .flag("required"),
                .placeholder("Write a note"), .fixed("maxlength", "4000"), .fixed("autocomplete", "off"))
            html(.button, .class("button"), .type("submit"), text: "Keep")
        }
    }
}
