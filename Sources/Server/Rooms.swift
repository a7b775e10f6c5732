import Domain
import Storage
import Tabular

/// What handlers may reach: the store, the pipeline, and where things are.
package struct Rooms: Sendable {
    package let store: Store
    package let engine: Engine
    /// The workspace of a request that names none.
    package let home: ID<Workspace>
    package let version: String
    /// Folder for uploads.
    package let uploads: String
    package let headers: HeaderLexicon
    /// Folder of style sheets, scripts and images.
    package let webRoot: String

    package init(
        store: Store, engine: Engine, home: ID<Workspace>, version: String, uploads: String,
        headers: HeaderLexicon, webRoot: String
    ) {
        self.store = store
        self.engine = engine
        self.home = home
        self.version = version
        self.uploads = uploads
        self.headers = headers
        self.webRoot = webRoot
    }

    /// The workspace a request names with `?workspace=ws_…`, else home.
    package func workspace(of request: Request) throws(HTTPError) -> ID<Workspace> {
        guard let text = request.query["workspace"] else { return home }
        guard let id = ID<Workspace>(text) else {
            throw .invalid([
                FieldIssue(.query, "workspace", "Input should be a workspace id, as in ws_…", kind: .invalid)
            ])
        }
        return id
    }
}
