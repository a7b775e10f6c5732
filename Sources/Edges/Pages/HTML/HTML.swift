/// Markup that can only be built escaped: one byte buffer, written front to back.
///
/// What the outside said enters through `text` and attribute values and is escaped there; raw markup is a
/// `StaticString`, so it stands in this module's source and nowhere else.
///
/// ```swift
/// html(.p, .class("sub")) { html in
///     html.text(company.name)
/// }
/// ```
package struct HTML: Sendable {
    /// What has been written so far, in UTF-8.
    package private(set) var bytes: [UInt8] = []

    /// Room for a whole lead page, so that writing one does not grow the buffer.
    private static let usualSize = 64 << 10

    init() {
        bytes.reserveCapacity(Self.usualSize)
    }

    /// The markup as text, for tests and logs.
    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Writes an element and, between its tags, whatever `content` writes.
    mutating func callAsFunction(_ tag: Tag, _ attributes: Attribute..., content: (inout HTML) -> Void) {
        open(tag.rawValue, attributes)
        content(&self)
        close(tag.rawValue)
    }

    /// Writes an element that holds only words.
    mutating func callAsFunction(_ tag: Tag, _ attributes: Attribute..., text: String) {
        open(tag.rawValue, attributes)
        self.text(text)
        close(tag.rawValue)
    }

    /// Writes an empty element that still needs its closing tag, as in `<rect></rect>`.
    mutating func callAsFunction(_ tag: Tag, _ attributes: Attribute...) {
        open(tag.rawValue, attributes)
        close(tag.rawValue)
    }

    /// Writes an element that has no closing tag.
    mutating func callAsFunction(_ tag: VoidTag, _ attributes: Attribute...) {
        open(tag.rawValue, attributes)
    }

    /// Writes words, escaped.
    mutating func text(_ words: String) {
        Escaping.append(words, to: &bytes)
    }

    /// Writes a stretch of UTF-8, escaped; the caller has cut it between scalars.
    mutating func text(utf8: ArraySlice<UInt8>) {
        utf8.withUnsafeBufferPointer { Escaping.append($0, to: &bytes) }
    }

    /// Writes markup that stands in the source.
    mutating func raw(_ markup: StaticString) {
        markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Writes a line break in the markup, which keeps pages and goldens readable.
    mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func open(_ tag: String, _ attributes: [Attribute]) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(contentsOf: tag.utf8)
        for attribute in attributes {
            attribute.write(to: &bytes)
        }
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func close(_ tag: String) {
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "/"))
        bytes.append(contentsOf: tag.utf8)
        bytes.append(UInt8(ascii: ">"))
    }
}
