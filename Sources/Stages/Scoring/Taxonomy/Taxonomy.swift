import Domain
import Wire

/// The vocabularies scores are read with: industries, places, sizes, technologies, mailboxes, departments.
package struct Taxonomy: Sendable {
    let industries: Industries
    let places: Places
    let sizes: Sizes
    let technologies: Technologies
    /// Local parts of addresses that reach a company rather than a person.
    let sharedMailboxes: Set<String>
    private let departments: [UInt64: JobFunction]

    /// The files of `data/taxonomies`, without their `.json`.
    package enum File: String, CaseIterable, Sendable {
        case industries, places, sizes, technologies, mailboxes, departments
    }

    /// Reads the vocabularies; `bytes` answers with a file's content.
    package static func load(
        _ bytes: (File) throws(RubricError) -> [UInt8]
    ) throws(RubricError) -> Taxonomy {
        func read<Value>(_ file: File, _ field: Field<Value>) throws(RubricError) -> Value {
            let content = try bytes(file)
            do { return try field.read(file: content, named: "data/taxonomies/\(file.rawValue).json") } catch
            {
                throw RubricError(error)
            }
        }
        return Taxonomy(
            industries: try read(.industries, Industries.field()),
            places: try read(.places, Places.field()),
            sizes: try read(.sizes, Sizes.field()),
            technologies: try read(.technologies, Technologies.field()),
            sharedMailboxes: try read(.mailboxes, mailboxes()),
            departments: try read(.departments, departments()))
    }

    /// The functions that departments in people's words stand for; unknown ones are left out.
    func functions(_ names: [String]) -> [JobFunction] {
        names.compactMap { name in NameKey.of(name).flatMap { departments[$0] } }
    }

    private static func mailboxes() -> Field<Set<String>> {
        .object { fields throws(FieldError) in
            try header(&fields)
            let rows = try fields.read(
                "shared",
                .list(
                    .object { row throws(FieldError) in
                        _ = try row.read("why", .filledString)
                        return try row.read("names", .list(.filledString))
                    }))
            return Set(rows.joined())
        }
    }

    private static func departments() -> Field<[UInt64: JobFunction]> {
        .object { fields throws(FieldError) in
            try header(&fields)
            let rows = try fields.read(
                "functions",
                .list(
                    .object { row throws(FieldError) in
                        _ = try row.read("why", .filledString)
                        let function = try row.read("function", .choice(JobFunction.self))
                        return (function, try row.read("names", .list(.filledString)))
                    }))
            var byName: [UInt64: JobFunction] = [:]
            for function in JobFunction.allCases { byName[NameKey.of(function.rawValue) ?? 0] = function }
            for (function, names) in rows {
                for name in names { byName[NameKey.of(name) ?? 0] = function }
            }
            return byName
        }
    }

    private static func header(_ fields: inout Fields) throws(FieldError) {
        _ = try fields.read("name", .filledString)
        _ = try fields.read("version", .int)
        _ = try fields.read("why", .filledString)
    }
}
