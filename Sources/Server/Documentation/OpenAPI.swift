import Wire

/// The route table as an OpenAPI 3.1 document.
struct OpenAPI {
    let routes: [Route]
    let version: String

    /// The whole document.
    var json: JSON {
        let facades = Facade.allCases.filter { facade in routes.contains { $0.facade == facade } }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Harrier", "version": .string(version),
                "description":
                    "Lead intelligence with the evidence behind every point. One server, several published APIs.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "tags": .array(
                facades.map { ["name": .string($0.tag), "description": .string($0.about)] }),
            "paths": paths,
            "components": [
                "schemas": .object(schemas),
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "The value of HARRIER_TOKEN, where the server asks for one.",
                    ]
                ],
            ],
            "security": [[:], ["token": []]],
        ]
    }

    private var paths: JSON {
        var paths = JSONObject()
        for route in routes {
            let template = route.pattern.template
            var item = paths[template]?.objectValue ?? [:]
            item[route.method.name.lowercased()] = operation(route)
            paths[template] = .object(item)
        }
        return .object(paths)
    }

    private func operation(_ route: Route) -> JSON {
        var operation: JSONObject = [
            "tags": [.string(route.facade.tag)],
            "summary": .string(route.summary),
            "operationId": .string(Self.operationID(route)),
        ]
        if !route.about.isEmpty { operation["description"] = .string(route.about) }
        let parameters = Self.parameters(route)
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let body = route.body { operation["requestBody"] = Self.requestBody(body) }
        operation["responses"] = Self.responses(route)
        if route.isOpen { operation["security"] = [[:]] }
        return .object(operation)
    }

    /// Every named schema of every route, and those of the errors.
    private var schemas: JSONObject {
        var named: [String: JSONObject] = [:]
        for route in routes {
            let own = route.parameters.map(\.schema) + (route.body?.forms.map(\.schema) ?? [])
            for schema in own + route.answers.compactMap(\.schema) + [route.facade.errorShape.schema] {
                named.merge(schema.named) { first, _ in first }
            }
        }
        return JSONObject(named.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value)) })
    }
}

extension OpenAPI {
    /// `get_api_leads_lead_id`: stable as long as the path is, which generated clients rely on.
    private static func operationID(_ route: Route) -> String {
        let words = route.pattern.template.split { !$0.isLetter && !$0.isNumber }
        return ([route.method.name.lowercased()] + words.map(String.init)).joined(separator: "_")
    }

    private static func parameters(_ route: Route) -> [JSON] {
        let documented = Set(route.parameters.filter { $0.place == .path }.map(\.name))
        let own = route.pattern.parameters.filter { !documented.contains($0.name) }.map { parameter in
            ParameterDoc(
                parameter.name, in: .path, parameter.kind == .integer ? .integer : .string, "",
                isRequired: true)
        }
        return (own + route.parameters).map(parameter)
    }

    private static func parameter(_ doc: ParameterDoc) -> JSON {
        var json: JSONObject = [
            "name": .string(doc.name), "in": .string(doc.place.rawValue),
            "required": .bool(doc.isRequired || doc.place == .path),
        ]
        if !doc.about.isEmpty { json["description"] = .string(doc.about) }
        json["schema"] = .object(doc.schema.json)
        return .object(json)
    }

    private static func requestBody(_ body: BodyDoc) -> JSON {
        var content = JSONObject()
        for form in body.forms { content[form.mediaType] = media(form.schema, form.example) }
        return ["required": .bool(body.isRequired), "content": .object(content)]
    }

    private static func media(_ schema: Schema, _ example: JSON?) -> JSON {
        var media: JSONObject = ["schema": .object(schema.json)]
        if let example { media["example"] = example }
        return .object(media)
    }

    private static func responses(_ route: Route) -> JSON {
        let shape = route.facade.errorShape
        let failure: JSON = .object([shape.mediaType: media(shape.schema, nil)])
        var responses = JSONObject()
        for answer in route.answers.sorted(by: { $0.status < $1.status }) {
            var json: JSONObject = ["description": .string(answer.about.isEmpty ? "Success" : answer.about)]
            if let type = answer.mediaType, let schema = answer.schema {
                json["content"] = .object([type: media(schema, answer.example)])
            } else if answer.status >= 400 {
                json["content"] = failure
            }
            responses["\(answer.status)"] = .object(json)
        }
        responses["default"] = ["description": "Any error", "content": failure]
        return .object(responses)
    }
}

extension ErrorShape {
    fileprivate var mediaType: String {
        switch self {
        case .fastAPI, .flask: MediaType.json
        case .problem: MediaType.problem
        case .page: "text/html"
        }
    }

    /// The shape as a schema of its own.
    var schema: Schema {
        switch self {
        case .fastAPI: .named("ErrorDetail", Self.fastAPIBody)
        case .flask: .named("ErrorMessage", .object([.required("error", .string, "What is wrong.")]))
        case .problem: .named("Problem", Self.problemBody)
        case .page: .string
        }
    }

    private static let fastAPIBody = Schema.object([
        .required(
            "detail",
            .either([
                .string,
                .array(
                    of: .named(
                        "ErrorIssue",
                        .object([
                            .required(
                                "loc", .array(of: .either([.string, .integer])), "The way to the value."),
                            .required("msg", .string, "What is wrong with it."),
                            .required("type", .string, "The sort of fault."),
                        ]))),
            ]), "What is wrong: a sentence, or one issue per value.")
    ])

    private static let problemBody = Schema.object([
        .required("type", .string(format: "uri"), "The sort of fault, as a URI."),
        .required("title", .string, "The sort of fault, in words."),
        .required("status", .integer, "The HTTP status."),
        .required("detail", .string, "What is wrong in this request."),
        .required("code", .string, "The sort of fault, for programs."),
        .optional("hint", .string, "How to mend it."),
        .optional(
            "errors",
            .array(
                of: .named(
                    "ProblemIssue",
                    .object([
                        .required("in", .choice(["path", "query", "header", "body"])),
                        .required("field", .string), .required("detail", .string), .required("code", .string),
                    ]))), "The values at fault."),
        .optional("request_id", .string, "Names this request in the log."),
    ])
}
