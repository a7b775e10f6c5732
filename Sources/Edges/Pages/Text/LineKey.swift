/// The letter of a score line, printed beside it and after the words it quotes.
enum LineKey {
    /// `a` to `z`, then `aa`, `ab`, …: the order of spreadsheet columns.
    static func at(_ place: Int) -> String {
        var rest = place
        var letters = ""
        repeat {
            letters = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    /// How many lines `web/css/lines.css` lights up; later ones still show their letters.
    static let lit = 52
}
