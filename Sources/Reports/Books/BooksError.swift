import Errors
import Keys
import Money

/// Why there is no report of a month.
public struct BooksError: CodedError, Hashable {
    /// The causes.
    public enum Reason: Hashable, Sendable {
        /// No bill of the month is loaded; `nil` asked for the newest. The months that have reports, and those that
        /// have a bill but are not allocated.
        case noSuchMonth(Month?, published: [Month], unpublished: [Month])
        /// The month has a bill that is not allocated yet.
        case notAllocated(Month, published: [Month])
        /// The bill has changed since it was allocated.
        case stale(Month)
        /// The team has no costs in the month; those that have.
        case noSuchTeam(String, Month, known: [String])
        /// The month has no bill in the currency; those that there are.
        case noSuchCurrency(String, Month, known: [String])
        /// The format holds one document, and there are several currencies.
        case severalCurrencies([String])
        /// The published costs are not the bill: our bug.
        case notTheBill(Month, currency: String, published: ExactDecimal, billed: ExactDecimal)
        /// A team has no cost centre to book to.
        case withoutCostCentre(String)
        /// There is no exchange rate of the month from these currencies to one.
        case withoutRate([String], to: String, Month)
    }

    /// What is wrong.
    public let reason: Reason

    /// An error from its cause.
    public init(_ reason: Reason) { self.reason = reason }

    /// Nowhere in particular.
    public var place: String? { nil }

    /// CB160 to CB166, by what the user can do about it.
    public var code: Int {
        switch reason {
        case .noSuchMonth, .notAllocated: 160
        case .stale: 161
        case .noSuchTeam: 162
        case .noSuchCurrency, .severalCurrencies: 163
        case .notTheBill: 164
        case .withoutCostCentre: 165
        case .withoutRate: 166
        }
    }

    /// 66 where something is not there, 64 where a choice is to be made, 75 until the month is allocated anew, 78 where the
    /// configuration lacks something, 70 for our bug.
    public var exitCode: ExitCode {
        switch reason {
        case .noSuchMonth, .notAllocated, .noSuchTeam, .noSuchCurrency, .withoutRate: .inputMissing
        case .severalCurrencies: .usage
        case .stale: .tryAgain
        case .notTheBill: .invariantBroken
        case .withoutCostCentre: .configuration
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .noSuchMonth(let month, let published, let unpublished):
            Self.noMonth(month, published: published, unpublished: unpublished)
        case .notAllocated(let month, let published):
            "\(month) has a bill that is not allocated; run 'chargeback allocate --month \(month)'"
                + (published.isEmpty ? "" : "; there are reports of \(Self.list(published))")
        case .stale(let month):
            "the bill of \(month) changed since it was allocated; run 'chargeback allocate --month \(month)'"
        case .noSuchTeam(let team, let month, let known):
            known.isEmpty
                ? "no team has costs in \(month)"
                : "team '\(team)' has no costs in \(month); there are \(known.joined(separator: ", "))"
        case .noSuchCurrency(let code, let month, let known):
            "\(month) has no bill in \(code); there are bills in \(known.joined(separator: ", "))"
        case .severalCurrencies(let codes):
            "there are bills in \(codes.joined(separator: ", ")), which are never added; choose one with --currency"
        case .notTheBill(let month, let currency, let published, let billed):
            "the published costs of \(month) are \(published) \(currency), its bill is \(billed) \(currency); "
                + "nothing was written; this is a bug of chargeback, please report it"
        case .withoutCostCentre(let team):
            "team '\(team)' has no cost centre; set teams[].cost_centre or journal.default_cost_centre, and allocate"
        case .withoutRate(let codes, let currency, let month):
            "there is no exchange rate of \(month) from \(codes.joined(separator: ", ")) to \(currency); "
                + "load one with 'chargeback rates load FILE'"
        }
    }

    private static func noMonth(_ month: Month?, published: [Month], unpublished: [Month]) -> String {
        if published.isEmpty && unpublished.isEmpty {
            return "no bill is loaded at all; load one with 'chargeback ingest bills PATH'"
        }
        var words = month.map { "no bill of \($0) is loaded" } ?? "no month is allocated"
        if !published.isEmpty { words += "; there are reports of \(list(published))" }
        if !unpublished.isEmpty {
            words += "; \(list(unpublished)) can have one after 'chargeback allocate'"
        }
        return words
    }

    private static func list(_ months: [Month]) -> String { months.map(\.description).joined(separator: ", ") }
}
