/// A work item: an account and/or contact against a target, with stage, owner and list.
package struct Lead: Identified, Hashable, Sendable {
    package static let prefix = "lead"

    /// The list of leads that came in as texts.
    package static let inboxList = "inbox"
    /// The list the published prospect API works on (2.4, C7).
    package static let prospectsList = "default"

    package var id: ID<Lead>
    /// The running number façades show as `lead_id`.
    package var number: Int
    package var account: ID<Account>?
    package var contact: ID<Contact>?
    package var target: Target
    /// The named set it belongs to, as in `default`.
    package var list: String
    package var stage: Stage
    package var owner: String?
    /// Hidden leads can be brought back.
    package var hiddenAt: Timestamp?
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: ID<Lead>, number: Int, account: ID<Account>?, contact: ID<Contact>?, target: Target, list: String,
        stage: Stage, owner: String?, hiddenAt: Timestamp?, createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.number = number
        self.account = account
        self.contact = contact
        self.target = target
        self.list = list
        self.stage = stage
        self.owner = owner
        self.hiddenAt = hiddenAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// Where the work stands (S1-31).
    package enum Stage: String, Hashable, Sendable, CaseIterable {
        case new, contacted, qualified, pitched, trial, won, lost, parked
    }
}

/// What a lead is scored against.
package struct Target: Hashable, Sendable {
    package var offer: ID<Offer>?
    package var icp: ID<ICP>?
    /// Scorecard reference, as in `raptorflow@1`.
    package var scorecard: String

    package init(offer: ID<Offer>? = nil, icp: ID<ICP>? = nil, scorecard: String) {
        self.offer = offer
        self.icp = icp
        self.scorecard = scorecard
    }
}
