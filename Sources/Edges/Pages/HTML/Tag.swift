/// The elements pages are made of.
///
/// `script` and `style` are absent, because text inside them is not escaped by the rules of text.
enum Tag: String {
    case a, article, aside, b, bdi, body, button, code, dd, details, dialog, div, dl, dt, fieldset, footer,
        form
    case h1, h2, h3, head, header, html, kbd, label, legend, li, main, mark, nav, noscript, ol, option, p, q
    case section, select, small, span, strong, summary, table, tbody, td, textarea, th, thead, time, title
    case tr, ul
    // Pictures.
    case svg, rect
}

/// Elements without a closing tag.
enum VoidTag: String {
    case br, input, link, meta
}
