import Alerts
import ArgumentParser
import Foundation
import Keys
import Store

extension AlertsCommand {
    /// `chargeback alerts silence [RULE]`.
    struct Silence: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keeps a rule quiet until a day; without one, lists the silences that hold.",
            discussion: """
                Alerts of a silenced rule are stored and not sent. A day in the past ends a silence.

                Example: chargeback alerts silence payments-month --until 2026-11-15 --reason "migration"
                """)

        @OptionGroup var common: CommonOptions

        @Argument(help: "The rule's name in the configuration.")
        var rule: String?

        @Option(help: "The first UTC day on which it speaks again.")
        var until: UTCDate?

        @Option(help: "Why.")
        var reason: String?

        @Option(help: "Who; the user's name where none is given.")
        var by: String?

        func validate() throws {
            if rule != nil, until == nil || reason?.isEmpty != false {
                throw ValidationError("a silence needs --until DAY and --reason TEXT")
            }
            if by?.isEmpty == true { throw ValidationError("--by needs a name") }
        }

        func run() throws {
            let settings = try common.settings()
            let connection = try common.connection(settings)
            let silences = Silences(connection)
            guard let rule, let until, let reason else { return try silences.lines().forEach { print($0) } }
            let name = by ?? NSUserName()
            try RunLog.run(
                connection, command: "alerts silence", programVersion: Version.current, configuration: settings.digest
            ) { _ in
                try silences.silence(rule, of: settings, until: until, by: name, reason: reason)
            }
            print("\(rule): silent until \(until)")
        }
    }
}
