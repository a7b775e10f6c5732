import Domain

/// The addresses of the web app: the one place that spells them.
///
/// Pages link and post to these, and the server redirects to them, so an address cannot differ between the two.
package enum AppRoute: Hashable, Sendable {
    /// `GET /app`: the paste box, with the inbox beside it.
    case home
    /// `GET /app?example=1`: the paste box with a sample text in it.
    case example(Int)
    /// `POST /app/paste`: reads the text and goes to its lead.
    case paste
    /// `GET /app/leads`: the inbox by tier.
    case inbox(InboxQuery = InboxQuery())
    /// `GET /app/leads/{lead}`: one lead, with one of its sources shown; nil shows the newest.
    case lead(ID<Lead>, source: ID<Snapshot>? = nil)
    /// `GET /app/leads/{lead}?was=new`: where a stage change leads, so that the page can offer the way back.
    case movedLead(ID<Lead>, was: Lead.Stage)
    /// `GET /app/leads/{lead}/preview`: the inbox's side panel, a fragment.
    case preview(ID<Lead>)
    /// `POST /app/leads/{lead}/stage`.
    case stage(ID<Lead>)
    /// `POST /app/leads/{lead}/notes`.
    case notes(ID<Lead>)
    /// `POST /app/leads/{lead}/dismissal`: hides it.
    case dismissal(ID<Lead>)
    /// `POST /app/leads/{lead}/restoration`: brings it back.
    case restoration(ID<Lead>)
    /// `GET` and `POST /app/import`: choose a file, send it.
    case imports
    /// `GET /app/import/{run}`: preview, progress or result, by the run's state.
    case importRun(ID<Run>)
    /// `POST /app/import/{run}/start`: the columns are right, go.
    case importStart(ID<Run>)
    /// `GET /app/import/{run}/scored.csv`.
    case importScored(ID<Run>)
    /// `GET /app/import/{run}/rejected.csv`.
    case importRejected(ID<Run>)
    /// `GET` and `POST /app/login`.
    case login
    /// `GET /docs`: the API's own pages.
    case apiDocs

    /// The path and, where there is one, the query.
    package var path: String {
        switch self {
        case .home: "/app"
        case .example(let number): "/app?example=\(number)"
        case .paste: "/app/paste"
        case .inbox(let query): "/app/leads" + query.encoded
        case .lead(let id, let source): "/app/leads/\(id)" + (source.map { "?source=\($0)" } ?? "")
        case .movedLead(let id, let stage): "/app/leads/\(id)?was=\(stage.rawValue)"
        case .preview(let id): "/app/leads/\(id)/preview"
        case .stage(let id): "/app/leads/\(id)/stage"
        case .notes(let id): "/app/leads/\(id)/notes"
        case .dismissal(let id): "/app/leads/\(id)/dismissal"
        case .restoration(let id): "/app/leads/\(id)/restoration"
        case .imports: "/app/import"
        case .importRun(let run): "/app/import/\(run)"
        case .importStart(let run): "/app/import/\(run)/start"
        case .importScored(let run): "/app/import/\(run)/scored.csv"
        case .importRejected(let run): "/app/import/\(run)/rejected.csv"
        case .login: "/app/login"
        case .apiDocs: "/docs"
        }
    }
}
