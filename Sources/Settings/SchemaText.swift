extension Settings {
    /// Every key of the configuration with its type, default and meaning: what `chargeback config schema` prints.
    public static let schemaText = schemaText(.standard)

    /// The same with the words of a vocabulary.
    public static func schemaText(_ vocabulary: Vocabulary) -> String {
        let keys = schemaKeys(vocabulary).map { "\($0.path)\n    \($0.kind); \($0.presence)\n    \($0.meaning)\n" }
        let forms = schemaForms(vocabulary).map { "\($0.noun): \($0.title), e.g. \($0.example)\n" }
        return keys.joined(separator: "\n") + "\nForms of values\n\n" + forms.joined()
    }

    /// The forms that have a name of their own, in alphabetical order.
    static func schemaForms(_ vocabulary: Vocabulary) -> [(noun: String, title: String, example: String)] {
        var seen: Set<String> = []
        let forms = Schema.Kind.mapping(.root(vocabulary)).forms
        let named = forms.filter { $0.noun != $0.title && seen.insert($0.noun).inserted }
        return named.map { ($0.noun, $0.title, $0.example) }.sorted { $0.noun < $1.noun }
    }

    /// One key as the documentation shows it.
    struct SchemaKey {
        let path: String
        let kind: String
        let presence: String
        let meaning: String
    }

    static func schemaKeys(_ vocabulary: Vocabulary) -> [SchemaKey] { keys(of: .root(vocabulary), prefix: "") }

    private static func keys(of schema: Schema, prefix: String) -> [SchemaKey] {
        schema.keys.flatMap { key in
            let path = prefix + key.name
            let own = SchemaKey(
                path: path, kind: key.kind.noun, presence: text(of: key.presence), meaning: key.meaning)
            return [own] + inner(key.kind, path: path)
        }
    }

    /// The keys inside a kind, such as `bills[].source` and `allocation.families.<family>.cpu`.
    private static func inner(_ kind: Schema.Kind, path: String) -> [SchemaKey] {
        switch kind {
        case .mapping(let schema): keys(of: schema, prefix: path + ".")
        case .list(let entry, _): inner(entry, path: path + "[]")
        case .table(let name, _, let value): inner(value, path: "\(path).<\(name)>")
        case .scalar, .oneOrMany: []
        }
    }

    private static func text(of presence: Schema.Presence) -> String {
        switch presence {
        case .required: return "required"
        case .optional: return "optional"
        case .standard(let text):
            // The long one is a list of rules, which is no help in a line.
            return text.count > 60 ? "default as in `chargeback config show` without a file" : "default \(text)"
        case .dependent(let key, let texts, let otherwise):
            let cases = texts.sorted { $0.key < $1.key }.map { "\($0.value) with \(key) \($0.key)" }
            return "default " + (cases + [otherwise.map { "else \($0)" } ?? "else none"]).joined(separator: ", ")
        }
    }
}
