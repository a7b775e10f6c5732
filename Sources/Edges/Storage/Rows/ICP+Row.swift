import Domain
import Wire

extension ICP.Criteria {
    /// As stored: only what is asked for, under the property's name.
    var packed: String {
        var object = JSONObject()
        object["name"] = .string(name)
        object["description"] = .string(description)
        for (key, path) in Self.lists where !self[keyPath: path].isEmpty {
            object[key] = .array(self[keyPath: path].map(JSON.string))
        }
        if let sizes {
            object["sizes"] = .array([.int(Int64(sizes.lowerBound)), .int(Int64(sizes.upperBound))])
        }
        if !signals.isEmpty {
            let sorted = signals.sorted { $0.key < $1.key }
            object["signals"] = .object(JSONObject(sorted.map { ($0.key, JSON.bool($0.value)) }))
        }
        if !notes.isEmpty { object["notes"] = .string(notes) }
        return JSON.object(object).text
    }

    init(packed: String) {
        self.init()
        // What `packed` wrote parses; anything else reads as an ICP that asks for nothing.
        guard let stored = try? JSON.parse(packed) else { return }
        name = stored["name"]?.stringValue ?? ""
        description = stored["description"]?.stringValue ?? ""
        for (key, path) in Self.lists {
            self[keyPath: path] = stored[key]?.arrayValue?.compactMap(\.stringValue) ?? []
        }
        if let low = stored["sizes"]?[0]?.intValue, let high = stored["sizes"]?[1]?.intValue, low <= high {
            sizes = Int(low)...Int(high)
        }
        for (kind, isOn) in stored["signals"]?.objectValue ?? [:] {
            signals[kind] = isOn.boolValue
        }
        notes = stored["notes"]?.stringValue ?? ""
    }

    private static var lists: [(String, WritableKeyPath<ICP.Criteria, [String]>)] {
        [
            ("industries", \.industries), ("size_buckets", \.sizeBuckets), ("geographies", \.geographies),
            ("stages", \.stages), ("funding_stages", \.fundingStages), ("budget_signals", \.budgetSignals),
            ("tech_must", \.tech.must), ("tech_nice", \.tech.nice), ("tech_avoid", \.tech.avoid),
            ("titles", \.titles), ("exclude_titles", \.excludeTitles), ("departments", \.departments),
            ("hiring_keywords", \.hiringKeywords), ("pain_keywords", \.painKeywords),
            ("keywords", \.keywords), ("channels", \.channels), ("exclusions", \.exclusions),
        ]
    }
}
