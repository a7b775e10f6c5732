import Domain
import Lexicon

extension Dossier {
    /// What a model may word better: the sentences of a part that cite something.
    package static func rewriteRequest(_ section: Artifact.Section) -> [Artifact.Sentence] {
        section.sentences.filter { !$0.citations.isEmpty }
    }

    /// The part with those of a model's sentences that hold; the part as it was when none does.
    ///
    /// A sentence holds when it cites only what the part cites and brings no number, name, address or script that the
    /// part and its quotes do not have. There are never more sentences or words than the part may have.
    package func acceptRewrite(
        _ rewritten: [Artifact.Sentence], of section: Artifact.Section
    ) -> Artifact.Section {
        guard let limits = templates.sections.first(where: { $0.key == section.key }) else { return section }
        let request = Self.rewriteRequest(section)
        let known = KnownWords(request)
        let cited = Set(request.flatMap(\.citations))
        var kept: [Artifact.Sentence] = []
        var words = 0
        for sentence in rewritten where kept.count < limits.mostSentences {
            let length = sentence.text.split(whereSeparator: \.isWhitespace).count
            guard !sentence.citations.isEmpty, sentence.citations.allSatisfy(cited.contains), length > 0,
                words + length <= limits.mostWords, known.cover(sentence.text)
            else { continue }
            kept.append(sentence)
            words += length
        }
        guard !kept.isEmpty else { return section }
        var better = section
        better.sentences = kept
        return better
    }
}

/// The words a rewritten sentence may take names and numbers from.
struct KnownWords {
    private let forms: Set<String>
    private let scripts: Set<Script>

    /// Whether a letter is plain Latin or something else; a new script hides new names.
    private enum Script: Hashable { case latin, other }

    init(_ sentences: [Artifact.Sentence]) {
        let texts = sentences.map(\.text) + sentences.flatMap(\.citations).map(\.quote)
        var forms: Set<String> = []
        var scripts: Set<Script> = [.latin]
        for text in texts {
            let tokens = Tokens(text)
            for index in tokens.list.indices { forms.insert(tokens.foldedText(index)) }
            scripts.formUnion(Self.scripts(text))
        }
        self.forms = forms
        self.scripts = scripts
    }

    /// Whether a text brings nothing of its own that a reader would take for a fact.
    func cover(_ text: String) -> Bool {
        guard Self.scripts(text).isSubset(of: scripts) else { return false }
        let tokens = Tokens(text)
        for index in tokens.list.indices {
            let token = tokens[index]
            guard token.kind != .lineBreak else { return false }
            guard !forms.contains(tokens.foldedText(index)) else { continue }
            if tokens.isSymbol(index, "@") || tokens.isSymbol(index, "/") { return false }
            if token.kind == .number || tokens.wholeNumber(index) ?? 0 > 1 { return false }
            if Self.magnitudes.contains(tokens.foldedText(index)) { return false }
            if isName(tokens, index) { return false }
        }
        return true
    }

    /// A capital that the start of a sentence does not explain.
    private func isName(_ tokens: Tokens, _ index: Int) -> Bool {
        let token = tokens[index]
        guard token.isCapitalised else { return false }
        if token.isUpperCase { return true }
        let opens = index == 0 || [".", "!", "?", ":", "“", "\""].contains { tokens.isSymbol(index - 1, $0) }
        guard opens else { return tokens.foldedText(index) != "i" }
        // “Acme Corp struggles”: two capitals in a row open with a name.
        return index + 1 < tokens.count && tokens[index + 1].isCapitalised
            && !forms.contains(tokens.foldedText(index + 1))
    }

    /// Quantities in words.
    private static let magnitudes: Set<String> = [
        "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions", "dozen",
        "dozens", "lakh", "lakhs", "crore", "crores", "percent", "double", "doubled", "triple", "tripled",
        "half",
        "twice", "quarter",
    ]

    private static func scripts(_ text: String) -> Set<Script> {
        Set(
            text.unicodeScalars.compactMap { scalar in
                guard scalar.properties.isAlphabetic else { return nil }
                return scalar.value < 0x250 || (0x1E00...0x1EFF).contains(scalar.value) ? .latin : .other
            })
    }
}
