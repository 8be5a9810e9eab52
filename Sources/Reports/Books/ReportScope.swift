import Keys
import Money

/// What a report is about: which month, currency, cost and whose.
struct ReportScope {
    /// The month and how it stands.
    let month: MonthOfBooks
    /// The month before where it is published.
    let previous: MonthOfBooks?
    /// The currency; amounts of two are never added.
    let currency: Currency
    /// Which cost counts.
    let cost: CostBasis
    /// The team, or `nil` for the organisation.
    let team: String?

    /// How the month was closed, where it is.
    var closing: MonthClosing?

    /// An amount and the currency, as people read them.
    func money(_ amount: ExactDecimal, isChange: Bool = false) -> Phrase {
        "\(amount, places: currency.places, isChange: isChange) \(currency.code)"
    }

    /// An amount without the currency.
    func amount(_ amount: ExactDecimal) -> Phrase { "\(amount, places: currency.places)" }

    /// A statement of `sql/reporting` that asks by month, currency and cost.
    func statement(_ name: String) -> BooksReader.Statement {
        BooksReader.Statement(
            path: "reporting/\(name).sql",
            parameters: [.date(month.month.firstDate), .text(currency.code), .text(cost.rawValue)])
    }

    /// Whether there is a month before to compare with.
    var hasPrevious: Bool { previous != nil }
}
