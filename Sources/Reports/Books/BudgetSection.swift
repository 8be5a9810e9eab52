import Money
import Settings

/// The table of budgets: what each allows, what is spent of it and what is left.
struct BudgetSection {
    let scope: ReportScope
    let budgets: [Settings.Budget]

    /// The table, or `nil` where no budget is of this report.
    ///
    /// - Parameter sections: The report's tables, which say what was spent.
    func section(_ sections: [ReportSection]) throws -> ReportSection? {
        let ours = budgets.filter { $0.amount.currency == scope.currency && CostBasis($0.cost) == scope.cost }
        let cells = try ours.compactMap { budget -> [ReportCell]? in
            guard let spent = try spent(budget.scope, sections) else { return nil }
            let amount = budget.amount.amount
            return [
                .text(budget.name), .money(amount), .money(spent), .money(try amount.subtracting(spent)),
                .text(state(spent, of: amount)),
            ]
        }
        guard !cells.isEmpty else { return nil }
        let money = ReportColumn.Kind.money(places: scope.currency.places)
        return ReportSection(
            key: "budget", title: "Budgets", note: "What is left is below nought where a budget is passed.",
            columns: [
                ReportColumn("budget", "Budget", .text), ReportColumn("amount", "Amount", money),
                ReportColumn("spent", "Spent", money), ReportColumn("left", "Left", money), ReportColumn("state", "State", .text),
            ],
            rows: cells, relations: [.difference(result: "left", minuend: "amount", subtrahend: "spent")])
    }

    /// What a scope has cost so far; `nil` where it is not this report's.
    private func spent(_ ofScope: Settings.AlertScope, _ sections: [ReportSection]) throws -> ExactDecimal? {
        let (key, name): (String, String)
        switch ofScope {
        case .organisation:
            guard scope.team == nil, let team = sections.first(where: { $0.key == "team" }) else { return nil }
            return try ReportSums.sum(team.rows, column: 3, section: "team")
        case .team(let team): (key, name) = ("team", team)
        case .tenant(let tenant): (key, name) = ("tenant", tenant)
        case .tier(let tier): (key, name) = ("tier", tier)
        case .namespace(let namespace): (key, name) = ("namespace", namespace)
        case .service(let service): (key, name) = ("service", service)
        default: return nil
        }
        if let team = scope.team, key != "team" || name != team { return nil }
        guard let section = sections.first(where: { $0.key == key }), let total = section.columnIndex("total") else { return nil }
        return section.rows.first { $0[0] == .text(name) }?[total].amount ?? .zero
    }

    /// In words, beside the figures: `82 % used`.
    private func state(_ spent: ExactDecimal, of amount: ExactDecimal) -> String {
        let places = scope.currency.places
        guard let limit = amount.rounded(places: places).digits(atScale: places), limit > 0,
            let part = spent.rounded(places: places).digits(atScale: places)
        else { return "" }
        let (percent, isTooLarge) = part.multipliedReportingOverflow(by: 100)
        if isTooLarge { return spent > amount ? "passed" : "" }
        return "\(percent / limit) % used" + (spent > amount ? ", passed" : "")
    }
}
