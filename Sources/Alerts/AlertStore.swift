import Foundation
import Keys
import Money
import Store
import Texts

/// Alerts in the database: stored with their places in the outbox, and read back as messages.
struct AlertStore {
    private let connection: Connection
    private let runID: Int64?

    init(_ connection: Connection, runID: Int64? = nil) {
        self.connection = connection
        self.runID = runID
    }

    /// Stores an alert and puts it into the outbox, unless it was raised before.
    ///
    /// - Parameters:
    ///   - coveredBy: The id of the alert that speaks for it; then it is not queued.
    ///   - silencedBy: Who has silenced its rule; then it is not queued either.
    ///   - receivers: Whom it is for.
    ///   - firstID: Where it comes again: the alert of the first time.
    ///   - occurrence: The how manieth time it is.
    /// - Returns: Whether it is new.
    func store(
        _ message: AlertMessage, coveredBy: String?, silencedBy: String?, receivers: [String], firstID: String? = nil,
        occurrence: Int64 = 1
    ) throws -> Bool {
        try connection.transaction {
            let stored = try connection.query(
                SQL.text("alerts/store_alert.sql"),
                [
                    .text(message.id), .text(message.kind.rawValue), .text(message.rule), .text(message.scope.kind),
                    .text(message.scope.name), .text(message.month + "-01"), .text(message.step),
                    .text(message.unit.description), .text(message.level.rawValue), .text(message.cost),
                    .decimal(message.amount), .decimal(message.threshold), .decimal(message.percent),
                    .decimal(message.previous), .text(Self.json(message.topCauses).rendered(isIndented: false)),
                    .text(message.explainCommand), .text(message.line), .text(coveredBy), .integer(runID),
                    .text(message.period == message.month ? nil : message.period), .text(silencedBy),
                    .text(message.since), .text(firstID), .integer(occurrence),
                ])
            guard !stored.isEmpty else { return false }
            let payload = String(decoding: AlertPayload(message).body, as: UTF8.self)
            for receiver in coveredBy == nil ? receivers : [] {
                try connection.query(
                    SQL.text("alerts/queue.sql"), [.text(message.id), .text(receiver), .text(payload)])
            }
            return true
        }
    }

    /// The messages of stored alerts, by id.
    func messages(ids: [String]) throws -> [AlertMessage] {
        try connection.query(SQL.text("alerts/alert.sql"), [.text(Self.array(ids))]).map(Self.message)
    }

    /// The id of an alert that comes again.
    static func id(of firstID: String, occurrence: Int64) -> String {
        var hasher = Hasher256()
        for field in ["chargeback.again/1", firstID, "\(occurrence)"] { hasher.updateField(field) }
        return hasher.finalize().description
    }

    /// An array of ids as PostgreSQL reads it; ids are hexadecimal and need no quotes.
    static func array(_ ids: [String]) -> String { "{" + ids.joined(separator: ",") + "}" }

    /// The message of a row of sql/alerts/alert.sql or list.sql.
    static func message(_ row: Row) throws -> AlertMessage {
        let rule = row.text("rule")
        // The table's constraints allow no other words, and only units are stored.
        guard let kind = AlertMessage.Kind(rawValue: row.text("rule_kind")),
            let level = AlertMessage.Level(rawValue: row.text("severity")),
            let unit = AlertUnit(row.text("billing_currency"))
        else { preconditionFailure("ops.alert has a row that is no alert") }
        let month = row.date("billing_month")?.month.description ?? row.text("billing_month")
        return AlertMessage(
            id: row.text("alert_id"), kind: kind, rule: rule,
            scope: .init(kind: row.text("scope_kind"), name: row.text("scope_name")),
            period: row["period"] ?? month, month: month,
            step: row.text("level"), level: level, unit: unit, cost: row.text("cost"),
            amount: try decimal("amount", row, rule: rule) ?? .zero,
            threshold: try decimal("threshold", row, rule: rule) ?? .zero,
            percent: try decimal("percent", row, rule: rule),
            previous: try decimal("previous_amount", row, rule: rule),
            topCauses: try causes(row.text("causes"), rule: rule), since: row["since_date"],
            explainCommand: row.text("explain_command"))
    }

    /// A number of a row; amounts beyond 38 digits are refused, not cut.
    static func decimal(_ column: String, _ row: Row, rule: String) throws(AlertError) -> ExactDecimal? {
        do { return try row.decimal(column) } catch { throw AlertError(.amountTooLong(rule: rule), place: nil) }
    }

    /// Causes as the database keeps them: amounts are strings with every digit.
    static func causes(_ json: String, rule: String) throws -> [AlertMessage.Cause] {
        struct Part: Decodable {
            let name: String
            let amount: String
        }
        return try JSONDecoder().decode([Part].self, from: Data(json.utf8)).map { part in
            guard let amount = try? ExactDecimal(part.amount) else {
                throw AlertError(.amountTooLong(rule: rule), place: nil)
            }
            return .init(name: part.name, amount: amount)
        }
    }

    static func json(_ causes: [AlertMessage.Cause]) -> Texts.JSONText {
        .array(causes.map { .object(["name": .string($0.name), "amount": .string($0.amount.description)]) })
    }
}
