/// A business metric that an SQL query gives, e.g. of the shop's own database.
///
/// The query's columns are `at` (a moment or day) and `value`, perhaps `cluster`, `namespace` and `checkpoint`; all others
/// are labels. Where the query names `{{last}}`, it is read on from the greatest checkpoint read before.
public struct MetricQuery: Sendable, Hashable {
    /// The metric's name.
    public let id: String
    /// What is counted, in words.
    public let unit: String
    /// The query.
    public let sql: String
    /// The database as libpq reads it.
    public let database: String
    /// What `{{last}}` stands for the first time.
    public let start: String
    /// Whether it is kept by the day.
    public let isDaily: Bool

    /// A query from its parts.
    public init(id: String, unit: String, sql: String, database: String, start: String, isDaily: Bool) {
        self.id = id
        self.unit = unit
        self.sql = sql
        self.database = database
        self.start = start
        self.isDaily = isDaily
    }

    /// Whether it reads on, and what was read before stays.
    public var isIncremental: Bool { sql.contains("{{last}}") }
}
