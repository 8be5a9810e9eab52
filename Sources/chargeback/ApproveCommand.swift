import Alerts
import ArgumentParser
import Errors
import Foundation
import Keys
import Money
import Store

/// `chargeback approve RULE`.
struct ApproveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approves that a scope costs more in a month than its rule lets it.",
        discussion: """
            The rules are those under 'approvals' of the configuration, and quotas that grow by hand. An approval names who, up
            to which cost (of a quota: by how many percent), why and, if it ends, until when; it is never edited, the newest
            counts, and --amount 0 takes one back. 'chargeback approvals' lists them.

            Example: chargeback approve production --month 2026-10 --amount 8000 --by ana --reason "launch"
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: "The rule's name in the configuration.")
    var rule: String

    @Option(help: "The month, e.g. 2026-10.")
    var month: Month

    @Option(help: "Up to which cost, in the rule's currency; of a quota, percent.", transform: Self.amount)
    var amount: ExactDecimal?

    @Option(help: "Who; the user's name where none is given.")
    var by: String?

    @Option(help: "Why.")
    var reason: String

    @Option(help: "The first day on which it holds no longer, e.g. 2026-11-15.")
    var until: UTCDate?

    func validate() throws {
        if by?.isEmpty == true { throw ValidationError("--by needs a name") }
        if reason.isEmpty { throw ValidationError("--reason needs words") }
    }

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        let name = by ?? NSUserName()
        try RunLog.run(connection, command: "approve", programVersion: Version.current, configuration: settings.digest) {
            _ in
            let approved = try Approvals(connection).approve(
                rule, of: settings, month, amount: amount, by: name, reason: reason, until: until)
            print("\(rule): up to \(approved) in \(month)\(until.map { " until \($0)" } ?? ""), approved by \(name)")
        }
    }

    private static func amount(_ text: String) throws -> ExactDecimal {
        guard let number = try? ExactDecimal(text), number >= .zero else {
            throw ValidationError("'\(text)' is not an amount, e.g. 8000 or 12.50")
        }
        return number
    }
}

/// `chargeback approvals`.
struct ApprovalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approvals", abstract: "What waits for approval, and who has approved what, when, why and until when.",
        discussion: "Example: chargeback approvals --month 2026-10")

    @OptionGroup var common: CommonOptions

    @Option(help: "The month, e.g. 2026-10; all where none is given.")
    var month: Month?

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        let approvals = Approvals(connection)
        for month in try month.map({ [$0] }) ?? AlertRun.months(connection) {
            try approvals.excesses(settings, month).forEach { print("open: \($0)") }
        }
        try approvals.lines(month).forEach { print($0) }
    }
}

/// `chargeback gate`.
struct GateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate", abstract: "Fails where a month costs more than is approved; for pipelines.",
        discussion: """
            Prints nothing and ends with 0 where all is approved; else one line per rule, and exit code 1. Without --month
            it looks at the newest published month.

            Example: chargeback gate --month 2026-10
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The month, e.g. 2026-10.")
    var month: Month?

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        guard let month = try month ?? AlertRun.months(connection).last else {
            return Console.complain("warning: no month is published; there is nothing to judge")
        }
        let excesses = try Approvals(connection).excesses(settings, month)
        excesses.forEach { print($0) }
        if !excesses.isEmpty { throw Errors.ExitCode.findings }
    }
}
