import Keys
import Store

/// Asks the database whether the promises hold: each check is a query that returns what breaks one.
///
/// It shares no code with what fills the tables; the queries of sql/checks are all there is to it.
public struct Verifier {
    private let connection: Connection

    /// A verifier.
    public init(_ connection: Connection) { self.connection = connection }

    /// Runs every check, on one state of the database.
    ///
    /// - Parameter month: Only what concerns this month; everything where `nil`.
    /// - Returns: The checks in the order of their names.
    /// - Throws: `StoreError`.
    public func verify(_ month: Month? = nil) throws -> [CheckResult] {
        try connection.transaction(isReading: true) {
            try SQL.files(under: "checks/").map { file in
                let rows = try connection.query(file.text, [.date(month?.firstDate)], name: "sql/" + file.path)
                return CheckResult(
                    name: String(file.path.dropFirst("checks/".count).dropLast(".sql".count)),
                    promise: Self.promise(of: file.text), rows)
            }
        }
    }

    /// The comment that opens a check, without its dashes.
    private static func promise(of sql: String) -> String {
        sql.split(separator: "\n").prefix { $0.hasPrefix("--") }
            .map { $0.dropFirst(2).trimmingPrefix(while: { $0 == " " }) }
            .joined(separator: " ")
    }
}

/// What a check found.
public struct CheckResult: Sendable {
    /// The file's name below sql/checks, without its ending.
    public let name: String
    /// What should hold, in a sentence; it starts with the invariant's number.
    public let promise: String
    /// The rows that break it, at most 100: columns and values in their order.
    public let offenders: [[(column: String, value: String?)]]

    /// A check's outcome from the rows that break its promise.
    init(name: String, promise: String, _ rows: Rows) {
        self.name = name
        self.promise = promise
        let names = rows.columnNames
        offenders = rows.map { row in names.map { ($0, row[$0]) } }
    }

    /// Whether the promise holds.
    public var holds: Bool { offenders.isEmpty }

    /// One line per offender: `check: column value, column value`.
    public var findings: [String] {
        offenders.map { row in
            "\(name): " + row.map { "\($0.column) \($0.value ?? "null")" }.joined(separator: ", ")
        }
    }
}
