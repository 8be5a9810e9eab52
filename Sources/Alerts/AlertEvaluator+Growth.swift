import Keys
import Money
import Settings
import Store

extension AlertEvaluator {
    func evaluate(_ limit: Settings.GrowthLimit, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(limit)
        try watch(rule, month, &evaluation) { evaluation in
            limit.over == .month
                ? try evaluateMonths(limit, rule, month, &evaluation) : try evaluatePeriods(limit, rule, month, &evaluation)
        }
    }

    private func evaluateMonths(
        _ limit: Settings.GrowthLimit, _ rule: WatchedRule, _ month: Month, _ evaluation: inout AlertEvaluation
    ) throws -> Bool {
        let costs = try costs(rule, month)
        let previousCosts = try self.costs(rule, month.previous)
        let currencies = limit.currency.map { [$0] } ?? costs.keys.sorted()
        guard !previousCosts.isEmpty else {
            evaluation.notes.append("\(month): \(rule.words): no number, \(month.previous) is not published")
            return false
        }
        var isKnown = true
        for currency in currencies {
            guard let amount = try cost(rule, month, currency, &evaluation) else {
                isKnown = false
                continue
            }
            let previous = previousCosts[currency] ?? .zero
            guard previous > .zero else {
                evaluation.notes.append(
                    "\(month): \(rule.words): no number, the cost of \(month.previous) is \(previous) \(currency)")
                continue
            }
            try evaluate(
                limit, rule, month, period: month.description, Money(amount, currency), previous: previous, &evaluation)
        }
        return isKnown
    }

    private func evaluate(
        _ limit: Settings.GrowthLimit, _ rule: WatchedRule, _ month: Month, period: String, _ cost: Money,
        previous: ExactDecimal, since: String? = nil, _ evaluation: inout AlertEvaluation
    ) throws {
        let row = try connection.query(
            SQL.text("alerts/growth.sql"),
            [.decimal(cost.amount), .decimal(previous), .decimal(limit.percent), .decimal(limit.minimum)])[0]
        let percent = try decimal("percent", row, rule)
        guard row.flag("is_reached") else {
            return evaluation.notes.append(
                "\(period): \(rule.words): \(percent) % from \(previous) to \(cost.amount) \(cost.currency), not reached"
            )
        }
        let step = "+\(limit.percent)%"
        let days = since.flatMap { UTCDate(iso: $0) }.map { $0..<$0.adding(days: limit.over == .week ? 7 : 1) }
        let message = AlertMessage(
            id: rule.alertID(period, step: step, .money(cost.currency)), kind: .growth, rule: rule.name,
            scope: rule.scope, period: period, month: month.description, step: step, level: .warning,
            unit: .money(cost.currency), cost: rule.cost.rawValue, amount: cost.amount,
            threshold: try decimal("threshold", row, rule), percent: percent, previous: previous,
            topCauses: try causes(rule, month, cost.currency, since: days == nil ? month.previous : nil, days: days),
            since: since, explainCommand: rule.explainCommand(month))
        try raise(message, rule, coveredBy: nil, &evaluation)
    }

    /// Weeks and days: each complete one against the one before it.
    private func evaluatePeriods(
        _ limit: Settings.GrowthLimit, _ rule: WatchedRule, _ month: Month, _ evaluation: inout AlertEvaluation
    ) throws -> Bool {
        guard let currency = limit.currency, try cost(rule, month, currency, &evaluation) != nil else { return false }
        let rows = try connection.query(
            SQL.text("alerts/periods.sql"),
            parameters(rule, month) + [.text(currency.code), .text(limit.over.rawValue)])
        for row in rows {
            let previous = try decimal("previous", row, rule)
            // Where nothing was there is no percentage.
            guard previous > .zero else { continue }
            try evaluate(
                limit, rule, month, period: row.text("period"), Money(try decimal("amount", row, rule), currency),
                previous: previous, since: row.text("since"), &evaluation)
        }
        return true
    }
}
