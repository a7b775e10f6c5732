/// Whose API a route belongs to; fixes the shape of its errors and its place in the documentation.
package enum Facade: String, CaseIterable, Sendable {
    /// Raptorflow Lead Engine.
    case s1
    /// Lead Intelligence System.
    case s2
    /// Lead Intent Scoring Service.
    case s3
    /// The native API.
    case v1
    /// The web app's pages.
    case app
    /// Health, metrics, documentation, assets.
    case ops

    /// The heading its routes stand under.
    package var tag: String {
        switch self {
        case .s1: "Raptorflow Lead Engine"
        case .s2: "Lead Intelligence System"
        case .s3: "Lead Intent Scoring Service"
        case .v1: "Harrier"
        case .app: "Web app"
        case .ops: "Operations"
        }
    }

    /// One sentence under the heading.
    package var about: String {
        switch self {
        case .s1:
            "Drop-in for the published API on port 8000: ICPs, signals, leads. Errors are `{\"detail\": …}`."
        case .s2: "The routes that system proposes: ICP and enriched leads. Errors are RFC 9457 problems."
        case .s3:
            "Drop-in for the published API on port 5000: offer, leads, scores. Errors are `{\"error\": …}`."
        case .v1: "The native API, one resource per noun. Errors are RFC 9457 problems."
        case .app: "Pages for people. They answer in HTML."
        case .ops: "Running the server: health, metrics, this documentation."
        }
    }

    /// How its errors are written down.
    package var errorShape: ErrorShape {
        switch self {
        case .s1: .fastAPI
        case .s3: .flask
        case .s2, .v1, .ops: .problem
        case .app: .page
        }
    }
}

/// The forms an error can take on the wire.
package enum ErrorShape: Sendable {
    /// `{"detail": "…"}`, or a list of issues for 422.
    case fastAPI
    /// `{"error": "…"}`.
    case flask
    /// RFC 9457 `application/problem+json`.
    case problem
    /// A page.
    case page
}
