import Money
import Store

/// The bills that a month's report is held against: every version that counts, with its totals.
struct BillsOfMonth {
    /// A bill in one currency.
    struct Bill {
        let source: String
        let account: String
        let version: Int64
        let currency: Currency
        let total: ExactDecimal
        let priceless: Int64
        /// Data rows of the version; `nil` for adjustments.
        let rowCount: Int64?
        /// What an adjustment is of and why; `nil` for bills.
        var adjustment: String?
    }

    /// The bills, by source and account.
    let bills: [Bill]

    /// The bills of a month with the totals of a cost.
    init(_ connection: Connection, _ month: MonthOfBooks, cost: CostBasis) throws {
        let rows = try connection.query(SQL.text("reporting/bills.sql"), [.date(month.month.firstDate)])
        bills = try rows.compactMap { row in
            guard let currency = row["billing_currency"].flatMap({ Currency($0) }) else { return nil }
            let missing =
                switch cost {
                case .effective, .billed: Int64(0)
                case .contracted: row.integer("contracted_cost_missing")
                case .list: row.integer("list_cost_missing")
                }
            return Bill(
                source: row.text("source"), account: row.text("billing_account_id"), version: row.integer("version"),
                currency: currency, total: try row.decimal("\(cost.rawValue)_cost") ?? .zero, priceless: missing, rowCount: row.flag("is_adjustment") ? nil : row.integer("row_count"),
                adjustment: row.flag("is_adjustment") ? row.text("words") : nil)
        }
    }

    /// The currencies, in alphabetical order.
    var currencies: [Currency] { Set(bills.map(\.currency)).sorted() }

    /// The adjustments that the month shows, of bills of earlier months or booked by hand.
    func adjustments(_ currency: Currency) -> [Bill] { bills.filter { $0.currency == currency && $0.adjustment != nil } }

    /// What the bills, and the adjustments, come to in a currency.
    func total(_ currency: Currency) throws -> ExactDecimal {
        try bills.filter { $0.currency == currency }.reduce(.zero) { try $0.adding($1.total) }
    }

    /// Lines that have no price of the cost.
    func priceless(_ currency: Currency) -> Int64 {
        bills.filter { $0.currency == currency }.reduce(0) { $0 + $1.priceless }
    }

    /// `aws-main 999999999999 version 2`, the first few.
    func versions(_ currency: Currency, countMax: Int = 5) -> Phrase {
        let words = bills.filter { $0.currency == currency && $0.adjustment == nil }.map { bill -> Phrase in "\(bill.source) \(bill.account) version \(String(bill.version))" }
        let more: [Phrase] = words.count > countMax ? ["and \(Int64(words.count - countMax)) more"] : []
        return .joined(words.prefix(countMax) + more, by: ", ")
    }
}
