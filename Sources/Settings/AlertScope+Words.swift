extension Settings.AlertScope {
    /// The kind of scope and the name, as the SQL has them.
    package var words: (kind: String, name: String) {
        switch self {
        case .organisation: ("organisation", "")
        case .team(let name): ("team", name)
        case .tenant(let name): ("tenant", name)
        case .tier(let name): ("tier", name)
        case .namespace(let name): ("namespace", name)
        case .service(let name): ("service", name)
        case .account(let name): ("account", name)
        case .cluster(let name): ("cluster", name)
        case .owner(let name): ("owner", name)
        case .commit(let name): ("commit", name)
        case .department(let name): ("department", name)
        case .environment(let name): ("environment", name)
        }
    }
}
