import ArgumentParser
import Store

/// `chargeback status`.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Says what is loaded and published, and how the last runs ended.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let connection = try common.connection(common.settings())
        if json {
            print(try connection.query(SQL.text("ops/status_json.sql"))[0].text("status"))
            return
        }
        let months = try connection.query(SQL.text("ops/status_months.sql"))
        print(months.isEmpty ? "no bill is loaded; load one with 'chargeback ingest bills PATH'" : "months:")
        for row in months {
            print("  \(row.text("billing_month"))  \(row.text("state"))  \(row.text("bills"))  \(row.text("totals"))")
        }
        let runs = try connection.query(SQL.text("ops/status_runs.sql"))
        if !runs.isEmpty { print("last runs:") }
        for row in runs { print("  \(row.text("words"))") }
        let waiting = try connection.query(SQL.text("ops/status_outbox.sql"))[0].integer("waiting")
        if waiting > 0 { print("\(waiting) alerts wait to be delivered; see 'chargeback alerts deliver'") }
    }
}
