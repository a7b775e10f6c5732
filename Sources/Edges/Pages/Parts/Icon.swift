/// The drawings of the app: line icons on a 16-pixel grid, and the brand.
///
/// They stand beside words and say nothing of their own, so screen readers skip them.
enum Icon {
    case inbox, paste, importing, docs, search, theme, brand

    var markup: StaticString {
        switch self {
        case .inbox:
            """
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">\
            <path d="M2 9l2-6h8l2 6v4H2zM2 9h3.5l1 2h3l1-2H14"/></svg>
            """
        case .paste:
            """
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M8 3v10M3 8h10"/></svg>
            """
        case .importing:
            """
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">\
            <path d="M8 2v8M5 7l3 3 3-3M2.5 13.5h11"/></svg>
            """
        case .docs:
            """
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">\
            <path d="M5 4.5 1.5 8 5 11.5M11 4.5 14.5 8 11 11.5M9.2 3 6.8 13"/></svg>
            """
        case .search:
            """
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">\
            <circle cx="7" cy="7" r="4.5"/><path d="M10.5 10.5L14 14"/></svg>
            """
        case .theme:
            """
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">\
            <circle cx="8" cy="8" r="5.5"/><path d="M8 2.5v11a5.5 5.5 0 000-11z" fill="currentColor"/></svg>
            """
        case .brand:
            """
            <svg class="bird" viewBox="0 0 32 20" aria-hidden="true">\
            <path d="M1 3.5 16 15 31 3.5 24.5 13 16 19 7.5 13z"/><circle cx="16" cy="8.2" r="2.6"/></svg>
            """
        }
    }
}

extension HTML {
    mutating func icon(_ icon: Icon) { raw(icon.markup) }
}
