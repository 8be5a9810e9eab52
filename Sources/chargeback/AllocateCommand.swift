import ArgumentParser
import Keys
import Ledger
import Store

/// `chargeback allocate --month 2026-10`.
struct AllocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allocate", abstract: "Attributes a month's bill to those who caused it, proves it and publishes it.",
        discussion: """
            Without --month it does every month of which bill, usage, labels or rules have changed, and of each the days
            that are touched by it. --from and --to name days that are worked out in any case.

            Example: chargeback allocate --month 2026-10
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The month, e.g. 2026-10.")
    var month: Month?

    @Option(name: .customLong("from"), help: "The first of days that are worked out in any case, e.g. 2026-10-01.")
    var firstDay: UTCDate?

    @Option(name: .customLong("to"), help: "The last of them; without it, the same day.")
    var lastDay: UTCDate?

    @Flag(help: "Work all of it out, from the exports on, although nothing has changed.")
    var force = false

    /// The days that are worked out in any case.
    private var days: Range<UTCDate>? {
        firstDay.map { $0..<UTCDate(days: (lastDay ?? $0).days + 1) }
    }

    func validate() throws {
        if lastDay != nil, firstDay == nil { throw ValidationError("--to needs --from") }
        if let firstDay, let lastDay, lastDay < firstDay { throw ValidationError("--to is before --from") }
        if month != nil, firstDay != nil { throw ValidationError("give --month, or --from and --to") }
    }

    /// The months that are asked for: one, those of the days, or all that have a bill.
    private func months(_ allocator: Allocator) throws -> [Month] {
        if let month { return [month] }
        guard let days else { return try allocator.months() }
        return Set((days.lowerBound.days..<days.upperBound.days).map { UTCDate(days: $0).month })
            .sorted { $0.firstDate < $1.firstDate }
    }

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        try RunLog.run(
            connection, command: "allocate", programVersion: Version.current, configuration: settings.digest
        ) { log in
            let allocator = Allocator(connection, settings: settings, runID: log.runID)
            for month in try months(allocator) {
                let outcome = try log.step("allocate", month.description) {
                    try allocator.allocate(month, days: days, isForced: force)
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
