import ArgumentParser
import Ingest
import Settings
import Store
import Usage

/// `chargeback ingest metrics`.
struct IngestMetricsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics", abstract: "Reads the business metrics that the catalogue has SQL queries for.",
        discussion: """
            A query with {{last}} is read on from where it was read to; another one is read anew.

            Example: chargeback ingest metrics orders
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "Metrics; all of them where none is named.")
    var metrics: [String] = []

    func run() throws {
        let settings = try common.settings()
        let catalogue = try Catalogue.load(path: settings.usageCatalogue)
        let known = catalogue.queries.map(\.id)
        for name in metrics where !known.contains(name) {
            throw ValidationError("no query is called '\(name)'; the catalogue has \(known.joined(separator: ", "))")
        }
        let connection = try common.connection(settings)
        try RunLog.run(
            connection, command: "ingest metrics", programVersion: Version.current, configuration: nil
        ) { log in
            for query in catalogue.queries where metrics.isEmpty || metrics.contains(query.id) {
                let count = try log.step("ingest metrics", query.id) {
                    try MetricLoader(connection).load(query)
                } outcome: { $0 > 0 ? "\($0) rows" : nil }
                print("\(query.id): \(count == 0 ? "nothing new" : "\(count) rows")")
            }
        }
    }
}
