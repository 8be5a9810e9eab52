import Alerts
import Errors
import Ingest
import Keys
import Ledger
import Reports
import Settings
import Store
import Usage

/// The nightly job: bills, range exports and labels in; allocate, verify, report and alert.
///
/// It finds by itself all that is missing and does nothing twice: files are known by their content, months
/// by the digest of what they are made from, reports by their bytes, alerts by what they say. A step that
/// is refused does not keep the others from being done; the worst exit code of all is the run's.
public final class NightlyRun {
    private let connection: Connection
    let settings: Settings
    private let log: RunLog
    let asOf: UTCDate?
    private let say: (String) -> Void
    let complain: (String) -> Void
    private var exitCode = ExitCode.done
    private var changeCount = 0

    /// A run.
    ///
    /// - Parameters:
    ///   - asOf: The day as of which the run looks at the world: later months are left alone.
    ///   - say: Where a line goes for each thing done; nobody needs it.
    ///   - complain: Where trouble goes.
    public init(
        _ connection: Connection, settings: Settings, log: RunLog, asOf: UTCDate? = nil,
        say: @escaping (String) -> Void, complain: @escaping (String) -> Void
    ) {
        self.connection = connection
        self.settings = settings
        self.log = log
        self.asOf = asOf
        self.say = say
        self.complain = complain
    }

    /// Does everything.
    ///
    /// - Parameter isDry: Whether to take everything back at the end and neither report nor alert.
    /// - Returns: The worst exit code of the steps.
    /// - Throws: What leaves no sense in going on: a lost database, a broken invariant.
    public func run(isDry: Bool = false) throws -> ExitCode {
        for id in log.interruptedRuns { say("run \(id) was interrupted; nothing of its last step is visible, it is redone") }
        try ingestBills()
        try ingestUsage(isDry: isDry)
        try ingestLabels()
        try BudgetTable(settings.budgets).store(connection)
        try allocate()
        try verify()
        if !isDry {
            try prune()
            try report()
            try mail()
            try alert()
        }
        if changeCount == 0, exitCode == .done { say("nothing new: all files are loaded, all months are published") }
        return exitCode
    }

    // MARK: Steps

    private func ingestBills() throws {
        for source in settings.bills {
            let several = SeveralFiles(rawValue: source.several.rawValue) ?? .refuse
            let paths = files(of: source.paths)
            guard !paths.isEmpty else { continue }
            let loader = BillLoader(
                connection, source: source.source, format: source.billFormat, options: source.billOptions, runID: log.runID,
                isResuming: several == .versions)
            // Versions are deliveries of their own: one that is refused does not keep the others out.
            let groups = several == .versions ? paths.map { [$0] } : [paths]
            for group in groups {
                try attempt("ingest bills", group.joined(separator: " ")) {
                    let outcomes = try loader.load(group, several: several)
                    outcomes.flatMap(\.warnings).forEach(complain)
                    let changed = outcomes.filter(\.isChanged)
                    return changed.isEmpty ? nil : changed.map(\.description).joined(separator: "\n")
                }
            }
        }
    }

    private func ingestUsage(isDry: Bool) throws {
        var catalogue = Catalogue.standard
        try attempt("ingest usage", settings.usageCatalogue ?? "") {
            catalogue = try Catalogue.load(path: settings.usageCatalogue)
            return nil
        }
        for query in catalogue.queries {
            try attempt("ingest metrics", query.id) {
                let count = try MetricLoader(connection).load(query)
                return count == 0 ? nil : "\(query.id): \(count) rows"
            }
        }
        // What is fetched stays, so that a run that is taken back fetches nothing.
        if !isDry { try fetchUsage(catalogue) }
        for source in settings.usage { try ingestUsage(in: files(of: source.paths), source.options, catalogue) }
    }

    /// Takes in the range exports of files and folders.
    func ingestUsage(in paths: [String], _ options: UsageOptions, _ catalogue: Catalogue) throws {
        let loader = UsageLoader(connection, catalogue: catalogue, options: options, runID: log.runID)
        for file in try inputs(in: paths, options) {
            let path = file.path
            try attempt("ingest usage", path) {
                guard let summary = try loader.load(file) else { return nil }
                summary.warnings.forEach { complain("\(path): warning: \($0)") }
                return "\(path): \(summary.words)"
            }
        }
    }

    /// The range exports of files and folders, with what their manifests say.
    private func inputs(in paths: [String], _ options: UsageOptions) throws -> [UsageInputs.File] {
        var found: [UsageInputs.File] = []
        try attempt("ingest usage", paths.joined(separator: " ")) {
            var inputs = UsageInputs(options: options)
            found = try inputs.files(in: paths)
            inputs.warnings.forEach(complain)
            return nil
        }
        return found
    }

    private func ingestLabels() throws {
        for path in files(of: settings.labels.csv) {
            try attempt("ingest labels", path) {
                try LabelLoader(connection).load(path).map { "\(path): \($0) rows" }
            }
        }
    }

    /// Allocates every month whose inputs have changed, oldest first.
    private func allocate() throws {
        let allocator = Allocator(connection, settings: settings, runID: log.runID)
        for month in try allocator.months() where asOf.map({ month <= $0.month }) ?? true {
            try attempt("allocate", month.description) {
                guard let outcome = try allocator.allocate(month) else { return nil }
                outcome.warnings.forEach { complain("\(month): warning: \($0)") }
                return "\(month): \(outcome.words)"
            }
        }
    }

    private func verify() throws {
        for month in try monthsToDo(.verify) {
            let broken = try Verifier(connection).verify(month.month).filter { !$0.holds }
            for finding in broken.flatMap(\.findings).prefix(10) { complain("verify \(month.month): \(finding)") }
            // A month with findings is looked at again every night.
            if broken.isEmpty { try done(.verify, month) } else { note(.findings) }
        }
    }

    /// Gives up the lines of old versions of bills, which nightly deliveries would fill the disk with.
    private func prune() throws {
        try attempt("prune", "") {
            let lines = try BillPruner(connection).prune(
                supersededVersions: settings.retention.supersededVersions,
                supersededDays: settings.retention.supersededDays, at: asOf.map { $0.adding(days: 1).startedAt } ?? .now)
            return lines.isEmpty ? nil : lines.joined(separator: "\n")
        }
    }

    private func report() throws {
        for month in try monthsToDo(.report, also: { !self.hasReports($0) }) {
            try attempt("report", month.month.description) {
                let outcome = try ReportRun.write(
                    connection, month: month.month, settings: settings.reports, budgets: settings.budgets)
                try DigestRun(connection, settings: settings).queue(month.month)
                try done(.report, month)
                let folder = "\(settings.reports.output)/\(month.month)"
                return outcome.written.isEmpty ? nil : "\(month.month): \(outcome.written.count) report files in \(folder)"
            }
        }
    }

    /// Sends the digests that wait; what the mail server does not take is tried again by the next run.
    private func mail() throws {
        guard settings.reports.digest != nil else { return }
        try attempt("digest", "") {
            let outcome = try DigestRun(connection, settings: settings).send()
            for error in outcome.errors {
                complain(error.line)
                note(error.exitCode)
            }
            return outcome.sentCount == 0 ? nil : "\(outcome.sentCount) digests mailed"
        }
    }

    private func alert() throws {
        let months = try monthsToDo(.alert)
        // The newest months are looked at every night: use, metrics, approvals and the calendar change without their bills.
        let newest = try AlertRun.months(connection).filter { month in asOf.map { month <= $0.month } ?? true }
        let watched = Set(months.map(\.month) + newest).sorted()
        let outcome = try log.step("alert", watched.map(\.description).joined(separator: " ")) {
            try AlertRun.check(
                connection, settings: settings, months: watched, runID: log.runID, asOf: asOf ?? Instant.now.date)
        } outcome: { $0.words }
        for month in months { try done(.alert, month) }
        outcome.lines.forEach(complain)
        // What rules say of a month is said when it is published, not every night again.
        (months.isEmpty ? outcome.delivery.warnings : outcome.warnings).forEach(complain)
        if !months.isEmpty { outcome.notes.forEach(say) }
        outcome.errors.forEach { complain($0.line) }
        changeCount += outcome.raised.count + outcome.delivery.deliveredCount
        note(outcome.exitCode)
    }

    // MARK: What is left to do

    /// What follows the publishing of a month.
    private enum Step: String {
        case verify, report, alert
    }

    private struct MonthToDo {
        let month: Month
        /// The digest of what the step is done for.
        let digest: String
    }

    /// The months for which a step has not been done since they were published, or since the configuration changed
    /// that matters for it; a killed run is taken up where it stopped.
    private func monthsToDo(_ step: Step, also isMissing: (Month) -> Bool = { _ in false }) throws -> [MonthToDo] {
        let configuration = step == .verify ? "" : settings.canonicalText
        return try connection.query(SQL.text("nightly/months_to_do.sql"), [.text(step.rawValue), .text(configuration)])
            .compactMap { row in
                guard let month = row.date("billing_month")?.month, asOf.map({ month <= $0.month }) ?? true,
                    !row.flag("is_done") || isMissing(month)
                else { return nil }
                return MonthToDo(month: month, digest: row.text("done_for"))
            }
    }

    private func done(_ step: Step, _ month: MonthToDo) throws {
        try connection.query(
            SQL.text("nightly/note_month.sql"),
            [.date(month.month.firstDate), .text(step.rawValue), .text(month.digest)])
    }

    /// Whether nobody has removed a month's reports.
    private func hasReports(_ month: Month) -> Bool {
        FileFinder.exists("\(settings.reports.output)/\(month)/manifest.json")
    }

    // MARK: How steps fail

    /// Does a step and notes it; what it refuses is told, and the run goes on.
    func attempt(_ step: String, _ subject: String, _ body: () throws -> String?) throws {
        do {
            let words = try log.step(step, subject, body) { $0 }
            if let words {
                changeCount += 1
                say(words)
            }
        } catch let errors as CodedErrors {
            errors.errors.forEach { complain($0.line) }
            if errors.moreCount > 0 { complain("\(subject): and \(errors.moreCount) more like these") }
            errors.errors.forEach { note($0.exitCode) }
        } catch let error as StoreError {
            // Without a database there is no next step.
            throw error
        } catch let error as any CodedError {
            complain(error.line)
            note(error.exitCode)
        }
    }

    private func files(of patterns: [String]) -> [String] {
        patterns.flatMap { pattern in
            let found = FileFinder.matches(of: pattern)
            if found.isEmpty {
                let error = IngestError(.nothingMatches, place: pattern)
                complain(error.line)
                note(error.exitCode)
            }
            return found
        }
    }

    func note(_ code: ExitCode) { exitCode = exitCode.worse(code) }
}

extension ExitCode {
    /// Which of two codes a run that met both ends with: 70 before 65, 77, 78, 74, 73, 75, 76, 66, 69, 1.
    func worse(_ other: ExitCode) -> ExitCode {
        let order: [ExitCode] = [
            .invariantBroken, .inputRefused, .permission, .configuration, .inputOutput, .cannotCreate, .tryAgain,
            .prometheusWrong, .inputMissing, .undelivered, .findings, .usage, .done,
        ]
        let places = [self, other].map { code in order.firstIndex(of: code) ?? 0 }
        return places[0] <= places[1] ? self : other
    }
}
