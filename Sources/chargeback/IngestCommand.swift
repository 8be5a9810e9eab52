import ArgumentParser
import Bills
import Ingest
import Settings
import Store
import Usage

/// `chargeback ingest`.
struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest", abstract: "Takes bills, range exports and labels into the database.",
        subcommands: [
            IngestBillsCommand.self, IngestUsageCommand.self, IngestLabelsCommand.self, IngestCommitsCommand.self,
            IngestMetricsCommand.self,
        ])
}

/// `chargeback ingest bills PATH…`.
struct IngestBillsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bills", abstract: "Takes bill CSVs in: plain, .gz or .zip, each delivery whole or not at all.",
        discussion: """
            The same content again changes nothing. Other content for an account and billing period that is known
            becomes a new version, and the difference is printed by line type.

            Example: chargeback ingest bills --source aws-main cur-2026-10.csv.gz
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "Files, or an AWS or Azure manifest or a folder of them; globs are for the shell.")
    var paths: [String]

    @Option(help: "The files' format: auto, \(BillFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: String = "auto"

    @Option(help: "The source's name; the format's where none is given.")
    var source: String?

    @Option(help: "What several files of one account and period are: refuse, versions or parts.")
    var several: SeveralFiles = .refuse

    @Option(
        help: ArgumentHelp(
            "A column that the files lack, and what stands in it on every row, e.g. BillingCurrency=USD; may be repeated.",
            valueName: "column=text"))
    var assume: [AssumedColumn] = []

    @Flag(help: "Take plain files whose last row has no line end: one that was cut off inside its last cell looks the same.")
    var allowMissingFinalNewline = false

    @Flag(help: "Takes rows that lack their last cells, which are empty then.")
    var allowShortRows = false

    @Flag(help: "Say what the files would change against what is loaded, and store nothing.")
    var diff = false

    func validate() throws {
        guard format == "auto" || BillFormat(rawValue: format) != nil else {
            throw ValidationError("unknown format '\(format)'")
        }
    }

    func run() throws {
        let connection = try common.connection(common.settings())
        let outcomes = try RunLog.run(
            connection, command: "ingest bills", programVersion: Version.current, configuration: nil
        ) { log in
            var options = BillOptions()
            options.assumed = assume
            options.allowsMissingFinalNewline = allowMissingFinalNewline
            options.allowsShortRows = allowShortRows
            let loader = BillLoader(
                connection, source: source, format: BillFormat(rawValue: format), options: options, runID: log.runID)
            if diff {
                return try ProgressLine.during { try connection.takenBack { try loader.load(paths, several: several) } }
            }
            return try log.step("ingest bills", paths.joined(separator: " ")) {
                try ProgressLine.during { try loader.load(paths, several: several) }
            } outcome: { $0.contains(where: \.isChanged) ? $0.map(\.description).joined(separator: "\n") : nil }
        }
        for outcome in outcomes {
            outcome.warnings.forEach(Console.complain)
            print(outcome)
        }
    }
}

/// `chargeback ingest usage PATH…`.
struct IngestUsageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage", abstract: "Takes Prometheus range exports in: JSON or export lines, plain or .gz.",
        discussion: "Example: chargeback ingest usage --cluster prod-use1 range-exports/")

    @OptionGroup var common: CommonOptions

    @Argument(help: "Files, folders with or without the manifest of fetch usage, or - for standard input.")
    var paths: [String]

    @Option(help: "The cluster's name; the series' cluster label, or 'default', where none is given.")
    var cluster: String?

    @Option(help: "Which signal the files hold, where they do not say it themselves.")
    var signal: String?

    @Option(help: "Seconds from sample to sample, where a file does not tell.")
    var step: Int?

    @Flag(help: "Take an answer that calls itself partial; it is noted.")
    var allowPartial = false

    func run() throws {
        let connection = try common.connection(common.settings())
        let options = UsageOptions(cluster: cluster, signal: signal, isPartialAllowed: allowPartial, stepSeconds: step)
        let catalogue = try Catalogue.load(path: common.settings().usageCatalogue)
        var inputs = UsageInputs(options: options)
        let files = try inputs.files(in: paths)
        inputs.warnings.forEach(Console.complain)
        try RunLog.run(
            connection, command: "ingest usage", programVersion: Version.current, configuration: nil
        ) { log in
            let loader = UsageLoader(connection, catalogue: catalogue, options: options, runID: log.runID)
            for file in files {
                let path = file.path
                let summary = try log.step("ingest usage", path) {
                    try ProgressLine.during { try loader.load(file) }
                } outcome: { $0?.words }
                summary?.warnings.forEach { Console.complain("\(path): warning: \($0)") }
                print("\(path): \(summary?.words ?? "already loaded, nothing to do")")
            }
        }
    }
}

/// `chargeback ingest labels PATH…`.
struct IngestLabelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels", abstract: "Takes label CSVs in: who pods belong to, said by people or other systems.",
        discussion: """
            The header is cluster,namespace,pod,uid,from,to,tenant,tier,commit,owner; a subset will do. A file that was
            loaded before is replaced whole.

            Example: chargeback ingest labels owners.csv
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "Files.")
    var paths: [String]

    func run() throws {
        let connection = try common.connection(common.settings())
        try RunLog.run(
            connection, command: "ingest labels", programVersion: Version.current, configuration: nil
        ) { log in
            for path in paths {
                let count = try log.step("ingest labels", path) {
                    try LabelLoader(connection).load(path)
                } outcome: { $0.map { "\($0) rows" } }
                print("\(path): \(count.map { "\($0) rows" } ?? "already loaded, nothing to do")")
            }
        }
    }
}

extension SeveralFiles: ExpressibleByArgument {}

extension AssumedColumn: ExpressibleByArgument {
    /// `NAME=TEXT`
    public init?(argument: String) { self.init(argument) }
}
