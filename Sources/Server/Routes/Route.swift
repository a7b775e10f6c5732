import Wire

/// One line of the route table: what is answered, how, and everything the documentation says of it.
package struct Route: Sendable {
    /// What answers a request, or throws what is wrong with it.
    package typealias Action = @Sendable (Request) async throws -> Response

    package let method: Method
    package let pattern: PathPattern
    package let facade: Facade
    /// A few words: the heading in the documentation.
    package let summary: String
    /// The rest of what there is to say.
    package let about: String
    package let parameters: [ParameterDoc]
    package let body: BodyDoc?
    package let answers: [AnswerDoc]
    /// How large a body may be and where it is kept.
    package let bodyPolicy: BodyPolicy
    /// Whether it answers without a token even where one is asked for.
    package let isOpen: Bool
    /// Whether it may compute for more than a few milliseconds before it first waits for something.
    ///
    /// Other routes begin on the thread that read the request, which halves the cost of a short answer; a long one
    /// there would keep that thread's other clients waiting.
    package let isLong: Bool
    package let action: Action

    package init(
        _ method: Method, _ pattern: String, _ facade: Facade, _ summary: String, about: String = "",
        parameters: [ParameterDoc] = [], body: BodyDoc? = nil, answers: [AnswerDoc],
        bodyPolicy: BodyPolicy = .json, isOpen: Bool = false, isLong: Bool = false, action: @escaping Action
    ) {
        self.method = method
        self.pattern = PathPattern(pattern)
        self.facade = facade
        self.summary = summary
        self.about = about
        self.parameters = parameters
        self.body = body
        self.answers = answers
        self.bodyPolicy = bodyPolicy
        self.isOpen = isOpen
        self.isLong = isLong
        self.action = action
    }
}

/// What a route takes as its body.
package struct BodyDoc: Sendable {
    /// One form the body may take.
    package struct Form: Sendable {
        let mediaType: String
        let schema: Schema
        let example: JSON?
    }

    let forms: [Form]
    let isRequired: Bool

    /// A JSON body.
    package static func json(_ schema: Schema, example: JSON? = nil, isRequired: Bool = true) -> BodyDoc {
        BodyDoc(
            forms: [Form(mediaType: MediaType.json, schema: schema, example: example)], isRequired: isRequired
        )
    }

    /// A multipart form, for files.
    package static func multipart(_ schema: Schema) -> BodyDoc {
        BodyDoc(forms: [Form(mediaType: MediaType.multipart, schema: schema, example: nil)], isRequired: true)
    }

    /// A web form, as a page sends it.
    package static func form(_ schema: Schema) -> BodyDoc {
        BodyDoc(
            forms: [MediaType.urlEncoded, MediaType.multipart].map { type in
                Form(mediaType: type, schema: schema, example: nil)
            }, isRequired: true)
    }

    /// This or one of `other`'s forms.
    package func or(_ other: BodyDoc) -> BodyDoc {
        BodyDoc(forms: forms + other.forms, isRequired: isRequired && other.isRequired)
    }

    /// Whether a body of this media type is taken.
    func takes(_ mediaType: String?) -> Bool {
        guard let mediaType else { return false }
        let isJSON = mediaType.hasPrefix("application/") && mediaType.hasSuffix("+json")
        return forms.contains { $0.mediaType == mediaType || isJSON && $0.mediaType == MediaType.json }
    }
}

/// One answer a route may give.
package struct AnswerDoc: Sendable {
    let status: Int
    let about: String
    let mediaType: String?
    let schema: Schema?
    let example: JSON?

    /// A JSON answer.
    package static func json(
        _ schema: Schema, _ about: String = "", status: Int = 200, example: JSON? = nil
    ) -> AnswerDoc {
        AnswerDoc(status: status, about: about, mediaType: MediaType.json, schema: schema, example: example)
    }

    /// An answer that is not JSON.
    package static func content(_ mediaType: String, _ about: String, status: Int = 200) -> AnswerDoc {
        AnswerDoc(status: status, about: about, mediaType: mediaType, schema: .string, example: nil)
    }

    /// An answer without a body.
    package static func empty(_ status: Int, _ about: String) -> AnswerDoc {
        AnswerDoc(status: status, about: about, mediaType: nil, schema: nil, example: nil)
    }

    /// An error; its form is that of the route's façade.
    package static func error(_ code: HTTPError.Code, _ about: String = "") -> AnswerDoc {
        let about = about.isEmpty ? code.title : about
        return AnswerDoc(status: code.status, about: about, mediaType: nil, schema: nil, example: nil)
    }
}

/// Media types that decide something here.
enum MediaType {
    static let json = "application/json"
    static let problem = "application/problem+json"
    static let multipart = "multipart/form-data"
    static let urlEncoded = "application/x-www-form-urlencoded"
    static let html = "text/html; charset=utf-8"
}
