import Settings
import Store

/// What the gate decided; `report.blocked_change` adds it up.
public struct Decisions {
    private let connection: Connection

    /// The decisions of a database.
    public init(_ connection: Connection) { self.connection = connection }

    /// Keeps a decision.
    public func record(_ comparison: Comparison, rules: ChangeRules) throws {
        let (base, head) = (comparison.base, comparison.head)
        try connection.query(
            SQL.text("change/record.sql"),
            [
                .text(base.service), .text(base.subject), .text(head.subject), .text(comparison.isBlocked ? "blocked" : "passed"),
                .text(JSONText.array(comparison.blockedBy.map(\.name))), .text(rules.digest.description), .text(base.currency),
                .text(base.metric), .text(base.amounts["cost"]?.perThousand), .text(head.amounts["cost"]?.perThousand),
                .text(base.load),
            ], name: "sql/change/record.sql")
    }
}
