import ArgumentParser
import Keys
import Reports
import Settings

/// `chargeback journal --month 2026-09`.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "A month's costs as a balanced journal for the general ledger.",
        discussion: """
            A debit per team and cost centre, a credit of the clearing account: the sum is nought, and each figure is the
            one that the report by team shows. Accounts and cost centres are in the configuration.

            Example: chargeback journal --month 2026-09 --cost billed > journal.csv
            """)

    /// As what it is printed.
    enum Format: String, CaseIterable, ExpressibleByArgument { case csv, json }

    @OptionGroup var common: CommonOptions

    @Option(help: "The month, e.g. 2026-09.")
    var month: Month

    @Option(help: "As what: csv or json.")
    var format: Format = .csv

    @Option(help: "Which cost: \(CostBasis.allCases.map(\.rawValue).joined(separator: ", ")).")
    var cost: CostBasis?

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        let reports = try ReportLoader(connection, cost: cost ?? CostBasis(settings.reports.cost)).organisation(month)
        let journal = try Journal(
            reports, centres: Journal.costCentres(connection, month), settings: settings.journal)
        print(format == .csv ? journal.csv : journal.json, terminator: "")
    }
}
