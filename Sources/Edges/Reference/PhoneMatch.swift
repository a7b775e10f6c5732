import CPhoneNumber

/// A telephone number as a text wrote it and as the world dials it.
package struct PhoneMatch: Hashable, Sendable {
    /// Where it stands, in Unicode scalars of the text searched, extension included.
    package let span: Range<Int>
    /// The number as E.164, `+` and digits, without its extension.
    package let e164: String
    /// The two-letter region it belongs to; nil for numbers of no country or of several.
    package let region: String?
    /// The sort of line.
    package let kind: PhoneKind
    /// Whether its country's plan assigns it, rather than its length merely fitting.
    package let isValid: Bool

    /// True for a mobile, false for another sort of line, nil where the plan does not tell.
    package var isMobile: Bool? {
        switch kind {
        case .mobile: true
        case .fixedOrMobile, .unknown: nil
        default: false
        }
    }

    init(_ number: harrier_phone, span: Range<Int>) {
        self.span = span
        e164 = Self.string(number.e164)
        let region = Self.string(number.region)
        self.region = region.isEmpty || region == "001" ? nil : region
        kind = PhoneKind(rawValue: number.kind) ?? .unknown
        isValid = number.valid
    }

    /// Reads a NUL-terminated ASCII field, which C imports as a tuple.
    private static func string<Field>(_ field: Field) -> String {
        withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

/// The sort of line a number belongs to, as libphonenumber numbers them.
package enum PhoneKind: Int32, Sendable, CaseIterable {
    case fixed, mobile, fixedOrMobile, tollFree, premium, sharedCost, voip, personal, pager, company,
        voicemail, unknown
}
