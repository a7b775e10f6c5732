import Domain

extension Lead.Stage {
    var label: String {
        switch self {
        case .new: "New"
        case .contacted: "Contacted"
        case .qualified: "Qualified"
        case .pitched: "Pitched"
        case .trial: "In trial"
        case .won: "Won"
        case .lost: "Lost"
        case .parked: "Parked"
        }
    }

    /// After a name: `Saltmarsh Skincare marked contacted`.
    var done: String {
        switch self {
        case .new: "is new again"
        case .trial: "marked in trial"
        default: "marked \(rawValue)"
        }
    }

    /// On a button.
    var act: String {
        switch self {
        case .new: "Mark new"
        case .trial: "Mark in trial"
        default: "Mark \(rawValue)"
        }
    }

    /// The step that usually follows; nil when the work is done.
    var next: Lead.Stage? {
        switch self {
        case .new, .lost, .parked: .contacted
        case .contacted: .qualified
        case .qualified: .pitched
        case .pitched: .trial
        case .trial: .won
        case .won: nil
        }
    }
}

extension SourceType {
    /// As in `Job post, captured Fri 13 Nov`.
    var label: String {
        switch self {
        case .jobPost: "Job post"
        case .website: "Web page"
        case .ocr: "Scan"
        case .manual: "Pasted text"
        case .csv: "CSV row"
        case .webhook: "Webhook"
        case .feed: "Feed entry"
        case .demo: "Demo text"
        }
    }
}
