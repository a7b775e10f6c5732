import Domain
import Wire

/// The words that finding addresses needs; raw values are those of `data/lexicon/contacts.json`.
struct ContactWords: Sendable {
    /// What an entry's words are.
    enum Kind: String, CaseIterable {
        /// Never the local part of an address: "reach us at …".
        case notMailbox = "not_mailbox"
        /// Names of mailboxes that need no cue: "jobs".
        case mailbox
        /// Announces an address: "mail", "contact".
        case cue
        /// Stands for "@" when it is between the parts of an address.
        case atWord = "at_word"
        /// Stands for a dot there.
        case dotWord = "dot_word"
        /// A mail provider people name without its ending: "gmail".
        case provider
        /// Looks like a host and is a product or a file: "asp.net".
        case notHost = "not_host"
        /// Ends of files, which are no hosts: "js".
        case fileEnding = "file_ending"
        /// Top-level domains that are also words, so that "tools.In" is two sentences.
        case wordEnding = "word_ending"
        /// Hosts where companies are guests: job boards, shorteners, press.
        case guestHost = "guest_host"
    }

    private let sets: [Kind: Set<String>]

    init(data: DataFile) throws {
        let entries = try Vocabulary.entries(
            "lexicon/contacts.json", data, gives: .choice(Kind.self), extra: { _ throws(FieldError) in () })
        var sets: [Kind: Set<String>] = [:]
        for entry in entries { sets[entry.gives, default: []].formUnion(entry.say) }
        self.sets = sets
    }

    func has(_ word: some StringProtocol, _ kind: Kind) -> Bool {
        sets[kind]?.contains(String(word)) == true
    }
}
