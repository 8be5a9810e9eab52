import Keys
import Store

/// Asks the database whether the promises hold: each check is a query that returns what breaks one.
///
/// It shares no code with what fills the tables; the queries of sql/checks are all there is to it. Large months are gone
/// through by several sessions that see one state of the database.
public struct Verifier {
    private let connection: Connection
    private let sessionCount: Int
    private let spanBytes: Int64

    /// What the shares of a day of 50,000 pods take; a session adds them up in about three times as much memory.
    private static let spanBytes: Int64 = 128 << 20

    /// A verifier.
    ///
    /// - Parameters:
    ///   - sessionCount: Sessions to use where a month is large; as many as there are cores, up to four, where `nil`.
    ///   - spanBytes: How much of the ledger one statement adds up, as long as that is whole days.
    public init(_ connection: Connection, sessionCount: Int? = nil, spanBytes: Int64? = nil) {
        self.connection = connection
        self.sessionCount = sessionCount ?? VerifierQueue.sessionCount
        self.spanBytes = spanBytes ?? Self.spanBytes
    }

    /// Runs every check, on one state of the database.
    ///
    /// - Parameter month: Only what concerns this month; everything where `nil`.
    /// - Returns: The checks in the order of their names.
    /// - Throws: `StoreError`.
    public func verify(_ month: Month? = nil) throws -> [CheckResult] {
        let isOutermost = !connection.isInTransaction
        return try connection.transaction(isReading: true) {
            let spans = try connection.query(
                SQL.text("verify/spans.sql"), [.date(month?.firstDate), .integer(spanBytes)],
                name: "sql/verify/spans.sql")
            let checks = Check.ofMonth(month) + (spans.isEmpty ? [Check.ofNothing] : spans.map(Check.ofDays))
            // A transaction that has begun before may have written what no other session sees.
            let otherCount = isOutermost && spans.count > 1 ? sessionCount - 1 : 0
            let others = VerifierQueue.sessions(otherCount, beside: connection)
            return try VerifierQueue(checks).run([connection] + others)
        }
    }
}

/// A statement that returns what breaks one promise or several.
struct Check: Sendable {
    /// The promises by name.
    let promises: [(name: String, promise: String)]
    private let text: String
    private let name: String
    private let parameters: [Parameter]
    /// Whether its rows are names and values of offenders of several promises.
    private let isOfSeveral: Bool

    /// The checks that are one statement each.
    static func ofMonth(_ month: Month?) -> [Check] {
        SQL.files(under: "checks/").filter { !$0.path.hasPrefix("checks/days/") }.map { file in
            let name = String(file.path.dropFirst("checks/".count).dropLast(".sql".count))
            return Check(
                promises: [(name, promise(of: file.text))], text: file.text, name: "sql/" + file.path,
                parameters: [.date(month?.firstDate)], isOfSeveral: false)
        }
    }

    /// The statement of sql/checks/days for a span of days of a month in the ledger.
    static func ofDays(_ span: Row) -> Check {
        ofDays([span["billing_month"], span["from_date"], span["to_date"]].map { Parameter.text($0) })
    }

    /// The same where the ledger is empty.
    static let ofNothing = ofDays([.text("-infinity"), .text("-infinity"), .text("infinity")])

    private static func ofDays(_ parameters: [Parameter]) -> Check {
        let files = SQL.files(under: "checks/days/")
        let promises = files.flatMap { file in
            file.text.matches(of: /(?m)^-- ([a-z_]+): (.*)$/).map { (name: String($0.1), promise: String($0.2)) }
        }
        return Check(
            promises: promises, text: files.map(\.text).joined(), name: "sql/checks/days", parameters: parameters,
            isOfSeveral: true)
    }

    /// The comment that opens a check, without its dashes.
    private static func promise(of sql: String) -> String {
        sql.split(separator: "\n").prefix { $0.hasPrefix("--") }
            .map { $0.dropFirst(2).trimmingPrefix(while: { $0 == " " }) }
            .joined(separator: " ")
    }

    /// Runs it; the rows that break its promises, in the promises' order.
    func offenders(_ connection: Connection) throws -> [[CheckResult.Offender]] {
        let rows = try connection.query(text, parameters, name: name)
        guard isOfSeveral else {
            let columns = rows.columnNames
            return [rows.map { row in columns.map { ($0, row[$0]) } }]
        }
        var found = promises.map { _ in [CheckResult.Offender]() }
        var last: String?
        for row in rows {
            guard let place = promises.firstIndex(where: { $0.name == row.text("check_name") }) else {
                preconditionFailure("sql/checks/days has no promise \(row.text("check_name"))")
            }
            if row["number"] != last { found[place].append([]) }
            last = row["number"]
            found[place][found[place].count - 1].append((row.text("name"), row["value"]))
        }
        return found
    }
}

/// What a check found.
public struct CheckResult: Sendable {
    /// A row that breaks a promise: columns and values in their order.
    public typealias Offender = [(column: String, value: String?)]

    /// The name of the file below sql/checks without its ending, or of the promise in sql/checks/days.
    public let name: String
    /// What should hold, in a sentence; it starts with the invariant's number.
    public let promise: String
    /// The rows that break it, at most 100.
    public let offenders: [Offender]

    /// A check's outcome from the rows that break its promise.
    init(name: String, promise: String, offenders: [Offender]) {
        self.name = name
        self.promise = promise
        self.offenders = offenders
    }

    /// The same from the rows as they come.
    init(name: String, promise: String, _ rows: Rows) {
        let columns = rows.columnNames
        self.init(name: name, promise: promise, offenders: rows.map { row in columns.map { ($0, row[$0]) } })
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
