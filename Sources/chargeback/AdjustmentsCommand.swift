import ArgumentParser
import Errors
import Keys
import Ledger
import Money
import Store

/// `chargeback adjustments`.
struct AdjustmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adjustments", abstract: "Corrections of closed months, and what people book by hand.",
        discussion: """
            Where a closed month's bill, usage, labels or rules change, 'allocate' and 'run' book the difference in the
            next open month. Adjustments by hand are proposed by one person and approved by another.

            Example: chargeback adjustments list --month 2026-10
            """,
        subcommands: [List.self, Add.self, Approve.self, Reject.self], defaultSubcommand: List.self)

    /// `adjustments list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists them.", discussion: "Example: chargeback adjustments list --month 2026-10 --json")

        @OptionGroup var common: CommonOptions

        @Option(help: "Only those that a month shows, or that correct it.")
        var month: Month?

        @Flag(help: "Print them as JSON.")
        var json = false

        func run() throws {
            let rows = try Bookings(common.connection(common.settings())).rows(month)
            let names = rows.columnNames
            if json {
                let objects = rows.map { row in JSONText.object(names.map { ($0, row[$0]) }) }
                print("[" + objects.joined(separator: ",\n ") + "]")
                return
            }
            var last = ""
            for row in rows {
                let head =
                    "\(row.text("booking_id")): \(row.text("origin")) of \(row.text("original_month").prefix(7)), shown in "
                    + "\(row.text("billing_month").prefix(7)), \(row.text("state")), by \(row.text("author"))"
                    + (row["decided_by"].map { ", decided by \($0)" } ?? "") + ": \(row.text("cause"))"
                if head != last { print(head) }
                last = head
                let whose = row["team"] ?? row.text("reason")
                print("    \(whose), \(row.text("original_kind")): \(row.text("effective_cost")) \(row.text("billing_currency"))")
            }
            if rows.isEmpty { Console.complain("there are no adjustments\(month.map { " of \($0)" } ?? "")") }
        }
    }

    /// `adjustments add`.
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Proposes one: a team bears an amount more, another team or an account as much less.",
            discussion: """
                Example: chargeback adjustments add --month 2026-10 --team search --amount -12.50 --currency USD \\
                    --against-team payments --reason "load test of 3 October was theirs"
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var who: AuthorOption

        @Option(help: "The open month that shows it.")
        var month: Month

        @Option(help: "The month that it corrects; the same.")
        var of: Month?

        @Option(help: "The team that bears the amount.")
        var team: String

        @Option(parsing: .unconditional, help: "The amount; below nought, the team bears less.")
        var amount: String

        @Option(help: "Its currency, e.g. USD.")
        var currency: String

        @Option(help: "The team that bears as much less.")
        var againstTeam: String?

        @Option(help: "The account outside of the teams that bears as much less.")
        var againstAccount: String?

        @Option(help: "Why.")
        var reason: String

        private func counterpart() throws -> Bookings.Counterpart {
            switch (againstTeam, againstAccount) {
            case (let team?, nil): .team(team)
            case (nil, let account?): .account(account)
            default: throw ValidationError("one of --against-team and --against-account is needed")
            }
        }

        func validate() throws {
            _ = try counterpart()
            if Currency(currency) == nil { throw ValidationError("'\(currency)' is not a currency, e.g. USD") }
            if (try? ExactDecimal(amount)) == nil { throw ValidationError("'\(amount)' is not an amount, e.g. -12.50") }
            if againstTeam == team { throw ValidationError("--team and --against-team are the same") }
        }

        func run() throws {
            guard let currency = Currency(currency) else { return }
            let proposal = Bookings.Proposal(
                month: month, originalMonth: of ?? month, team: team, amount: try ExactDecimal(amount), currency: currency,
                counterpart: try counterpart(), reason: reason, author: who.name)
            let number = try common.booking("adjustments add") { try $0.propose(proposal) }
            print("booking \(number) is proposed; somebody else has to approve it")
        }
    }

    /// `adjustments approve`.
    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Approves a proposed one: reports show it.", discussion: "Example: chargeback adjustments approve 7")

        @OptionGroup var common: CommonOptions
        @OptionGroup var who: AuthorOption

        @Argument(help: "The booking's number.")
        var booking: Int64

        @Option(help: "Why.")
        var reason: String?

        func run() throws {
            try common.booking("adjustments approve") {
                try $0.decide(booking, isApproved: true, author: who.name, reason: reason)
            }
            print("booking \(booking) is approved")
        }
    }

    /// `adjustments reject`.
    struct Reject: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Rejects a proposed one.", discussion: "Example: chargeback adjustments reject 7 --reason \"no evidence\"")

        @OptionGroup var common: CommonOptions
        @OptionGroup var who: AuthorOption

        @Argument(help: "The booking's number.")
        var booking: Int64

        @Option(help: "Why.")
        var reason: String?

        func run() throws {
            try common.booking("adjustments reject") {
                try $0.decide(booking, isApproved: false, author: who.name, reason: reason)
            }
            print("booking \(booking) is rejected")
        }
    }
}

extension CommonOptions {
    /// Runs a body that books by hand, under the lock and on record.
    fileprivate func booking<T>(_ command: String, _ body: (Bookings) throws -> T) throws -> T {
        let settings = try settings()
        let connection = try connection(settings)
        return try RunLog.run(
            connection, command: command, programVersion: Version.current, configuration: settings.digest
        ) { log in try body(Bookings(connection, runID: log.runID)) }
    }
}
