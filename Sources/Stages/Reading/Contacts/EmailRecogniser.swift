import Domain

/// The e-mail addresses of a text, each once.
struct EmailRecogniser: Recogniser {
    func recognise(_ document: Document, _ findings: inout Findings) {
        var seen: Set<String> = []
        for email in document.emails where seen.insert(email.address).inserted {
            findings.add(Fact(.email, .text(email.address), evidence: document.evidence(email.span)))
        }
    }
}
