/// Something done or that happened: note, call, task, mail, stage change, outcome, feedback.
package struct Activity: Identified, Hashable, Sendable {
    package static let prefix = "act"

    package var id: ID<Activity>
    package var lead: ID<Lead>
    package var kind: Kind
    /// The note's words, the new stage, the outcome.
    package var text: String
    /// The stage before, for a stage change; it is what Undo goes back to.
    package var previous: String?
    package var at: Timestamp

    package init(id: ID<Activity>, lead: ID<Lead>, kind: Kind, text: String, previous: String?, at: Timestamp)
    {
        self.id = id
        self.lead = lead
        self.kind = kind
        self.text = text
        self.previous = previous
        self.at = at
    }

    /// Raw values are stored and appear in APIs.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case note, call, email, whatsapp, task
        case stageChange = "stage_change"
        case outcome, feedback
        case capture
        case hidden, restored
    }
}

/// Generated text with citations and versions: dossier, outreach draft, proposal.
package struct Artifact: Identified, Hashable, Sendable {
    package static let prefix = "art"

    package var id: ID<Artifact>
    package var lead: ID<Lead>
    package var kind: Kind
    /// Who wrote it, as in `templates@1`.
    package var writer: String
    package var sections: [Section]
    package var createdAt: Timestamp

    package init(
        id: ID<Artifact>, lead: ID<Lead>, kind: Kind, writer: String, sections: [Section],
        createdAt: Timestamp
    ) {
        self.id = id
        self.lead = lead
        self.kind = kind
        self.writer = writer
        self.sections = sections
        self.createdAt = createdAt
    }

    package enum Kind: String, Hashable, Sendable { case dossier }

    /// A named part, as in `uncomfortable_truth`.
    package struct Section: Hashable, Sendable {
        package var key: String
        package var title: String
        package var sentences: [Sentence]

        package init(key: String, title: String, sentences: [Sentence]) {
            self.key = key
            self.title = title
            self.sentences = sentences
        }

        package var text: String { sentences.map(\.text).joined(separator: " ") }
    }

    /// A sentence and the words it rests on.
    ///
    /// A sentence without a citation is not written.
    package struct Sentence: Hashable, Sendable {
        package var text: String
        package var citations: [Evidence]

        package init(text: String, citations: [Evidence]) {
            self.text = text
            self.citations = citations
        }
    }
}
