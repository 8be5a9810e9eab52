import Keys
import Money
import Settings
import Store

/// Follows a figure of a report down to the lines of the bill, the use of the window, the rule and the arithmetic.
///
/// ```swift
/// let explanation = try Explainer(connection).explain(.init(month: october, cost: .effective, filters: [.team: "search"]))
/// ```
public struct Explainer {
    private let connection: Connection

    /// An explainer for a database.
    public init(_ connection: Connection) { self.connection = connection }

    /// What a question may name; each value narrows the figure.
    public enum Dimension: String, Sendable, CaseIterable {
        /// Whose it is and what it is, in the order of `report.explain`'s arguments.
        case team, tenant, commit, owner, namespace, kind, day, service
    }

    /// Which figure is asked for.
    public struct Question: Sendable {
        /// The month.
        public let month: Month
        /// Which cost.
        public let cost: Settings.Cost
        /// What narrows it; an empty team is "no team".
        public let filters: [Dimension: String]
        /// How many parts are shown in full.
        public let limit: Int
        /// How many lines of the bill each of them shows.
        public let lineLimit: Int

        /// A question from its parts.
        public init(
            month: Month, cost: Settings.Cost = .effective, filters: [Dimension: String] = [:], limit: Int = 5,
            lineLimit: Int = 10
        ) {
            (self.month, self.cost, self.filters, self.limit, self.lineLimit) = (month, cost, filters, limit, lineLimit)
        }

        fileprivate var parameters: [Parameter] {
            [.date(month.firstDate), .text(cost.rawValue)] + Dimension.allCases.map { .text(filters[$0]) }
        }
    }

    /// Explains a figure.
    ///
    /// - Throws: `ExplanationError` where nothing answers to the question, with the nearest names, or where the parts
    ///   do not add up to the published figure.
    public func explain(_ question: Question) throws -> Explanation {
        try connection.transaction(isReading: true) {
            try refuseUnknown(question)
            let groups = try connection.query(
                SQL.text("explain/groups.sql"), question.parameters, name: "sql/explain/groups.sql")
            var totals: [(currency: String, amount: ExactDecimal)] = []
            for row in groups {
                let amount = try row.decimal("amount") ?? .zero
                if totals.last?.currency == row.text("billing_currency") {
                    totals[totals.count - 1].amount = try totals[totals.count - 1].amount.adding(amount)
                } else {
                    totals.append((row.text("billing_currency"), amount))
                }
            }
            for row in try connection.query(SQL.text("explain/published.sql"), question.parameters) {
                let published = try row.decimal("amount") ?? .zero
                let explained = totals.first { $0.currency == row.text("billing_currency") }?.amount ?? .zero
                if published != explained {
                    throw ExplanationError(.notTheFigure(explained: "\(explained)", published: "\(published)"))
                }
            }
            let parts = try connection.query(
                SQL.text("explain/parts.sql"), question.parameters + [.integer(question.limit)], name: "sql/explain/parts.sql")
            return Explanation(
                question: question, totals: totals, groups: Self.records(groups), partCount: groups.reduce(0) { $0 + $1.integer("part_count") },
                parts: try parts.map { try explained($0, question) })
        }
    }

    private func explained(_ row: Row, _ question: Question) throws -> Explanation.Part {
        let part = Explanation.Record(row, Self.partColumns)
        let key: [Parameter] = [.date(question.month.firstDate), .text(question.cost.rawValue), .text(row.text("part"))]
        let charges = try connection.query(
            SQL.text("explain/charges.sql"), key + [.integer(question.lineLimit)], name: "sql/explain/charges.sql")
        let isDivided = !row.flag("is_shared") && ["cpu", "memory", "gpu", "network", "storage", "load balancer"].contains(row.text("kind"))
        let splits =
            isDivided
            ? try connection.query(SQL.text("explain/split.sql"), key + [.text(row.text("basis"))], name: "sql/explain/split.sql")
            : nil
        let shares =
            row.flag("is_shared")
            ? try connection.query(
                SQL.text("explain/distribution.sql"), key + [.text(row.text("basis"))], name: "sql/explain/distribution.sql") : nil
        return Explanation.Part(
            part: part, lines: Self.records(charges), splits: splits.map(Self.records) ?? [],
            shares: shares.map(Self.records) ?? [])
    }

    /// Names that nothing in the month has are refused, with those that are near.
    private func refuseUnknown(_ question: Question) throws {
        let period = try connection.query(SQL.text("ledger/months.sql"))
        guard let row = period.first(where: { $0.date("billing_month") == question.month.firstDate }) else {
            throw LedgerError(.noSuchMonth(question.month, known: period.compactMap { $0.date("billing_month")?.month }))
        }
        guard row.text("state") != "unpublished" else { throw ClosingError(.notPublished(question.month)) }
        for dimension in Dimension.allCases {
            guard let value = question.filters[dimension], !(dimension == .team && value.isEmpty) else { continue }
            let known = try connection.query(
                SQL.text("explain/names.sql"), [.date(question.month.firstDate), .text(dimension.rawValue)]
            ).compactMap { $0["name"] }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            guard !known.contains(value) else { continue }
            throw ExplanationError(.unknown(dimension.rawValue, value, question.month, known: known))
        }
    }

    private static let partColumns = [
        "amount", "billing_currency", "usage_date", "hour", "kind", "is_shared", "rule", "reason", "source", "billing_account_id",
        "sub_account_id", "service", "resource_key", "cluster", "node", "namespace", "pod", "tenant", "tier", "commit",
        "owner", "team", "team_rule", "configuration_sha256",
    ]

    private static func records(_ rows: Rows) -> [Explanation.Record] {
        let names = rows.columnNames
        return rows.map { Explanation.Record($0, names) }
    }
}
