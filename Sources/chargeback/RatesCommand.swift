import ArgumentParser
import Keys
import Ledger
import Store

/// `chargeback rates`.
struct RatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rates", abstract: "Exchange rates by month, for reports in one currency.",
        discussion: """
            A month's rates are locked when it is closed.

            Example: chargeback rates load rates.csv
            """,
        subcommands: [Load.self, List.self], defaultSubcommand: List.self)

    /// `rates load`.
    struct Load: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Reads a CSV file of month,from,to,rate; all of it or nothing.",
            discussion: "Example: chargeback rates load rates.csv")

        @OptionGroup var common: CommonOptions

        @Argument(help: "The file.")
        var path: String

        func run() throws {
            let settings = try common.settings()
            let connection = try common.connection(settings)
            let count = try RunLog.run(
                connection, command: "rates load", programVersion: Version.current, configuration: settings.digest
            ) { log in
                try log.step("rates", path) { try ExchangeRates(connection).load(path) } outcome: { "\($0) rates" }
            }
            print("\(path): \(count) rates")
        }
    }

    /// `rates list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists them.", discussion: "Example: chargeback rates list --month 2026-09")

        @OptionGroup var common: CommonOptions

        @Option(help: "Only this month's.")
        var month: Month?

        @Flag(help: "Print them as JSON.")
        var json = false

        func run() throws {
            let rows = try ExchangeRates(common.connection(common.settings())).rows(month)
            let names = rows.columnNames
            if json {
                print("[" + rows.map { row in JSONText.object(names.map { ($0, row[$0]) }) }.joined(separator: ",\n ") + "]")
                return
            }
            for row in rows {
                print(
                    "\(row.text("billing_month").prefix(7)): 1 \(row.text("from_currency")) = \(row.text("rate")) "
                        + "\(row.text("to_currency"))\(row.flag("is_locked") ? ", locked" : ""), \(row.text("origin"))")
            }
        }
    }
}
