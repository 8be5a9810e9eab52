import ArgumentParser
import Errors
import Keys
import Nightly
import Settings
import Store

/// `chargeback run`: the nightly job.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "The nightly job: takes in what is new, allocates, verifies, reports and alerts.",
        discussion: """
            It finds all that is missing, resumes where a killed run stopped, and does nothing twice. Without a terminal it
            prints nothing unless there is something to look at.

            Example for cron: 15 5 * * *  chargeback run --config /etc/chargeback/chargeback.yaml
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The day as of which to look at the world, e.g. 2026-10-31; later months are left alone.")
    var asOf: UTCDate?

    @Flag(help: "Do everything, say what came of it, and take it back; neither report nor alert.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Say what is done, also without a terminal.")
    var verbose = false

    func run() throws {
        let settings = try common.settings()
        guard !dryRun else { return try run(settings, watchedBy: nil) }
        let monitor = JobMonitor(settings.monitoring, complain: Console.complain)
        monitor.started()
        try run(settings, watchedBy: monitor)
    }

    private func run(_ settings: Settings, watchedBy monitor: JobMonitor?) throws {
        var connection: Connection?
        var runID: Int64?
        var lines: [String] = []
        let code: Errors.ExitCode
        do {
            let session = try common.connection(settings)
            connection = session
            code = try run(settings, session) { runID = $0 } complain: {
                lines.append($0)
                Console.complain($0)
            }
        } catch {
            let first = (error as? CodedErrors)?.errors.first ?? error as? any CodedError
            let code = first?.exitCode ?? .invariantBroken
            monitor?.ended(code, lines: lines + [first?.line ?? "\(error)"], connection: nil, runID: nil)
            throw error
        }
        monitor?.ended(code, lines: lines, connection: connection, runID: runID)
        if code != .done { throw code }
    }

    private func run(
        _ settings: Settings, _ connection: Connection, started: (Int64) -> Void, complain: @escaping (String) -> Void
    ) throws -> Errors.ExitCode {
        let isHeard = verbose || dryRun || Console.isWatched
        return try RunLog.run(
            connection, command: dryRun ? "run --dry-run" : "run", programVersion: Version.current,
            configuration: settings.digest
        ) { log in
            started(log.runID)
            let nightly = NightlyRun(
                connection, settings: settings, log: log, asOf: asOf, say: { if isHeard { Console.say($0) } },
                complain: complain)
            guard dryRun else { return try ProgressLine.during { try nightly.run() } }
            return try ProgressLine.during { try connection.takenBack { try nightly.run(isDry: true) } }
        } exitCode: { $0 }
    }
}

extension UTCDate: ExpressibleByArgument {
    /// The day that `2026-10-31` names.
    public init?(argument: String) { self.init(iso: argument) }
}
