/// Where in a document a value sits, and how strictly the document is read.
package struct FieldPlace: Hashable, Sendable {
    /// The file, or what stands for it in messages ("body"); may be empty.
    package let origin: String
    /// The way down from the document's top: `dimensions[0].criteria[2]`.
    package let path: String
    /// Whether keys nobody asked for are let pass.
    package let ignoresUnknown: Bool

    /// The top of a document.
    package init(origin: String, ignoresUnknown: Bool = false) {
        self.init(origin: origin, path: "", ignoresUnknown: ignoresUnknown)
    }

    private init(origin: String, path: String, ignoresUnknown: Bool) {
        self.origin = origin
        self.path = path
        self.ignoresUnknown = ignoresUnknown
    }

    /// The member under `key`.
    package func member(_ key: String) -> FieldPlace {
        let step = path.isEmpty ? key : "\(path).\(key)"
        return FieldPlace(origin: origin, path: step, ignoresUnknown: ignoresUnknown)
    }

    /// The element at `index`.
    package func element(_ index: Int) -> FieldPlace {
        FieldPlace(origin: origin, path: "\(path)[\(index)]", ignoresUnknown: ignoresUnknown)
    }

    /// A complaint about what is here.
    package func fault(_ kind: FieldError.Kind, _ problem: String) -> FieldError {
        FieldError(place: self, kind: kind, problem: problem)
    }
}

/// What is wrong with a document that is JSON but not what was expected, and where.
package struct FieldError: Error, Hashable, CustomStringConvertible {
    /// The sort of fault, for callers that answer each differently.
    package enum Kind: Hashable, Sendable {
        case notJSON
        case missing
        case mistyped
        case unknownKey
        case invalid
    }

    /// Where the fault is.
    package let place: FieldPlace
    /// The sort of fault.
    package let kind: Kind
    /// What is wrong, in plain words: `expected a string, got a number (3)`.
    package let problem: String

    package var description: String {
        [place.origin, place.path, problem].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
