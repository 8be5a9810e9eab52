import Keys
import Money
import Settings
import Store

/// The table of budgets: what each allows, what is spent of it and what is left.
struct BudgetSection {
    let books: BooksReader
    let scope: ReportScope
    let budgets: [Settings.Budget]

    /// The table, or `nil` where no budget is of this report: the organisation's has all, a team's the team's own.
    func section() throws -> ReportSection? {
        let ours = budgets.filter { budget in
            isCounted(budget) && (scope.team.map { budget.scope == .team($0) } ?? true)
        }
        let cells = try ours.map { budget -> [ReportCell] in
            let (amount, spent) = (budget.amount.amount, try spent(budget))
            return [
                .text(budget.name), .phrase(budget.period.word), .money(amount), .money(spent),
                .money(try amount.subtracting(spent)), .phrase(state(spent, of: amount)),
            ]
        }
        guard !cells.isEmpty else { return nil }
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        return ReportSection(
            key: "budget", title: "Budgets",
            note: "What is left is below nought where a budget is passed. Spent is up to this month, from the first of the budget's period.",
            columns: [
                ReportColumn("budget", "Budget", .text), ReportColumn("period", "Period", .text),
                ReportColumn("amount", "Amount", money), ReportColumn("spent", "Spent", money),
                ReportColumn("left", "Left", money), ReportColumn("state", "State", .text),
            ],
            rows: cells, relations: [.difference(result: "left", minuend: "amount", subtrahend: "spent")])
    }

    /// What a budget's scope has cost so far, from the first month of its period; all budgets are asked for at once.
    private func spent(_ budget: Settings.Budget) throws -> ExactDecimal {
        let month = scope.month.month
        let asked = budgets.filter(isCounted).map { budget in
            let (kind, name) = budget.scope.words
            let members: [(String, String?)] = [
                ("budget", budget.name), ("from", budget.period.firstMonth(of: month).firstDate.description),
                ("kind", kind), ("name", name),
            ]
            return JSONText.object(members)
        }
        let statement = BooksReader.Statement(
            path: "reporting/budget.sql",
            parameters: [
                .text("[\(asked.joined(separator: ","))]"), .date(month.firstDate), .text(scope.currency.code),
                .text(scope.cost.rawValue),
                .date(Settings.BudgetPeriod.year.firstMonth(of: month).firstDate),
            ])
        return try books.sharedRows(statement, part: budget.name).first?.decimal("spent") ?? .zero
    }

    private func isCounted(_ budget: Settings.Budget) -> Bool {
        budget.amount.currency == scope.currency && CostBasis(budget.cost) == scope.cost
    }

    /// In words, beside the figures: `82 % used`.
    private func state(_ spent: ExactDecimal, of amount: ExactDecimal) -> Phrase {
        let places = scope.currency.places
        guard let limit = amount.rounded(places: places).digits(atScale: places), limit > 0,
            let part = spent.rounded(places: places).digits(atScale: places)
        else { return Phrase(verbatim: "") }
        let (percent, isTooLarge) = part.multipliedReportingOverflow(by: 100)
        if isTooLarge { return spent > amount ? "passed" : Phrase(verbatim: "") }
        let words = String(percent / limit)
        return spent > amount ? "\(words) % used, passed" : "\(words) % used"
    }
}

extension Settings.BudgetPeriod {
    /// The period's name.
    fileprivate var word: Phrase {
        switch self {
        case .month: "month"
        case .quarter: "quarter"
        case .year: "year"
        }
    }

    /// The first month of the period that a month lies in.
    fileprivate func firstMonth(of month: Month) -> Month {
        let count =
            switch self {
            case .month: 0
            case .quarter: (month.month - 1) % 3
            case .year: month.month - 1
            }
        return (0..<count).reduce(month) { month, _ in month.previous }
    }
}
