import Wire

extension HTTPError {
    /// This error as `facade` writes errors down.
    package func response(for facade: Facade, id: RequestID?) -> Response {
        var response =
            switch facade.errorShape {
            case .fastAPI: Response.json(fastAPI(id), status: fastAPIStatus)
            case .flask: Response.json(flask(id), status: code.status)
            case .problem: Response.bytes(problem(id).bytes, MediaType.problem, status: code.status)
            case .page: Response.html(ErrorPage.html(self, id: id), status: code.status)
            }
        for field in headers { response.headers.add(field.name, field.value) }
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// The sentence for APIs that have room for one.
    private var sentence: String {
        guard let hint else { return detail }
        return "\(detail) \(hint)"
    }

    /// A fault of ours carries the request's id, so that somebody can find it in the log.
    private func withID(_ object: JSONObject, _ id: RequestID?) -> JSON {
        guard code.status >= 500, let id else { return .object(object) }
        var object = object
        object["request_id"] = .string(id.text)
        return .object(object)
    }
}

// MARK: - FastAPI

extension HTTPError {
    /// FastAPI answers 422 where a body is no JSON at all.
    private var fastAPIStatus: Int { isSyntaxError ? Code.invalid.status : code.status }

    private var isSyntaxError: Bool { code == .malformedJSON && issues.first?.kind == .notJSON }

    private func fastAPI(_ id: RequestID?) -> JSON {
        switch code {
        case .invalid where !issues.isEmpty, .malformedJSON where isSyntaxError:
            return ["detail": .array(issues.map(\.fastAPI))]
        case .noRoute, .methodNotAllowed:  // what the framework itself says, which clients may compare
            return ["detail": .string(code.title)]
        default:
            return withID(["detail": .string(sentence)], id)
        }
    }
}

extension FieldIssue {
    fileprivate var fastAPI: JSON {
        let place =
            [JSON.string(part.rawValue)]
            + path.map { step in
                switch step {
                case .key(let key): JSON.string(key)
                case .index(let index): JSON.int(Int64(index))
                }
            }
        return ["loc": .array(place), "msg": .string(message), "type": .string(kind.rawValue)]
    }
}

// MARK: - Flask, RFC 9457

extension HTTPError {
    private func flask(_ id: RequestID?) -> JSON { withID(["error": .string(sentence)], id) }

    private func problem(_ id: RequestID?) -> JSON {
        var object: JSONObject = [
            "type": .string("urn:harrier:problem:\(code.rawValue)"),
            "title": .string(code.title),
            "status": .int(Int64(code.status)),
            "detail": .string(detail),
            "code": .string(code.rawValue),
        ]
        if let hint { object["hint"] = .string(hint) }
        if !issues.isEmpty {
            object["errors"] = .array(
                issues.map { issue in
                    [
                        "in": .string(issue.part.rawValue), "field": .string(issue.pathText),
                        "detail": .string(issue.message), "code": .string(issue.kind.rawValue),
                    ]
                })
        }
        if let id { object["request_id"] = .string(id.text) }
        return .object(object)
    }
}
