import Testing

/// A strict reader of our own markup: finds every tag and attribute a browser would.
struct Scan {
    private var tags: [Tag] = []

    private struct Tag {
        var name: String
        var attributes: [(name: String, value: String)] = []
        /// `<path/>`.
        var isClosed: Bool
    }

    struct Broken: Error {
        var at: String
    }

    init(_ html: String) throws {
        var rest = Substring(html)
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            guard let close = Self.endOfTag(rest) else { throw Broken(at: String(rest.prefix(60))) }
            tags.append(Self.parse(rest[..<close]))
            rest = rest[rest.index(after: close)...]
        }
    }

    /// Every script is a file of ours, every address of an allowed kind, no handler, no inline style, tags balanced.
    func check(_ page: String) throws {
        var open: [String] = []
        for tag in tags where tag.name != "!doctype" {
            if tag.name.hasPrefix("/") {
                #expect(open.popLast() == String(tag.name.dropFirst()), "\(page): \(tag.name) closes nothing")
            } else if !tag.isClosed, !Self.void.contains(tag.name) {
                open.append(tag.name)
            }
            #expect(Self.known.contains(tag.name.replacing("/", with: "")), "\(page) has <\(tag.name)>")
            if tag.name == "script" {
                let source = tag.attributes.first { $0.name == "src" }?.value ?? ""
                #expect(source.hasPrefix("/assets/"), "\(page) has a script of its own")
            }
            for attribute in tag.attributes {
                #expect(
                    !attribute.name.hasPrefix("on") && attribute.name != "style", "\(page): \(attribute.name)"
                )
                if ["href", "src", "action", "hx-get", "hx-post"].contains(attribute.name) {
                    let isAllowed = ["/", "#", "https://", "http://", "mailto:"].contains {
                        attribute.value.hasPrefix($0)
                    }
                    #expect(isAllowed && !attribute.value.hasPrefix("//"), "\(page): \(attribute.value)")
                }
            }
        }
        #expect(open.isEmpty, "\(page) leaves \(open) open")
    }

    private static let void: Set = ["meta", "link", "input", "br"]
    private static let known: Set<String> = [
        "!doctype", "html", "head", "meta", "title", "link", "script", "noscript", "body", "a", "article",
        "aside",
        "b", "bdi", "br", "button", "code", "dd", "details", "dialog", "div", "dl", "dt", "form", "h1", "h2",
        "h3",
        "header", "input", "kbd", "label", "li", "main", "mark", "nav", "ol", "option", "p", "q", "section",
        "select",
        "small", "span", "summary", "table", "tbody", "td", "textarea", "th", "thead", "time", "tr", "ul",
        "svg", "path", "circle", "rect", "defs", "pattern",
    ]

    private static func endOfTag(_ text: Substring) -> Substring.Index? {
        var quote: Character?
        for index in text.indices {
            let letter = text[index]
            if let open = quote {
                if letter == open { quote = nil }
            } else if letter == "\"" || letter == "'" {
                quote = letter
            } else if letter == ">" {
                return index
            }
        }
        return nil
    }

    private static func parse(_ tag: Substring) -> Tag {
        let name = tag.prefix { !$0.isWhitespace }
        var rest = tag[name.endIndex...].drop(while: \.isWhitespace)
        var parsed = Tag(name: name.lowercased(), isClosed: tag.hasSuffix("/"))
        while !rest.isEmpty, rest != "/" {
            let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
            rest = rest[key.endIndex...]
            var value: Substring = ""
            if rest.first == "=", let quote = rest.dropFirst().first {
                let inner = rest.dropFirst(2)
                value = inner.prefix { $0 != quote }
                rest = inner[value.endIndex...].dropFirst()
            }
            parsed.attributes.append((key.lowercased(), String(value)))
            rest = rest.drop(while: \.isWhitespace)
        }
        return parsed
    }
}
