import ArgumentParser
import Keys
import Ledger
import Store

/// `chargeback allocate --month 2026-10`.
struct AllocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate", abstract: "Attributes a month's bill to those who caused it, proves it and publishes it.",
        discussion: """
            Without --month it does every month of which bill, usage, labels or rules have changed.

            Example: chargeback allocate --month 2026-10
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The month, e.g. 2026-10.")
    var month: Month?

    @Flag(help: "Do it although nothing has changed.")
    var force = false

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        try RunLog.run(
            connection, command: "allocate", programVersion: Version.current, configuration: settings.digest
        ) { log in
            let allocator = Allocator(connection, settings: settings, runID: log.runID)
            for month in try self.month.map({ [$0] }) ?? allocator.months() {
                let outcome = try log.step("allocate", month.description) {
                    try allocator.allocate(month, isForced: force)
                } outcome: { $0?.words }
                outcome?.warnings.forEach { Console.complain("\(month): warning: \($0)") }
                print("\(month): \(outcome?.words ?? "up to date, nothing to do")")
            }
        }
    }
}

extension Month: ExpressibleByArgument {
    /// The month that `2026-10` names.
    public init?(argument: String) { self.init(argument) }
}
