import Keys
import Money
import Settings
import Store
import TestSupport

@testable import Alerts

/// A database whose published cost a test writes itself.
struct Books {
    let database: ThrowAwayDatabase
    let connection: Connection

    init() throws {
        database = try ThrowAwayDatabase()
        connection = try database.connect()
    }

    /// Publishes an amount in a month, beside what is there.
    func add(
        _ amount: String, in month: String = "2026-10", on day: String? = nil, currency: String = "USD",
        billed: String? = nil,
        _ dimensions: [String: String] = ["team": "payments"]
    ) throws {
        let fields = [
            "team", "tenant", "tier", "namespace", "service_name", "sub_account_id", "billing_account_id", "kind",
            "owner", "commit", "cluster",
        ]
        var values = dimensions
        values["billing_account_id"] = dimensions["billing_account_id"] ?? "payer"
        values["kind"] = dimensions["kind"] ?? "cpu"
        precondition(values.keys.allSatisfy(fields.contains))
        try connection.query(
            """
            insert into cost.day (
                billing_month, source, usage_date, billing_currency, rule, is_shared, billed_cost, effective_cost,
                contracted_cost, list_cost, team, tenant, tier, namespace, service_name, sub_account_id,
                billing_account_id, kind, owner, commit, cluster
            )
            values (
                $1::date, 'test', $16::date, $2, 'test', false, $3::numeric, $4::numeric,
                0, 0, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
            )
            """,
            [.text(month + "-01"), .text(currency), .text(billed ?? "0"), .text(amount)]
                + fields.map { .text(values[$0]) } + [.text(day ?? month + "-01")])
    }

    /// Publishes an amount on each of a row of days, beside what is there.
    func addDays(
        from first: String, _ amounts: [String], _ dimensions: [String: String] = ["team": "payments"]
    ) throws {
        let start = UTCDate(iso: first)!
        for (offset, amount) in amounts.enumerated() {
            let day = start.adding(days: offset)
            try add(amount, in: day.month.description, on: day.description, dimensions)
        }
    }

    /// Takes a month's cost away, as publishing it anew does first.
    func clear(_ month: String = "2026-10") throws {
        try connection.query("delete from cost.day where billing_month = $1::date", [.text(month + "-01")])
    }

    /// What the month newly reaches under a configuration.
    @discardableResult
    func evaluate(_ configuration: String, _ month: String = "2026-10") throws -> AlertEvaluation {
        try AlertEvaluator(connection, settings: settings(configuration)).evaluate(Month(month)!)
    }

    /// A column of the only or the first row of a query.
    func value(_ sql: String) throws -> String? { try connection.query(sql)[0][0] }

    /// The first column of a query's rows.
    func values(_ sql: String) throws -> [String] { try connection.query(sql).map { $0[0] ?? "null" } }
}

/// A configuration, checked as the program's own is.
func settings(_ text: String) throws -> Settings { try Settings.parse(text, file: "chargeback.yaml") }

/// The number of a text that is one.
func number(_ text: String) throws -> ExactDecimal { try ExactDecimal(text) }
