import Keys
import Labels
import Settings
import Store

/// Makes nodes, pod hours, volumes and labels of the range exports: the steps of sql/ledger/derive, day by day, for the days
/// whose exports, policy, label rules or label files are others than before.
struct Derivation {
    private let connection: Connection
    private let settings: Settings

    init(_ connection: Connection, settings: Settings) {
        (self.connection, self.settings) = (connection, settings)
    }

    /// Derives what has changed of the days.
    ///
    /// - Parameter isForced: Whether to derive all of it.
    /// - Returns: What a person should look at.
    /// - Throws: `LabelError` or `StoreError`.
    func run(from: UTCDate, to: UTCDate, isForced: Bool) throws -> [String] {
        try Organisation(settings).store(connection)
        let days = try days(from: from, to: to, isForced: isForced)
        guard let first = days.first, let last = days.last else { return [] }
        let changed = days.filter(\.isChanged)
        for day in changed {
            let next = UTCDate(days: day.date.days + 1)
            try run(steps(20..<48), [.date(day.date), .date(next)])
            try run(steps(48..<49), [.date(day.date), .date(next), .text(day.exports), .text(day.neighbours)])
        }
        if !changed.isEmpty {
            try run(steps(49..<100), [.date(from), .date(to)])
            try connection.execute("analyze usage.node_hour, usage.pod_day, usage.volume")
        }
        let warnings = try LabelStep(connection, settings: settings).run(
            from: first.date, to: UTCDate(days: last.date.days + 1))
        for day in days {
            try connection.query(SQL.text("ledger/note_labels.sql"), [.date(day.date), .text(day.labels)])
        }
        try connection.execute("analyze usage.cost_label")
        return warnings
    }

    /// A day that is not as it was.
    private struct Day {
        let date: UTCDate
        /// Whether its hours are to be derived, not only its labels.
        var isChanged: Bool
        let isLabelChanged: Bool
        /// Whether the days around it have other exports.
        let isNeighbourChanged: Bool
        let exports: String
        let labels: String
        let neighbours: String
    }

    /// The days that are not as they were. One whose neighbours alone have changed is, where its gaps are judged otherwise.
    private func days(from: UTCDate, to: UTCDate, isForced: Bool) throws -> [Day] {
        var days = try connection.query(
            SQL.text("ledger/days_to_derive.sql"),
            [.date(from), .date(to), .flag(isForced), .text(settings.digest.description)], name: "sql/ledger/days_to_derive.sql"
        ).compactMap { row in
            row.date("usage_date").map {
                Day(
                    date: $0, isChanged: row.flag("is_changed"), isLabelChanged: row.flag("is_label_changed"),
                    isNeighbourChanged: row.flag("is_neighbour_changed"), exports: row.text("export_digest"), labels: row.text("label_digest"),
                    neighbours: row.text("neighbour_digest"))
            }
        }
        if days.contains(where: { $0.isChanged || $0.isNeighbourChanged }) {
            try connection.execute("analyze usage.quantity_day, usage.presence")
        }
        for index in days.indices where !days[index].isChanged && days[index].isNeighbourChanged {
            let differs = try connection.query(
                SQL.text("ledger/coverage_differs.sql"), [.date(days[index].date)], name: "sql/ledger/coverage_differs.sql")
            days[index].isChanged = differs[0].flag("is_different")
            try connection.query(
                SQL.text("ledger/note_neighbours.sql"), [.date(days[index].date), .text(days[index].neighbours)])
        }
        return days.filter { $0.isChanged || $0.isLabelChanged }
    }

    /// The steps whose numbers are within the range.
    private func steps(_ numbers: Range<Int>) -> [(path: String, text: String)] {
        SQL.files(under: "ledger/derive/").filter { step in
            let name = step.path.split(separator: "/").last ?? ""
            return Int(name.prefix { $0.isNumber }).map(numbers.contains) ?? false
        }
    }

    private func run(_ steps: [(path: String, text: String)], _ parameters: [Parameter]) throws {
        for step in steps { try connection.query(step.text, parameters, name: "sql/" + step.path) }
    }
}
