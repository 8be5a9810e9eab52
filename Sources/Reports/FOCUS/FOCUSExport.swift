import Keys
import Store

/// A month's bill in the FinOps Open Cost and Usage Specification, each line split among those who caused it.
///
/// A line that several share becomes a row per consumer; the rows' costs and quantities add up to the line's, their
/// ratios to one, and over all lines what a consumer gets is what the published allocation gives it (docs/focus-export.md).
/// It is worked out some days at a time in the database and read row by row: no month has to fit in memory.
///
/// ```swift
/// let export = FOCUSExport(connection, month: Month("2026-10")!)
/// try OutputFile.standardOutput { try export.write($0) }
/// ```
public struct FOCUSExport {
    private let connection: Connection
    private let month: Month
    private let version: FOCUSVersion
    private let team: String?
    private let currency: String?

    /// An export of a month.
    ///
    /// - Parameters:
    ///   - team: Only the rows of a team: then a line's rows need not add up to it.
    ///   - currency: Only the lines billed in a currency.
    public init(
        _ connection: Connection, month: Month, version: FOCUSVersion = .v1_3, team: String? = nil,
        currency: String? = nil
    ) {
        self.connection = connection
        self.month = month
        self.version = version
        self.team = team
        self.currency = currency
    }

    /// What its file is called: `2026-10-focus-1.3-organisation.csv`.
    public var fileName: String {
        let whose = team.map { "team-\(ReportFileName.slug($0))" } ?? "organisation"
        let words = [month.description, "focus-\(version.rawValue)", currency?.lowercased(), whose]
        return words.compactMap { $0 }.joined(separator: "-") + ".csv"
    }

    /// The export as a file that is written piece by piece.
    public var stream: ReportStream { ReportStream(name: fileName) { try write($0) } }

    /// Writes the export: one header line, then the rows by day, line and consumer.
    ///
    /// - Parameter put: Takes the next bytes.
    /// - Throws: `BooksError` where the month is not published or has no such team or currency, `StoreError`, and
    ///   whatever `put` throws.
    public func write(_ put: (UnsafeRawBufferPointer) throws -> Void) throws {
        try connection.transaction {
            try run("00_snapshot")
            try ReportLoader(connection).check(month, team: team, currency: currency)
            try run("01_work_tables")
            try connection.query(SQL.text("reporting/focus/02_scope.sql"), [.text(team)])
            for step in ["10_items", "11_item_teams"] { try run(step, [.date(month.firstDate)]) }
            for view in ["60_parts", "61_splits", "62_rows"] { try run(view) }
            var hasHeader = false
            for stretch in try stretches() {
                try workOut(stretch)
                try copy(hasHeader: &hasHeader, put)
            }
        }
    }

    /// Some days that are worked out at once.
    private struct Stretch {
        let firstDate: UTCDate
        var endDate: UTCDate
        var lineCount: Int64
    }

    /// Lines that are worked out at once, unless one day has more.
    private static let lineCountMax: Int64 = 20_000

    /// The month's days in stretches of not too many lines; a bill without a line has one, for the header.
    private func stretches() throws -> [Stretch] {
        let days = try connection.query(
            SQL.text("reporting/focus/12_days.sql"), [.date(month.firstDate), .text(currency)])
        var stretches: [Stretch] = []
        for day in days {
            guard let date = day.date("usage_date") else { continue }
            let count = day.integer("line_count")
            if let last = stretches.last, last.lineCount + count <= Self.lineCountMax {
                stretches[stretches.count - 1].endDate = date.adding(days: 1)
                stretches[stretches.count - 1].lineCount += count
            } else {
                stretches.append(Stretch(firstDate: date, endDate: date.adding(days: 1), lineCount: count))
            }
        }
        let empty = Stretch(firstDate: month.firstDate, endDate: month.firstDate, lineCount: 0)
        return stretches.isEmpty ? [empty] : stretches
    }

    /// Places lines and shares: by what was charged and its hour, by the hour, by resource and day.
    private func workOut(_ stretch: Stretch) throws {
        let scope: [Parameter] = [
            .date(month.firstDate), .date(stretch.firstDate), .date(stretch.endDate), .text(currency),
        ]
        try run("20_clear")
        try run("30_shares", scope)
        try run("31_usage")
        try run("40_cells")
        try run("05_analyze")
        try run("41_lines", scope)
        try run("42_places_of_shares")
        try run("43_totals_of_shares")
        for stage in 1...3 {
            try run("50_places", [.integer(stage)])
            try run("06_analyze_places")
            for step in ["51_totals", "52_stand_ins", "53_remainders"] { try run(step, [.integer(stage)]) }
        }
        try run("05_analyze")
    }

    /// Copies the rows; the header comes once, in FOCUS's words.
    private func copy(hasHeader: inout Bool, _ put: (UnsafeRawBufferPointer) throws -> Void) throws {
        var isFirst = true
        try connection.copyOut(SQL.text(version.statement), name: "sql/\(version.statement)") { row in
            defer { isFirst = false }
            guard isFirst else { return try put(row) }
            guard !hasHeader else { return }
            hasHeader = true
            let names = String(decoding: row, as: UTF8.self).filter { !$0.isNewline }
            var header = FOCUSHeader.line(names) + "\n"
            try header.withUTF8 { try put(UnsafeRawBufferPointer($0)) }
        }
    }

    private func run(_ step: String, _ parameters: [Parameter] = []) throws {
        let path = "reporting/focus/\(step).sql"
        if parameters.isEmpty {
            try connection.execute(SQL.text(path), name: "sql/\(path)")
        } else {
            try connection.query(SQL.text(path), parameters, name: "sql/\(path)")
        }
    }
}
