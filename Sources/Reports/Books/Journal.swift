import Keys
import Money
import Settings
import Store

/// A month's costs as entries of a double-entry journal: debits and credits are equal by construction.
///
/// A team's entry is what the report by team shows of it, rounded to the currency's decimals so that all of them add up
/// to the rounded bill; the clearing account's entry is the sum of the others.
public struct Journal: Sendable {
    /// One line.
    public struct Entry: Sendable, Equatable {
        /// Whose it is.
        public let costCentre: String
        /// The account.
        public let account: String
        /// The amount on the debit side, or nought.
        public let debit: ExactDecimal
        /// The amount on the credit side, or nought.
        public let credit: ExactDecimal
        /// Month, state and team.
        public let reference: String
        /// The currency.
        public let currency: Currency
    }

    /// The entries, by currency.
    public let entries: [Entry]

    /// Makes the journal of a month's reports.
    ///
    /// - Parameters:
    ///   - reports: The organisation's, one per currency.
    ///   - centres: The teams' cost centres, as `costCentres(of:)` has them.
    /// - Throws: `BooksError` for a team without a cost centre, `ReportError`.
    public init(_ reports: [LoadedReport], centres: [String: String], settings: Settings.Journal) throws {
        var entries: [Entry] = []
        for report in reports {
            guard let section = report.document.sections.first(where: { $0.key == ReportDimension.team.rawValue }),
                let column = section.columnIndex("total")
            else { continue }
            let shown = try RoundedSection(section)
            let state = report.document.stamp == .final ? "closed" : "open"
            func entry(_ centre: String, _ account: String, _ amount: ExactDecimal, _ words: String) -> Entry {
                Entry(
                    costCentre: centre, account: account, debit: amount < .zero ? .zero : amount,
                    credit: amount < .zero ? -amount : .zero, reference: "chargeback \(report.month) \(state) \(words)",
                    currency: report.currency)
            }
            var sum = ExactDecimal.zero
            for row in shown.rows {
                guard let amount = row[column].amount, !amount.isZero else { continue }
                let team = if case .text(let name) = row[0] { String?.some(name) } else { String?.none }
                guard let centre = team.map({ centres[$0] ?? settings.defaultCostCentre }) ?? settings.unallocatedCostCentre else {
                    throw BooksError(.withoutCostCentre(team ?? "\(ReportDimension.team.nameless)"))
                }
                entries.append(entry(centre, settings.expenseAccount, amount, team ?? "no team"))
                sum = try sum.adding(amount)
            }
            if !sum.isZero { entries.append(entry("", settings.clearingAccount, -sum, "total")) }
        }
        self.entries = entries
    }

    /// The teams' cost centres of a month: of a closed one, as they were when it was closed.
    public static func costCentres(_ connection: Connection, _ month: Month) throws -> [String: String] {
        let rows = try connection.query(SQL.text("reporting/teams.sql"), [.date(month.firstDate)])
        return Dictionary(rows.compactMap { row in row["cost_centre"].map { (row.text("team"), $0) } }) { first, _ in first }
    }

    /// The journal as CSV, as RFC 4180 has it.
    public var csv: String {
        var output = "cost_centre,account,debit,credit,reference,currency\r\n"
        for entry in entries {
            let places = entry.currency.places
            CSVWriter.writeLine(
                [
                    CSVWriter.guarded(entry.costCentre), CSVWriter.guarded(entry.account), Self.text(entry.debit, places),
                    Self.text(entry.credit, places), CSVWriter.guarded(entry.reference), entry.currency.code,
                ], to: &output)
        }
        return output
    }

    /// The journal as JSON; amounts are texts.
    public var json: String {
        let objects = entries.map { entry -> String in
            let members: [(String, String?)] = [
                ("cost_centre", entry.costCentre), ("account", entry.account),
                ("debit", Self.text(entry.debit, entry.currency.places)), ("credit", Self.text(entry.credit, entry.currency.places)),
                ("reference", entry.reference), ("currency", entry.currency.code),
            ]
            return Store.JSONText.object(members)
        }
        return "[" + objects.joined(separator: ",\n ") + "]\n"
    }

    /// An amount with all its decimals; nothing for nought.
    private static func text(_ amount: ExactDecimal, _ places: Int) -> String {
        guard !amount.isZero, places > 0 else { return amount.isZero ? "" : amount.description }
        let pieces = amount.description.split(separator: ".")
        let fraction = pieces.count > 1 ? String(pieces[1]) : ""
        return "\(pieces[0])." + fraction + String(repeating: "0", count: max(0, places - fraction.count))
    }
}
