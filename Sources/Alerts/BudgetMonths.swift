import Keys
import Settings

/// The months of a budget's period up to one of them.
struct BudgetMonths {
    /// The first of the period.
    let first: Month
    /// The last of the period.
    let last: Month
    /// What the period is called: `2026-10`, `2026-Q4`, `2026`.
    let name: String

    /// The period that a month lies in.
    init(_ period: Settings.BudgetPeriod, around month: Month) {
        let start =
            switch period {
            case .month: month.month
            case .quarter: (month.month - 1) / 3 * 3 + 1
            case .year: 1
            }
        first = Month(year: month.year, month: start)!
        let count =
            switch period {
            case .month: 1
            case .quarter: 3
            case .year: 12
            }
        last = Month(year: month.year, month: start + count - 1)!
        name =
            switch period {
            case .month: month.description
            case .quarter: "\(month.description.prefix(4))-Q\((month.month - 1) / 3 + 1)"
            case .year: String(month.description.prefix(4))
            }
    }
}
