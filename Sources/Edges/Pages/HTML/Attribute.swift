extension HTML {
    /// A name from the source and a value that is escaped when written.
    ///
    /// Addresses take a `Link`, so no attribute can carry a `javascript:` one; `style` and event handlers cannot be
    /// spelled, because the content policy forbids them.
    struct Attribute {
        private var name: StaticString
        private var value: Value

        private enum Value {
            case absent
            case flag
            case fixed(StaticString)
            case text(String)
        }

        private init(_ name: StaticString, _ value: Value) {
            self.name = name
            self.value = value
        }

        private init(_ name: StaticString, _ text: String?) {
            self.init(name, text.map(Value.text) ?? .absent)
        }

        func write(to bytes: inout [UInt8]) {
            if case .absent = value { return }
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            if case .flag = value { return }
            bytes.append(UInt8(ascii: "="))
            bytes.append(UInt8(ascii: "\""))
            switch value {
            case .fixed(let fixed): fixed.withUTF8Buffer { bytes.append(contentsOf: $0) }
            case .text(let text): Escaping.append(text, to: &bytes)
            case .absent, .flag: break
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }
}

extension HTML.Attribute {
    /// Writes nothing, for attributes that are there only sometimes.
    static let none = Self("", .absent)

    /// The attribute when the claim holds, else nothing.
    static func when(_ holds: Bool, _ attribute: @autoclosure () -> Self) -> Self {
        holds ? attribute() : .none
    }

    // Names and values from the source.
    static func `class`(_ names: StaticString) -> Self { Self("class", .fixed(names)) }
    static func type(_ type: StaticString) -> Self { Self("type", .fixed(type)) }
    static func role(_ role: StaticString) -> Self { Self("role", .fixed(role)) }
    static func fixed(_ name: StaticString, _ value: StaticString) -> Self { Self(name, .fixed(value)) }

    /// A boolean attribute, as in `disabled`.
    static func flag(_ name: StaticString, _ holds: Bool = true) -> Self {
        Self(name, holds ? .flag : .absent)
    }

    // Addresses.
    static func href(_ link: Link) -> Self { Self("href", .text(link.address)) }
    static func src(_ link: Link) -> Self { Self("src", .text(link.address)) }
    static func action(_ route: AppRoute) -> Self { Self("action", .text(route.path)) }
    static func hxGet(_ route: AppRoute) -> Self { Self("hx-get", .text(route.path)) }
    static func hxPost(_ route: AppRoute) -> Self { Self("hx-post", .text(route.path)) }

    // Words.
    static func id(_ id: String?) -> Self { Self("id", id) }
    static func name(_ name: String) -> Self { Self("name", .text(name)) }
    static func value(_ value: String) -> Self { Self("value", .text(value)) }
    static func label(_ words: String) -> Self { Self("aria-label", .text(words)) }
    static func labelled(by id: String) -> Self { Self("aria-labelledby", .text(id)) }
    static func described(by id: String) -> Self { Self("aria-describedby", .text(id)) }
    static func `for`(_ id: String) -> Self { Self("for", .text(id)) }
    static func placeholder(_ words: String) -> Self { Self("placeholder", .text(words)) }
    static func title(_ words: String?) -> Self { Self("title", words) }
    static func datetime(_ time: String) -> Self { Self("datetime", .text(time)) }
    static func content(_ words: String) -> Self { Self("content", .text(words)) }

    // State that style sheets and behaviours read.
    static func key(_ key: String?) -> Self { Self("data-key", key) }
    static func line(_ key: String) -> Self { Self("data-line", .text(key)) }
    static func lines(_ keys: String) -> Self { Self("data-lines", .text(keys)) }
    static func refs(_ keys: String) -> Self { Self("data-refs", .text(keys)) }
    static func covers(_ keys: String?) -> Self { Self("data-covers", keys) }
    static func kind(_ kind: String?) -> Self { Self("data-kind", kind) }
    static func rank(_ rank: Int) -> Self { Self("data-rank", .text(String(rank))) }
    static func theme(_ theme: String?) -> Self { Self("data-theme", theme) }
    static func stackLabel(_ words: String) -> Self { Self("data-label", .text(words)) }

    // Pictures: lengths are hundredths of a percent of the drawing's width.
    static func x(percent: Int) -> Self { Self("x", .text(Self.percentage(percent))) }
    static func width(percent: Int) -> Self { Self("width", .text(Self.percentage(percent))) }

    static func valueNow(_ percent: Int?) -> Self { Self("aria-valuenow", percent.map(String.init)) }

    private static func percentage(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
