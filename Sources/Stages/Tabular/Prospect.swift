/// A row of a list as we understand it: a person, a company, or both, with what may be a signal.
package struct Prospect: Hashable, Sendable {
    /// A cell of a column we have no attribute for.
    package struct ExtraCell: Hashable, Sendable {
        /// The column's name.
        package let title: String
        /// What the cell holds.
        package let value: String
    }

    private var values: [String]
    /// The other cells that hold anything, in the file's order.
    package let extra: [ExtraCell]

    /// A prospect of the values given.
    package init(_ values: [ProspectAttribute: String], extra: [ExtraCell] = []) {
        self.values = ProspectAttribute.allCases.map { values[$0] ?? "" }
        self.extra = extra
    }

    init(values: [String], extra: [ExtraCell]) {
        self.values = values
        self.extra = extra
        for whole in [ProspectAttribute.name, .location] where self[whole].isEmpty {
            let separator = whole == .name ? " " : ", "
            self.values[whole.index] = whole.parts.map { self[$0] }.filter { !$0.isEmpty }.joined(
                separator: separator)
        }
    }

    /// What the list says of `attribute`; empty where it says nothing.
    package subscript(attribute: ProspectAttribute) -> String { values[attribute.index] }

    /// The person's full name.
    package var name: String { self[.name] }
    /// Job title, as written.
    package var role: String { self[.role] }
    /// The company's name.
    package var company: String { self[.company] }
    /// What the company does.
    package var industry: String { self[.industry] }
    /// Where the person or company is.
    package var location: String { self[.location] }
    /// What the person says of themselves.
    package var linkedinBio: String { self[.linkedinBio] }
    /// E-mail address, as written.
    package var email: String { self[.email] }
    /// Telephone number, as written.
    package var phone: String { self[.phone] }
    /// The company's web address, as written.
    package var website: String { self[.website] }
    /// Words that may hold a reason to talk.
    package var signalText: String { self[.signalText] }
}

/// Why a row could not be used; made for a person to mend the row.
package struct RowFault: Hashable, Sendable, CustomStringConvertible {
    /// Which row, from 1, counting the header.
    package let number: Int
    /// The line it starts on.
    package let line: Int
    /// The column's name, where the fault is in one.
    package let column: String?
    /// What is wrong.
    package let reason: String
    /// How to mend it.
    package let hint: String
    /// The row as it stands in the file, cut short.
    package let source: String

    package var description: String {
        "row \(number)" + (column.map { ", column \($0)" } ?? "") + ": \(reason). \(hint)"
    }
}

/// What became of a row.
package enum ProspectRow: Sendable {
    case prospect(Prospect, row: CSVRow)
    case skipped(row: CSVRow, reason: String)
    case fault(RowFault)
}
