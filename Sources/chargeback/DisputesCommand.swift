import ArgumentParser
import Keys
import Ledger
import Money
import Store

/// `chargeback disputes`.
struct DisputesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disputes", abstract: "What teams say they do not owe, what was answered, and what settles it.",
        discussion: """
            A team disputes an amount of a figure; somebody else accepts or rejects that. An accepted dispute is settled by an
            adjustment, which a third step approves. Nothing is edited: every step stays, with who, when and why.

            Example: chargeback disputes list --month 2026-10
            """,
        subcommands: [List.self, Open.self, Answer.self, Settle.self], defaultSubcommand: List.self)

    /// `disputes list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists them.", discussion: "Example: chargeback disputes list --state open --json")

        @OptionGroup var common: CommonOptions

        @Option(help: "Only those of a month.")
        var month: Month?

        @Option(help: "Only those of a team.")
        var team: String?

        @Option(help: "Only those that are open, accepted, rejected or settled.")
        var state: State?

        @Flag(help: "Print them as JSON.")
        var json = false

        /// How a dispute stands.
        enum State: String, ExpressibleByArgument, CaseIterable {
            case open, accepted, rejected, settled
        }

        func run() throws {
            let rows = try Disputes(common.connection(common.settings())).rows(month: month, team: team, state: state?.rawValue)
            let names = rows.columnNames
            if json {
                print("[" + rows.map { row in JSONText.object(names.map { ($0, row[$0]) }) }.joined(separator: ",\n ") + "]")
                return
            }
            for row in rows { Self.words(row).forEach { print($0) } }
            if rows.isEmpty { Console.complain("there are no such disputes") }
        }

        private static func words(_ row: Row) -> [String] {
            let figure = ["kind", "commit", "resource_key"].compactMap { row[$0] }.map { ", \($0)" }.joined()
            let currency = row.text("billing_currency")
            var lines = [
                "\(row.text("dispute_id")): \(row.text("state")), \(row.text("billing_month").prefix(7)), team \(row.text("team"))\(figure): "
                    + "\(row.text("amount")) of \(row.text("figure_cost")) \(currency), by \(row.text("author")): \(row.text("reason"))"
            ]
            if let who = row["answered_by"] {
                let amount = row["accepted_amount"].map { "\($0) \(currency) accepted" } ?? "rejected"
                lines.append("    \(amount) by \(who): \(row.text("answer_reason"))")
            }
            if let booking = row["booking_id"] {
                let who = row["booking_decided_by"].map { " by \($0)" } ?? ""
                lines.append("    adjustment \(booking), \(row.text("booking_state"))\(who)")
            }
            return lines
        }
    }

    /// `disputes open`.
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens one: a team does not owe an amount of a figure.",
            discussion: """
                Example: chargeback disputes open --month 2026-10 --team search --kind cpu --amount 12.50 \\
                    --reason "load test of 3 October was payments'"
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var who: AuthorOption

        @Option(help: "The published month whose figure it is.")
        var month: Month

        @Option(help: "The team that was charged.")
        var team: String

        @Option(help: "Only this kind of its cost, e.g. cpu, idle, tax.")
        var kind: String?

        @Option(help: "Only this commit.")
        var commit: String?

        @Option(help: "Only this resource, by its key in 'chargeback explain'.")
        var resource: String?

        @Option(parsing: .unconditional, help: "How much of it is not owed; all of it.")
        var amount: String?

        @Option(help: "The figure's currency, where it has several.")
        var currency: String?

        @Option(help: "Why.")
        var reason: String

        func validate() throws {
            if let amount, (try? ExactDecimal(amount)) == nil { throw ValidationError("'\(amount)' is not an amount, e.g. 12.50") }
            if let currency, Currency(currency) == nil { throw ValidationError("'\(currency)' is not a currency, e.g. USD") }
        }

        func run() throws {
            let claim = Disputes.Claim(
                month: month, team: team, figure: (kind, commit, resource), amount: try amount.map { try ExactDecimal($0) },
                currency: currency.flatMap { Currency($0) }, reason: reason, author: who.name)
            let number = try common.dispute("disputes open") { try $0.open(claim) }
            print("dispute \(number) is open; somebody else has to answer it")
        }
    }

    /// `disputes answer`.
    struct Answer: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accepts or rejects one.",
            discussion: "Example: chargeback disputes answer 3 --accept --amount 10 --reason \"only the first two hours\"")

        @OptionGroup var common: CommonOptions
        @OptionGroup var who: AuthorOption

        @Argument(help: "The dispute's number.")
        var dispute: Int64

        @Flag(help: "The team is right, or not.")
        var decision: Decision

        @Option(parsing: .unconditional, help: "With --accept: how much of it; all.")
        var amount: String?

        @Option(help: "Why.")
        var reason: String

        /// What is answered.
        enum Decision: String, EnumerableFlag {
            case accept, reject
        }

        func validate() throws {
            guard let amount else { return }
            if decision == .reject { throw ValidationError("--amount belongs to --accept") }
            if (try? ExactDecimal(amount)) == nil { throw ValidationError("'\(amount)' is not an amount, e.g. 12.50") }
        }

        func run() throws {
            try common.dispute("disputes answer") {
                try $0.answer(
                    dispute, isAccepted: decision == .accept, amount: try amount.map { try ExactDecimal($0) }, author: who.name, reason: reason)
            }
            print(
                decision == .accept
                    ? "dispute \(dispute) is accepted; 'chargeback disputes settle \(dispute)' books it" : "dispute \(dispute) is rejected")
        }
    }

    /// `disputes settle`.
    struct Settle: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Books an accepted one, or links the adjustment that does.",
            discussion: """
                The adjustment has to be approved like any other; then the dispute is settled.

                Example: chargeback disputes settle 3 --against-team payments
                Example: chargeback disputes settle 3 --booking 7
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var who: AuthorOption

        @Argument(help: "The dispute's number.")
        var dispute: Int64

        @Option(help: "An adjustment that gives the team the amount back.")
        var booking: Int64?

        @Option(help: "Propose one: the team that bears it instead.")
        var againstTeam: String?

        @Option(help: "Propose one: the account outside of the teams that bears it.")
        var againstAccount: String?

        @Option(help: "Propose it in this month; the dispute's, or where that is closed the next open one.")
        var month: Month?

        func validate() throws {
            let given = [booking.map { _ in true }, againstTeam.map { _ in true }, againstAccount.map { _ in true }].compactMap { $0 }
            if given.count != 1 { throw ValidationError("one of --booking, --against-team and --against-account is needed") }
            if booking != nil, month != nil { throw ValidationError("--month belongs to --against-team and --against-account") }
        }

        func run() throws {
            let number = try common.dispute("disputes settle") { disputes -> Int64 in
                if let booking {
                    try disputes.settle(dispute, booking: booking, author: who.name)
                    return booking
                }
                let other: Bookings.Counterpart = againstTeam.map { .team($0) } ?? .account(againstAccount ?? "")
                return try disputes.settle(dispute, by: other, month: month, author: who.name)
            }
            print("dispute \(dispute) is settled by booking \(number) once that is approved")
        }
    }
}

extension CommonOptions {
    /// Runs a body that notes something of a dispute, under the lock and on record.
    fileprivate func dispute<T>(_ command: String, _ body: (Disputes) throws -> T) throws -> T {
        let settings = try settings()
        let connection = try connection(settings)
        return try RunLog.run(
            connection, command: command, programVersion: Version.current, configuration: settings.digest
        ) { log in try body(Disputes(connection, runID: log.runID)) }
    }
}
