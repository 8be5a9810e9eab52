import Labels

extension LabelSource {
    /// The source that the file's notation names, or `nil`.
    init?(_ text: String) {
        switch text {
        case "csv": self = .csv
        case "workload": self = .workload
        default:
            for (words, source) in Self.notations where text.hasPrefix(words) {
                let rest = String(text.dropFirst(words.count))
                let isKey = words == Self.literal || !rest.contains(where: \.isWhitespace)
                guard !rest.isEmpty, isKey, rest.first != " ", rest.last != " " else { return nil }
                self = source(rest)
                return
            }
            return nil
        }
    }

    /// The source in the file's notation.
    public var notation: String {
        switch self {
        case .podLabel(let key): "pod label \(key)"
        case .podAnnotation(let key): "pod annotation \(key)"
        case .namespaceLabel(let key): "namespace label \(key)"
        case .workload: "workload"
        case .csv: "csv"
        case .literal(let value): Self.literal + value
        }
    }

    private static let literal = "literal "
    private static let notations: [(String, @Sendable (String) -> Self)] = [
        ("pod label ", { .podLabel($0) }), ("pod annotation ", { .podAnnotation($0) }),
        ("namespace label ", { .namespaceLabel($0) }), (literal, { .literal($0) }),
    ]
}

extension Settings.TeamField {
    /// The field of a name such as `owner` or `tag.team`, or `nil`.
    init?(_ name: String) {
        switch name {
        case "cluster": self = .cluster
        case "namespace": self = .namespace
        case "tenant": self = .tenant
        case "tier": self = .tier
        case "owner": self = .owner
        case "account": self = .account
        case "service": self = .service
        case "resource": self = .resource
        default:
            guard name.hasPrefix("tag."), name != "tag." else { return nil }
            self = .tag(String(name.dropFirst(4)))
        }
    }

    /// The field's name in the file.
    public var name: String {
        switch self {
        case .cluster: "cluster"
        case .namespace: "namespace"
        case .tenant: "tenant"
        case .tier: "tier"
        case .owner: "owner"
        case .account: "account"
        case .service: "service"
        case .resource: "resource"
        case .tag(let key): "tag.\(key)"
        }
    }
}

extension Settings.TeamName {
    /// A team's name, or a field in braces; `nil` for braces around anything else.
    init?(_ text: String) {
        guard text.contains("{") || text.contains("}") else {
            self = .fixed(text)
            return
        }
        guard text.hasPrefix("{"), text.hasSuffix("}"),
            let field = Settings.TeamField(String(text.dropFirst().dropLast())), field != .resource
        else { return nil }
        self = .value(field)
    }

    /// The name in the file's notation.
    public var notation: String {
        switch self {
        case .fixed(let name): name
        case .value(let field): "{\(field.name)}"
        }
    }
}
