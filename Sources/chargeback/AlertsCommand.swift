import ArgumentParser
import Alerts
import Errors
import Foundation
import Keys
import Settings
import Store

/// `chargeback alerts`.
struct AlertsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts", abstract: "Budgets, thresholds and growth: what was reached, and who is told.",
        subcommands: [Check.self, List.self, Acknowledge.self, Silence.self, Deliver.self, Test.self])

    /// `chargeback alerts check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Raises what is newly reached, once, and delivers it and whatever waits.",
            discussion: """
                Without --month it looks at the newest published month and the one before. Exit code 69 means that all is
                stored, but a receiver did not take it; the next run tries again.

                Example: chargeback alerts check --month 2026-10
                """)

        @OptionGroup var common: CommonOptions

        @Option(help: "The month, e.g. 2026-10.")
        var month: Month?

        @Option(help: "The day as of which to look, e.g. 2026-10-31; today where none is given.")
        var asOf: UTCDate?

        @Flag(name: .shortAndLong, help: "Say why rules raise nothing.")
        var verbose = false

        func run() throws {
            let settings = try common.settings()
            let connection = try common.connection(settings)
            try RunLog.run(
                connection, command: "alerts check", programVersion: Version.current, configuration: settings.digest
            ) { log in
                let months = try month.map { [$0] } ?? AlertRun.months(connection)
                let outcome = try log.step("alert", months.map(\.description).joined(separator: " ")) {
                    try AlertRun.check(
                        connection, settings: settings, months: months, runID: log.runID, asOf: asOf ?? Instant.now.date)
                } outcome: {
                    $0.words
                }
                outcome.lines.forEach { print($0) }
                if verbose { outcome.notes.forEach { Console.complain($0) } }
                outcome.warnings.forEach { Console.complain("warning: \($0)") }
                if outcome.raised.isEmpty { print("nothing new is reached") }
                try outcome.throwIfUndelivered()
            }
        }
    }

    /// `chargeback alerts list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists what was raised and what became of it.",
            discussion: "Example: chargeback alerts list --json")

        @OptionGroup var common: CommonOptions

        @Option(help: "The month, e.g. 2026-10; all where none is given.")
        var month: Month?

        @Flag(help: "As JSON, with every digit.")
        var json = false

        func run() throws {
            let entries = try AlertRegister(common.connection(common.settings())).entries(month)
            if json { print(AlertEntry.json(entries)) } else { entries.forEach { print($0.line) } }
        }
    }

    /// `chargeback alerts ack ID`.
    struct Acknowledge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ack", abstract: "Notes that somebody took note of an alert; it is sent no more.",
            discussion: "Example: chargeback alerts ack 3f2a91c0b7de --by ana")

        @OptionGroup var common: CommonOptions

        @Argument(help: "The alert's id, or the first six or more digits of it.")
        var id: String

        @Option(help: "Who; the user's name where none is given.")
        var by: String?

        func validate() throws {
            if by?.isEmpty == true { throw ValidationError("--by needs a name") }
        }

        func run() throws {
            let connection = try common.connection(common.settings())
            let name = by ?? NSUserName()
            try RunLog.run(connection, command: "alerts ack", programVersion: Version.current, configuration: nil) {
                _ in
                print(try AlertRegister(connection).acknowledge(id, by: name))
            }
        }
    }

    /// `chargeback alerts deliver`.
    struct Deliver: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Delivers what waits, without looking for anything new.",
            discussion: "Example: chargeback alerts deliver")

        @OptionGroup var common: CommonOptions

        func run() throws {
            let settings = try common.settings()
            let connection = try common.connection(settings)
            try RunLog.run(
                connection, command: "alerts deliver", programVersion: Version.current, configuration: settings.digest
            ) { log in
                let outcome = try log.step("alert", "outbox") {
                    try AlertRun.check(connection, settings: settings, months: [], runID: log.runID)
                } outcome: {
                    $0.words
                }
                outcome.lines.forEach { print($0) }
                outcome.warnings.forEach { Console.complain("warning: \($0)") }
                if outcome.words == nil { print("nothing waits") }
                try outcome.throwIfUndelivered()
            }
        }
    }

    /// `chargeback alerts test RECEIVER`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sends one message, marked as a test, to a receiver; or tests rules on example data.",
            discussion: """
                With --rules it reads tests from a file, runs the configuration's rules on their example data in a database of
                its own, and ends with 1 where another alert is raised than expected, or one is not. docs/alerts.md has an example.

                Example: chargeback alerts test ops
                Example: chargeback alerts test --rules tests.yaml
                """)

        @OptionGroup var common: CommonOptions

        @Argument(help: "The receiver's name in the configuration.")
        var receiver: String?

        @Option(help: ArgumentHelp("A file of tests for the rules.", valueName: "path"))
        var rules: String?

        func validate() throws {
            if (receiver == nil) == (rules == nil) { throw ValidationError("name a receiver, or a file with --rules") }
        }

        func run() throws {
            if let rules { return try testRules(rules) }
            guard let receiver else { preconditionFailure("validated") }
            let status = try ReceiverTest(receiver, of: common.settings()).send()
            print("\(receiver): took the test\(status == 0 ? "" : " (HTTP \(status))")")
        }

        private func testRules(_ path: String) throws {
            let settings = try common.settings()
            let results = try RuleTester.run(RuleTestFile.load(path: path, of: settings), settings: settings)
            let failed = results.filter { !$0.differences.isEmpty }
            for result in failed {
                for difference in result.differences { Console.complain("\(path):\(result.line): \(result.name): \(difference)") }
            }
            print("\(results.count - failed.count) of \(results.count) tests pass")
            if !failed.isEmpty { throw Errors.ExitCode.findings }
        }
    }
}

extension AlertOutcome {
    /// Ends the command with 69 and a line per receiver where alerts wait.
    func throwIfUndelivered() throws {
        if !errors.isEmpty { throw CodedErrors(errors: errors) }
    }
}
