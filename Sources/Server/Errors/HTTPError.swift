/// Everything that can be wrong with a request, and the few things that can be wrong with us.
///
/// Thrown by whoever finds the fault; the façade the request came in by decides how it is written down.
package struct HTTPError: Error, Hashable {
    /// What went wrong: fixes status and title.
    package let code: Code
    /// What is wrong in this request, in plain words.
    ///
    /// Never a secret, never somebody's page.
    package let detail: String
    /// Where, when it can be said.
    package let issues: [FieldIssue]
    /// How to mend it.
    package let hint: String?
    /// Header fields the answer needs, such as `Allow`.
    package let headers: Headers

    /// The full form.
    package init(
        _ code: Code, _ detail: String, issues: [FieldIssue] = [], hint: String? = nil, headers: Headers = [:]
    ) {
        self.code = code
        self.detail = detail
        self.issues = issues
        self.hint = hint
        self.headers = headers
    }

    /// A fault in one named place.
    package init(
        _ code: Code, _ detail: String, in part: FieldIssue.Part, at path: String = "", hint: String? = nil
    ) {
        let issue = FieldIssue(part, path, detail, kind: .invalid)
        self.init(code, detail, issues: path.isEmpty ? [] : [issue], hint: hint)
    }

    /// Values that do not fit (422), one issue each.
    package static func invalid(_ issues: [FieldIssue]) -> HTTPError {
        let detail = issues.map { issue in
            issue.path.isEmpty ? issue.message : "\(issue.pathText): \(issue.message)"
        }.joined(separator: "; ")
        return HTTPError(.invalid, detail, issues: issues)
    }

    /// Something that is not there, as in "No lead has the id 7".
    package static func notFound(_ detail: String) -> HTTPError { HTTPError(.notFound, detail) }

    /// What a client sees of a fault of ours: nothing but that there was one.
    package static let internalFault = HTTPError(
        .internalFault, "Something went wrong on our side.",
        hint: "Try again; if it happens again, report the request id.")
}

extension HTTPError {
    /// The closed list of faults.
    package enum Code: String, CaseIterable, Sendable {
        case badRequest = "bad_request"
        case malformedJSON = "malformed_json"
        case malformedForm = "malformed_form"
        case unauthorized = "unauthorized"
        case forbidden = "forbidden"
        case crossSite = "cross_site"
        case notFound = "not_found"
        case noRoute = "no_such_route"
        case methodNotAllowed = "method_not_allowed"
        case timeout = "request_timeout"
        case conflict = "conflict"
        case keyInFlight = "idempotency_key_in_flight"
        case tooLarge = "too_large"
        case unsupportedMediaType = "unsupported_media_type"
        case misdirected = "unknown_host"
        case invalid = "invalid"
        case keyReused = "idempotency_key_reused"
        case tooManyRequests = "too_many_requests"
        case clientGone = "client_gone"
        case internalFault = "internal_error"
        case notImplemented = "not_implemented"
        case unavailable = "unavailable"
        case diskFull = "disk_full"

        /// The HTTP status.
        package var status: Int {
            switch self {
            case .badRequest, .malformedJSON, .malformedForm: 400
            case .unauthorized: 401
            case .forbidden, .crossSite: 403
            case .notFound, .noRoute: 404
            case .methodNotAllowed: 405
            case .timeout: 408
            case .conflict, .keyInFlight: 409
            case .tooLarge: 413
            case .unsupportedMediaType: 415
            case .misdirected: 421
            case .invalid, .keyReused: 422
            case .tooManyRequests: 429
            case .clientGone: 499  // nginx's number for "client closed request"; seen in logs only
            case .internalFault: 500
            case .notImplemented: 501
            case .unavailable: 503
            case .diskFull: 507
            }
        }

        /// The fault in two or three words, the same for every request.
        package var title: String {
            switch self {
            case .badRequest: "Bad Request"
            case .malformedJSON: "Malformed JSON"
            case .malformedForm: "Malformed Form"
            case .unauthorized: "Not Authenticated"
            case .forbidden: "Forbidden"
            case .crossSite: "Cross-Site Request Refused"
            case .notFound, .noRoute: "Not Found"
            case .methodNotAllowed: "Method Not Allowed"
            case .timeout: "Request Timeout"
            case .conflict: "Conflict"
            case .keyInFlight: "Same Request Still Running"
            case .tooLarge: "Content Too Large"
            case .unsupportedMediaType: "Unsupported Media Type"
            case .misdirected: "Unknown Host"
            case .invalid: "Unprocessable Content"
            case .keyReused: "Idempotency Key Reused"
            case .tooManyRequests: "Too Many Requests"
            case .clientGone: "Client Closed Request"
            case .internalFault: "Internal Server Error"
            case .notImplemented: "Not Implemented"
            case .unavailable: "Service Unavailable"
            case .diskFull: "Insufficient Storage"
            }
        }
    }
}
