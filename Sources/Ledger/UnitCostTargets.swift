import Settings
import Store

/// What a thousand of a business metric is to cost: written before a month is published, whose report keeps it.
struct UnitCostTargets {
    let settings: Settings

    /// Writes the configuration's targets in the place of those before.
    func store(_ connection: Connection) throws {
        let targets = settings.watches.unitCosts.map { target in
            JSONText.object([
                ("rule", Optional(target.name)), ("metric", target.metric), ("dimension", target.dimension), ("name", target.subject),
                ("currency", target.target.currency.code), ("target", "\(target.target.amount)"), ("factor", "\(target.limit)"),
            ])
        }
        try connection.query(
            SQL.text("alerts/note_targets.sql"), [.text("[" + targets.joined(separator: ",") + "]")], name: "sql/alerts/note_targets.sql")
    }
}
