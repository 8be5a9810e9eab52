import ArgumentParser
import Keys
import Ledger
import Settings

/// `chargeback explain --month 2026-10 --team search`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Follows a figure to bill lines, usage, rule and arithmetic.",
        discussion: """
            The figure is that of the reports, to the last digit; every option narrows it. The largest parts are shown in
            full: lines of the bill (file and row), what was used and by whom, the rule and the sum.

            Example: chargeback explain --month 2026-10 --team search --kind cpu
            Example: chargeback explain --month 2026-10 --without-team --json
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The month, e.g. 2026-10.")
    var month: Month

    @Option(help: "Only what this team bears.")
    var team: String?

    @Flag(help: "Only what no team bears.")
    var withoutTeam = false

    @Option(help: "Only this tenant's.")
    var tenant: String?

    @Option(help: "Only this version's of the code.")
    var commit: String?

    @Option(help: "Only this owner's.")
    var owner: String?

    @Option(help: "Only this namespace's.")
    var namespace: String?

    @Option(help: "Only this kind: cpu, memory, idle, tax, ….")
    var kind: String?

    @Option(help: "Only this day's, UTC.")
    var day: UTCDate?

    @Option(help: "Only this service's, as the bill names it.")
    var service: String?

    @Option(help: "Which cost: \(Settings.Cost.allCases.map(\.rawValue).joined(separator: ", ")).")
    var cost: Settings.Cost = .effective

    @Option(help: "How many parts are shown in full.")
    var limit = 5

    @Flag(help: "Print it as JSON.")
    var json = false

    func validate() throws {
        if team != nil, withoutTeam { throw ValidationError("--team and --without-team") }
        if !(0...100_000).contains(limit) { throw ValidationError("--limit is from 0 to 100000") }
    }

    func run() throws {
        let filters: [Explainer.Dimension: String?] = [
            .team: withoutTeam ? "" : team, .tenant: tenant, .commit: commit, .owner: owner, .namespace: namespace,
            .kind: kind, .day: day?.description, .service: service,
        ]
        let question = Explainer.Question(
            month: month, cost: cost, filters: filters.compactMapValues { $0 }, limit: limit)
        let explanation = try Explainer(common.connection(common.settings())).explain(question)
        if json { print(explanation.json) } else { explanation.lines.forEach { print($0) } }
    }
}

extension Settings.Cost: ExpressibleByArgument {}
