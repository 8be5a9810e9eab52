/// One mapping of the configuration: which keys it may have.
///
/// The table of these (`Schema+Table.swift`) is the only place that knows keys, types, defaults and meanings:
/// the checker, the defaults, `config schema`, `config show` and the documentation's test all read it.
struct Schema: Sendable {
    /// The keys, in the order in which they are documented and shown.
    let keys: [Key]
    /// Keys of the form `PREFIX<anything>` besides, such as `tag.`.
    var openPrefix: String?

    /// The key of a name; one with the open prefix is made on the spot.
    func key(_ name: String) -> Key? {
        if let key = keys.first(where: { $0.name == name }) { return key }
        guard let openPrefix, name.hasPrefix(openPrefix), name != openPrefix else { return nil }
        return keys.first { $0.name == openPrefix + "<key>" }
    }

    /// A key and what may stand behind it.
    struct Key: Sendable {
        let name: String
        let kind: Kind
        let presence: Presence
        let meaning: String

        init(_ name: String, _ kind: Kind, _ presence: Presence, _ meaning: String) {
            self.name = name
            self.kind = kind
            self.presence = presence
            self.meaning = meaning
        }

        init(_ name: String, _ kind: Kind, _ meaning: String) { self.init(name, kind, .optional, meaning) }
    }

    /// Whether a key must be written, and what holds when it is not.
    enum Presence: Sendable {
        /// It must be written.
        case required
        /// Where it is absent, nothing holds; the meaning says what that means.
        case optional
        /// Where it is absent, this YAML holds, read as if it were written.
        case standard(String)
        /// The same, by the value of another key of the mapping.
        case dependent(on: String, [String: String], otherwise: String?)
    }

    /// What may stand behind a key.
    indirect enum Kind: Sendable {
        case scalar(ScalarForm)
        /// A list of at least so many of one kind.
        case list(Kind, atLeast: Int = 0)
        /// One scalar, or a list of at least one.
        case oneOrMany(ScalarForm)
        case mapping(Schema)
        /// A mapping with the user's own keys, which are of a form and called `<this>` in the documentation.
        case table(String, ScalarForm, Kind)
    }
}

extension Schema.Kind {
    /// The kind as an error names it.
    var title: String {
        switch self {
        case .scalar(let form): form.title
        case .list(.mapping, _): "a list of mappings"
        case .list(let entry, _): "a list, each entry \(entry.title)"
        case .oneOrMany(let form): "\(form.title), or a list of them"
        case .mapping(let schema): "a mapping with \(schema.keys.map(\.name).joined(separator: ", "))"
        case .table(let key, _, let value): "a mapping of \(key) to \(value.title)"
        }
    }

    /// The kind as the schema's text names it.
    var noun: String {
        switch self {
        case .scalar(let form): form.noun
        case .list(.mapping, _): "list of mappings"
        case .list(let entry, _): "list, each \(entry.noun)"
        case .oneOrMany(let form): "\(form.noun) or list of such"
        case .mapping: "mapping"
        case .table(let key, _, .mapping): "mapping by \(key)"
        case .table(let key, _, let value): "mapping of \(key) to \(value.noun)"
        }
    }

    /// The forms of the single values inside the kind.
    var forms: [ScalarForm] {
        switch self {
        case .scalar(let form), .oneOrMany(let form): [form]
        case .list(let entry, _): entry.forms
        case .mapping(let schema): schema.keys.flatMap(\.kind.forms)
        case .table(_, let form, let value): [form] + value.forms
        }
    }

    /// A value of the kind, for errors.
    var example: String {
        switch self {
        case .scalar(let form), .oneOrMany(let form): form.example
        case .list(let entry, _): "[\(entry.example)]"
        case .mapping(let schema):
            "{ \(schema.exampleKeys.map { "\($0.name): \($0.kind.example)" }.joined(separator: ", ")) }"
        case .table(_, let form, let value): "{ \(form.example): \(value.example) }"
        }
    }
}

extension Schema {
    /// What an example must have: the required keys, else the first.
    fileprivate var exampleKeys: [Key] {
        let required = keys.filter { if case .required = $0.presence { true } else { false } }
        return required.isEmpty ? Array(keys.prefix(1)) : required
    }
}
