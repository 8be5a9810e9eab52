import ArgumentParser
import Errors
import Glibc

/// The command `chargeback`.
struct Chargeback: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chargeback",
        abstract: "Answers to the last digit who caused the cloud bill.",
        discussion: """
            Every night 'chargeback run' takes in bills and range exports, attributes each amount to whoever caused it,
            proves that nothing is lost, writes reports and raises alerts. The other commands are its steps.
            """,
        version: "chargeback \(Version.current)",
        subcommands: [
            RunCommand.self, FetchCommand.self, IngestCommand.self, AllocateCommand.self, VerifyCommand.self, ReportCommand.self,
            ExplainCommand.self, CloseCommand.self, ReopenCommand.self, AdjustmentsCommand.self, DisputesCommand.self,
            JournalCommand.self, RatesCommand.self, AlertsCommand.self, ApproveCommand.self, ApprovalsCommand.self, GateCommand.self, DiffCommand.self, SnapshotCommand.self, ReturnCommand.self,
            DatabaseCommand.self,
            ConfigCommand.self, StatusCommand.self,
        ])
}

/// What runs first: parses, runs, and turns errors into one line each and the documented exit code.
@main
enum Main {
    static func main() {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Chargeback.parseAsRoot()
            try command.run()
        } catch {
            exit(Failure.report(error))
        }
    }
}

/// How errors reach the user.
enum Failure {
    /// Prints an error and returns the exit code.
    static func report(_ error: any Error) -> Int32 {
        switch error {
        case let exit as ArgumentParser.ExitCode: return exit.rawValue
        case let exit as Errors.ExitCode: return exit.rawValue
        case let error as any CodedError:
            Console.complain(error.line)
            return error.exitCode.rawValue
        case let several as CodedErrors:
            for error in several.errors { Console.complain(error.line) }
            if several.moreCount > 0 { Console.complain("chargeback: and \(several.moreCount) more like these") }
            return several.errors.map(\.exitCode.rawValue).max() ?? Errors.ExitCode.inputRefused.rawValue
        default:
            let code = Chargeback.exitCode(for: error)
            let text = Chargeback.fullMessage(for: error)
            if code == .success { print(text) } else { Console.complain(text) }
            return code == .success ? 0 : Errors.ExitCode.usage.rawValue
        }
    }
}
