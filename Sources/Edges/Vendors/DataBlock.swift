import Wire

/// Somebody's words on their way into a prompt: capped, cleaned of what no reader can see, and fenced.
enum DataBlock {
    /// Longest captured text shown to a model; a job post has 2 000–5 000 characters.
    static let longestText = 6_000
    /// Longest single field.
    static let longestField = 600
    /// Longest name of a field.
    static let longestName = 60

    /// Put behind what was cut short.
    private static let cut = " […]"

    /// Fences an object.
    ///
    /// `<` is escaped inside, so nothing in the data can close the fence.
    static func fence(_ data: JSONObject) -> String {
        "<data>\n\(JSON.object(data).text(htmlSafe: true))\n</data>"
    }

    /// At most so many characters and a mark, without what hides text from people: controls, tags,
    /// direction marks.
    static func clean(_ text: String, longest: Int) -> String {
        let clean = visible(text, atMost: longest + 1)
        guard clean.count > longest else { return String(clean) }
        return String(clean.prefix(longest)) + cut
    }

    /// The same without a mark, for words on their way out of a model.
    static func clean(_ text: String, atMost limit: Int) -> String {
        String(visible(text, atMost: limit))
    }

    private static func visible(_ text: String, atMost limit: Int) -> String.UnicodeScalarView {
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.lazy.filter(isVisible).prefix(limit) { clean.append(scalar) }
        return clean
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar == "\n" || scalar == "\t"
        // Joiners shape Indian scripts and emoji; the other format characters hide or reorder.
        case .format: scalar == "\u{200C}" || scalar == "\u{200D}"
        case .privateUse, .unassigned, .surrogate: false
        default: true
        }
    }
}
