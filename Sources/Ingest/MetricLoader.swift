import Errors
import Store
import Usage

/// Reads business metrics from SQL queries of other databases into `usage.metric_hour`.
public struct MetricLoader {
    private let connection: Connection

    /// A loader into a database.
    public init(_ connection: Connection) { self.connection = connection }

    /// Reads one metric, on from its checkpoint where the query has `{{last}}`, else anew; all or nothing.
    ///
    /// - Returns: How many rows the query had.
    /// - Throws: `MetricError` where the query lacks a column, `StoreError` of either database.
    public func load(_ metric: MetricQuery) throws -> Int64 {
        let other = try Connection(DatabaseTarget(given: metric.database))
        return try connection.transaction {
            let known = try connection.query(SQL.text("usage/metric_checkpoint.sql"), [.text(metric.id)])
            let last = known.first?["last"] ?? metric.start
            let rows = try other.transaction(isReading: true) {
                try other.query(
                    Self.statement(of: metric), [.text(metric.isDaily ? "day" : "hour"), .text(last)],
                    name: "the query of metric \(metric.id)")
            }
            if !metric.isIncremental { try connection.query(SQL.text("usage/forget_metric.sql"), [.text(metric.id)]) }
            for row in rows { try store(row, of: metric) }
            let count = rows.reduce(0) { $0 + $1.integer("row_count") }
            guard metric.isIncremental, let first = rows.first else { return count }
            guard let next = first["last"] else { throw MetricError(.noCheckpoint, place: metric.id) }
            try connection.query(SQL.text("usage/note_metric.sql"), [.text(metric.id), .text(next), .integer(count)])
            return count
        }
    }

    private func store(_ row: Row, of metric: MetricQuery) throws {
        guard let quantity = row["quantity"], let date = row["usage_date"] else {
            throw MetricError(.noValue, place: metric.id)
        }
        try connection.query(
            SQL.text("usage/store_metric.sql"),
            [
                .text(metric.id), .text(row.text("cluster")), .text(row.text("namespace")), .text(row.text("labels")),
                .text(date), .text(row["hour"]), .text(quantity), .text(metric.unit), .flag(metric.isIncremental),
            ])
    }

    /// The metric's query within ours; `{{last}}` is a parameter, never a part of the text.
    private static func statement(of metric: MetricQuery) -> String {
        var query = metric.sql.replacing("{{last}}", with: "$2")
        while let end = query.last, end == ";" || end.isWhitespace { query.removeLast() }
        return SQL.text("usage/query_metric.sql").replacing("{{query}}", with: query)
    }
}

/// Why a metric's query cannot be taken.
public struct MetricError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// A row without a moment or a value.
        case noValue
        /// A query that reads on, but has no column to read on from.
        case noCheckpoint
    }

    /// What is wrong.
    public let reason: Reason
    /// The metric.
    public let place: String?

    init(_ reason: Reason, place: String) {
        self.reason = reason
        self.place = place
    }

    /// CB205.
    public var code: Int {
        switch reason {
        case .noValue, .noCheckpoint: 205
        }
    }

    /// Always 65: nothing is stored.
    public var exitCode: ExitCode { .inputRefused }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .noValue: "the query has rows without 'at' or 'value'; give both columns, and leave out what has none"
        case .noCheckpoint:
            "the query reads on from {{last}} but has no column 'checkpoint'; give it the column that {{last}} is compared with"
        }
    }
}
