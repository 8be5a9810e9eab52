import ArgumentParser
import Errors
import Foundation
import Keys
import Ledger
import Store

/// `chargeback close --month 2026-09`.
struct CloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Closes a month: its figures never change again.",
        discussion: """
            It freezes bills' versions, usage, labels, rules, exchange rates and results under a digest. What comes later
            becomes adjustments of the next open month. It refuses where verify has findings, or where the month is not
            over, not complete or not up to date.

            Example: chargeback close --month 2026-09
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: AuthorOption

    @Option(help: "The month, e.g. 2026-09.")
    var month: Month

    @Option(help: ArgumentHelp("The day as of which it has to be over; today.", valueName: "date"))
    var asOf: UTCDate?

    @Flag(help: "Print the closing as JSON.")
    var json = false

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        let closing = try RunLog.run(
            connection, command: "close", programVersion: Version.current, configuration: settings.digest
        ) { log in
            let isCurrent = try Allocator(connection, settings: settings).isCurrent(month)
            return try log.step("close", month.description) {
                try Closer(connection, settings: settings, runID: log.runID).close(
                    month, author: who.name, today: asOf ?? UTCDate.today, isCurrent: isCurrent)
            } outcome: { "closed, digest \($0.digest)" }
        }
        if json {
            let members: [(String, String?)] = [
                ("month", closing.month.description), ("closing", "\(closing.number)"), ("digest", closing.digest),
                ("closed_by", who.name),
            ]
            print(JSONText.object(members))
        } else {
            print("\(closing.month): closed, digest \(closing.digest)")
        }
    }
}

/// `chargeback reopen --month 2026-09 --reason …`.
struct ReopenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Opens a closed month again; who, when and why stay on record.",
        discussion: """
            Corrections that were booked for it are taken back in the next open month, since the month itself can be
            allocated again. The latest closed month is reopened first.

            Example: chargeback reopen --month 2026-09 --reason "the invoice was credited"
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var who: AuthorOption

    @Option(help: "The month, e.g. 2026-09.")
    var month: Month

    @Option(help: "Why.")
    var reason: String

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        try RunLog.run(
            connection, command: "reopen", programVersion: Version.current, configuration: settings.digest
        ) { log in
            try log.step("reopen", month.description) {
                try Closer(connection, runID: log.runID).reopen(month, author: who.name, reason: reason)
            } outcome: { "reopened by \(who.name): \(reason)" }
        }
        print("\(month): open again")
    }
}

/// Who does something that stays on record.
struct AuthorOption: ParsableArguments {
    @Option(help: "Who does it; the user who runs the command.")
    var author: String?

    /// The name that is kept.
    var name: String {
        let environment = ProcessInfo.processInfo.environment
        return author ?? environment["SUDO_USER"] ?? environment["USER"] ?? NSUserName()
    }

    func validate() throws {
        if let author, author.allSatisfy(\.isWhitespace) { throw ValidationError("--author is empty") }
    }
}

extension UTCDate {
    /// The day that it is now, UTC.
    static var today: UTCDate { UTCDate(days: Int((Date().timeIntervalSince1970 / 86_400).rounded(.down))) }
}
