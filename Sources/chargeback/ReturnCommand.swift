import ArgumentParser
import Change
import Foundation
import Keys
import Money
import Settings

/// `chargeback roi --service S --before FROM..TO --after FROM..TO`.
struct ReturnCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roi", abstract: "What an optimisation of a service brought, and when it has paid for itself.",
        discussion: """
            Compares two windows of days at the same load; a window ends before its second day. Where the loads are far apart,
            it says so. A scope is one of budgets: team=payments, tenant=…, tier=…, namespace=…, commit=…, owner=…, cluster=…,
            environment=…, department=…, account=…, service=… (the provider's) or organisation; its cost has its part of shared pots.

            Example: chargeback roi --service payments/api --before 2026-09-01..2026-09-15 \\
                     --after 2026-10-01..2026-10-15 --effort 4000
            Example: chargeback roi --scope team=payments --before 2026-09-01..2026-10-01 --after 2026-10-01..2026-11-01
            """)

    /// Days from one to before another.
    struct Window: ExpressibleByArgument {
        let from: UTCDate
        let to: UTCDate

        init?(argument: String) {
            let parts = argument.components(separatedBy: "..")
            guard parts.count == 2, let from = UTCDate(iso: parts[0]), let to = UTCDate(iso: parts[1]), from < to else { return nil }
            (self.from, self.to) = (from, to)
        }
    }

    @OptionGroup var common: CommonOptions

    @Option(help: "The service: api, payments/api or cluster/namespace/Kind/name.")
    var service: String?

    @Option(help: ArgumentHelp("What is beyond a service, such as team=payments; or a service.", valueName: "kind=name"))
    var scope: String?

    @Option(help: "The days before it, FROM..TO.")
    var before: Window

    @Option(help: "The days after it, FROM..TO.")
    var after: Window

    @Option(help: "What it took once, in the currency of the bill.", transform: Self.amount)
    var effort: ExactDecimal?

    @Option(help: ArgumentHelp("The rules, which name the metric.", valueName: "path"))
    var rules: String?

    func validate() throws {
        guard (service == nil) != (scope == nil) else { throw ValidationError("give --service or --scope") }
    }

    func run() throws {
        let rules = try ChangeRules.load(path: rules)
        let connection = try common.connection(common.settings())
        let (earlier, later) = (SnapshotLoader.Subject(from: before.from, to: before.to), SnapshotLoader.Subject(from: after.from, to: after.to))
        let sides: (before: Snapshot, after: Snapshot)
        if let scope = scope.flatMap(ScopeSnapshotLoader.Scope.init) {
            sides = try ScopeSnapshotLoader(connection, rules: rules).load(scope, before: earlier, after: later)
        } else {
            let loader = SnapshotLoader(connection, rules: rules)
            let name = service ?? scope ?? ""
            sides = try (loader.load(service: name, subject: earlier, side: "before"), loader.load(service: name, subject: later, side: "after"))
        }
        let outcome = try Return(connection, before: sides.before, after: sides.after, effort: effort, rules: rules)
        print(outcome.text, terminator: "")
    }

    private static func amount(_ text: String) throws -> ExactDecimal {
        guard let number = try? ExactDecimal(text), number >= .zero else {
            throw ValidationError("'\(text)' is not an amount, e.g. 4000 or 12.50")
        }
        return number
    }
}
