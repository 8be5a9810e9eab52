import ArgumentParser
import Errors
import Keys
import Nightly
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
        let connection = try common.connection(settings)
        let isHeard = verbose || dryRun || Console.isWatched
        let code = try RunLog.run(
            connection, command: dryRun ? "run --dry-run" : "run", programVersion: Version.current,
            configuration: settings.digest
        ) { log in
            let nightly = NightlyRun(
                connection, settings: settings, log: log, asOf: asOf, say: { if isHeard { Console.say($0) } },
                complain: Console.complain)
            guard dryRun else { return try nightly.run() }
            return try connection.takenBack { try nightly.run(isDry: true) }
        } exitCode: { $0 }
        if code != .done { throw code }
    }
}

extension UTCDate: ExpressibleByArgument {
    /// The day that `2026-10-31` names.
    public init?(argument: String) { self.init(iso: argument) }
}
