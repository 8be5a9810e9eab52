import ArgumentParser
import Errors
import Keys
import Money
import Nightly
import Reports
import Settings
import Store

/// `chargeback report --month 2026-10`.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Shows who caused a month's bill, or writes it into files.",
        discussion: """
            Without --month it is the newest month that is published. With --output it writes the organisation's report
            and one per team into DIR/MONTH; where they are there already, nothing is touched.

            Example: chargeback report --month 2026-10
            Example: chargeback report --month 2026-10 --team payments --format csv --by namespace
            Example: chargeback report --month 2026-10 --format html --output reports
            Example: chargeback report --month 2026-10 --format focus > 2026-10.csv
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The month, e.g. 2026-10.")
    var month: Month?

    @Option(help: "One team's report: the same figures as in the organisation's.")
    var team: String?

    @Option(help: "Only the table by \(ReportDimension.allCases.map(\.rawValue).joined(separator: ", ")).")
    var by: ReportDimension?

    @Option(help: "Which cost counts: \(CostBasis.allCases.map(\.rawValue).joined(separator: ", ")).")
    var cost: CostBasis?

    @Option(help: "Only the bills in a currency, e.g. USD.")
    var currency: String?

    @Option(name: .customLong("in"), help: "By team in one currency, at the month's exchange rates, e.g. EUR.")
    var inCurrency: String?

    @Option(help: "As what: \(OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
    var format: OutputFormat?

    @Option(help: "With --format focus, which version: \(FOCUSVersion.allCases.map(\.rawValue).joined(separator: ", ")).")
    var focusVersion: FOCUSVersion?

    @Flag(help: "The same as --format json.")
    var json = false

    @Option(help: ArgumentHelp("Write files below a folder.", valueName: "dir"))
    var output: String?

    @Option(help: "How wide text may be; the terminal's width, or 80.")
    var width: Int?

    @Option(help: "The language: \(ReportLanguage.allCases.map(\.rawValue).joined(separator: ", ")); else the configuration's.")
    var locale: ReportLanguage?

    @Flag(help: "Mail the digests of reports.digest that this state of the month was not told by yet.")
    var mail = false

    func validate() throws {
        if json, let format, format != .json { throw ValidationError("--json and --format \(format.rawValue)") }
        if let width, width < 40 { throw ValidationError("--width is at least 40") }
        for word in [currency, inCurrency].compactMap({ $0 }) where Currency(word) == nil {
            throw ValidationError("'\(word)' is not a currency, e.g. USD")
        }
        if inCurrency != nil, team != nil || by != nil || output != nil || currency != nil {
            throw ValidationError("--in goes with neither --team, --by, --currency nor --output")
        }
        if format == .xlsx, inCurrency != nil {
            throw ValidationError("--in prints one table, so it goes with no workbook")
        }
        if format == .xlsx, output == nil, Console.isWatched {
            throw ValidationError("a workbook is not for a terminal; give --output, or send it into a file")
        }
        if format == .focus {
            if by != nil { throw ValidationError("--format focus has every line, so --by means nothing with it") }
            if inCurrency != nil { throw ValidationError("--format focus has each line in its own currency, so no --in") }
            if cost != nil { throw ValidationError("--format focus has all four costs, so --cost means nothing with it") }
        } else if focusVersion != nil {
            throw ValidationError("--focus-version goes with --format focus")
        }
    }

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        let loader = ReportLoader(
            connection, cost: cost ?? CostBasis(settings.reports.cost), budgets: settings.budgets)
        let month = try month ?? loader.newestMonth()
        let options = ReportOptions(
            width: width ?? Console.width, style: Console.isWatched ? .ansi : .plain,
            language: locale ?? ReportLanguage(settings.reports.locale))
        if mail { return try sendMail(month, connection, settings) }
        let export = FOCUSExport(
            connection, month: month, version: focusVersion ?? .v1_3, team: team, currency: currency)
        if let target = inCurrency.flatMap({ Currency($0) }) {
            let document = try ConvertedReport(connection, in: target, cost: cost ?? CostBasis(settings.reports.cost))
                .document(month)
            print(try document.rendered(as: json ? .json : format?.document ?? .text, options: options), terminator: "")
        } else if let output {
            let formats = json ? [.json] : format.map { [$0] } ?? settings.reports.formats.map { OutputFormat($0) }
            let documents = formats.compactMap(\.document)
            let reports =
                documents.isEmpty
                ? [] : try chosen(team.map { try loader.team($0, month) } ?? loader.all(month), month)
            let exports = formats.contains(.focus) ? [export] : []
            let outcome = try ReportRun.write(reports, month: month, formats: documents, exports: exports, to: output, options: options)
            print("\(output)/\(month): \(outcome.words)")
        } else if format == .focus {
            try OutputFile.standardOutput { try export.write($0) }
        } else {
            let reports = try chosen(team.map { try loader.team($0, month) } ?? loader.organisation(month), month)
            if format == .xlsx {
                let bytes = try reports.workbook(by: by, options: options)
                return try OutputFile.standardOutput { put in try bytes.withUnsafeBytes { try put($0) } }
            }
            let text = try reports.printed(as: json ? .json : format?.document ?? .text, by: by, options: options)
            print(text, terminator: "")
        }
    }

    private func sendMail(_ month: Month, _ connection: Connection, _ settings: Settings) throws {
        guard settings.reports.digest != nil else { throw ValidationError("--mail needs reports.digest in the configuration") }
        let run = DigestRun(connection, settings: settings)
        try run.queue(month)
        let outcome = try run.send(month)
        print(outcome.sentCount == 0 ? "no mail to send" : "\(outcome.sentCount) digests mailed")
        for error in outcome.errors { Console.complain(error.line) }
        if !outcome.errors.isEmpty { throw ArgumentParser.ExitCode(Errors.ExitCode.undelivered.rawValue) }
    }

    private func chosen(_ reports: [LoadedReport], _ month: Month) throws -> [LoadedReport] {
        guard let currency else { return reports }
        return try reports.only(currency: currency, month)
    }
}

extension ReportDimension: ExpressibleByArgument {}
extension CostBasis: ExpressibleByArgument {}
extension ReportLanguage: ExpressibleByArgument {}
extension FOCUSVersion: ExpressibleByArgument {}
