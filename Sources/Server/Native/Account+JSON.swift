import Domain
import Wire

extension JSON {
    init(_ account: Account) {
        self = [
            "id": .id(account.id), "number": .count(account.number), "name": .string(account.name),
            "domain": .text(account.domain), "created_at": .time(account.createdAt),
        ]
    }

    init(_ contact: Contact) {
        self = [
            "id": .id(contact.id), "number": .count(contact.number), "account": .id(contact.account),
            "name": .string(contact.name), "role": .text(contact.role),
            "created_at": .time(contact.createdAt),
        ]
    }

    init(_ key: IdentityKey) { self = ["kind": .string(key.kind.rawValue), "value": .string(key.value)] }
}

extension Schema {
    static let account = named("Account", .object(accountProperties))
    static let accountInFull = named("AccountInFull", .object(accountProperties + [keys]))
    static let contact = named("Contact", .object(contactProperties))
    static let contactInFull = named("ContactInFull", .object(contactProperties + [keys]))

    private static let accountProperties: [Property] = [
        .required("id", .id(Account.self)), .required("number", .integer), .required("name", .string),
        .required("domain", Schema.string.nullable, "Registrable, as in skinlab.in."),
        .required("created_at", .time),
    ]

    private static let contactProperties: [Property] = [
        .required("id", .id(Contact.self)), .required("number", .integer),
        .required("account", id(Account.self).nullable), .required("name", .string),
        .required("role", Schema.string.nullable), .required("created_at", .time),
    ]

    private static let keys = Property.required(
        "keys", array(of: identityKey), "What it is known by, most trusted first.")

    /// What tells one account or contact from another.
    private static let identityKey = named(
        "IdentityKey",
        .object([
            .required("kind", .choice(IdentityKey.Kind.allCases.map(\.rawValue))),
            .required("value", .string),
        ]))
}
