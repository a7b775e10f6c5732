import Domain
import Pages

/// The pages of the web app and the forms they post.
///
/// With a `token`, people sign in with it; `imports` runs what they upload, and is stopped before the store closes.
package func appRoutes(_ rooms: Rooms, token: Token? = nil, imports: ImportDesk) -> [Route] {
    let frame = AppFrame(rooms)
    return PasteRoutes(rooms: rooms, frame: frame).all + InboxRoutes(rooms: rooms, frame: frame).all
        + LeadPageRoutes(rooms: rooms, frame: frame).all
        + ImportRoutes(rooms: rooms, frame: frame, desk: imports).all
        + LoginRoutes(frame: frame, signIn: token.map(SignIn.init(token:))).all
}

extension Route {
    /// A page of the app.
    static func page(
        _ path: String, _ summary: String, parameters: [ParameterDoc] = [], isOpen: Bool = false,
        action: @escaping Action
    ) -> Route {
        Route(
            .get, path, .app, summary, parameters: parameters,
            answers: [.content("text/html; charset=utf-8", "The page")], isOpen: isOpen, action: action)
    }

    /// A form of the app: it leads on to a page.
    static func form(
        _ path: String, _ summary: String, _ fields: [Schema.Property] = [], bodyPolicy: BodyPolicy = .json,
        isOpen: Bool = false, action: @escaping Action
    ) -> Route {
        Route(
            .post, path, .app, summary, body: fields.isEmpty ? nil : .form(.object(fields)),
            answers: [.empty(303, "To the page that shows what came of it")], bodyPolicy: bodyPolicy,
            isOpen: isOpen, isLong: true, action: action)
    }
}
