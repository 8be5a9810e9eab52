import Settings
import Store

/// Writes into the database what the configuration calls departments, environments and targets of unit cost, so that scopes
/// and views know them.
struct ScopeNotes {
    private let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    func note(_ settings: Settings) throws {
        var patterns: [[(String, String?)]] = []
        for team in settings.teams {
            guard let department = team.department else { continue }
            patterns.append(row("department", department, "team", Self.like(team.name, hasWildcards: false)))
        }
        let environments = settings.environments.map { environment in
            let conditions = environment.conditions.map { condition in
                (name: condition.field.rawValue, json: JSONText.array(condition.patterns.map { Self.like($0) }))
            }
            let labels = environment.labels.map { label in
                JSONText.object([
                    (name: "names", json: JSONText.array(label.names)), (name: "patterns", json: JSONText.array(label.patterns.map { Self.like($0) })),
                ])
            }
            return JSONText.object([
                (name: "name", json: JSONText.text(environment.name)), (name: "conditions", json: JSONText.object(conditions)),
                (name: "labels", json: "[" + labels.joined(separator: ",") + "]"),
            ])
        }
        let targets = settings.watches.unitCosts.map { target -> [(String, String?)] in
            [
                ("rule", target.name), ("metric", target.metric), ("dimension", target.dimension), ("name", target.subject),
                ("currency", target.target.currency.code), ("target", "\(target.target.amount)"), ("factor", "\(target.limit)"),
            ]
        }
        try connection.query(SQL.text("alerts/note_scopes.sql"), [.text(json(patterns))])
        try connection.query(SQL.text("alerts/forget_environments.sql"))
        try connection.query(
            SQL.text("ledger/organisation/environments.sql"), [.text("[" + environments.joined(separator: ",") + "]")])
        try connection.query(SQL.text("alerts/note_targets.sql"), [.text(json(targets))])
    }

    private func row(_ kind: String, _ name: String, _ field: String, _ pattern: String) -> [(String, String?)] {
        [("kind", kind), ("name", name), ("field", field), ("pattern", pattern)]
    }

    private func json(_ rows: [[(String, String?)]]) -> String {
        "[" + rows.map { JSONText.object($0) }.joined(separator: ",") + "]"
    }

    /// A pattern of the configuration as one of LIKE: `*` stands for any characters, all others for themselves.
    static func like(_ pattern: String, hasWildcards: Bool = true) -> String {
        var text = ""
        for character in pattern {
            switch character {
            case "%", "_", "\\": text += "\\\(character)"
            case "*" where hasWildcards: text += "%"
            default: text.append(character)
            }
        }
        return text
    }
}
