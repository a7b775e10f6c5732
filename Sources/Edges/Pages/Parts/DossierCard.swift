import Domain

/// The dossier of a strong lead: ours in sans, and under each sentence the words it rests on.
extension LeadPage {
    static func dossierCard(_ dossier: Artifact, _ html: inout HTML) {
        html(.section, .class("card"), .labelled(by: "dossier-title")) { html in
            html(.div, .class("card-head")) { html in
                html(.h2, .id("dossier-title"), text: "Dossier")
                html(.span, .class("note"), text: "by \(dossier.writer), each sentence cites a source")
            }
            html(.div, .class("card-body dossier")) { html in
                for section in dossier.sections where !section.sentences.isEmpty {
                    html(.section, .class("stack tight")) { html in
                        html(.h3, text: section.title)
                        for sentence in section.sentences { write(sentence, &html) }
                    }
                }
            }
        }
    }

    private static func write(_ sentence: Artifact.Sentence, _ html: inout HTML) {
        html(.p, .fixed("dir", "auto")) { html in
            html.text(sentence.text)
            let quotes = sentence.citations.map(\.quote).filter { !sentence.text.contains($0) }
            guard let first = quotes.first else { return }
            html.text(" ")
            html(.span, .class("cites")) { html in
                html(.q, text: WhyNow.short(first))
                if quotes.count > 1 { html.text(" and \(quotes.count - 1) more") }
            }
        }
    }
}
