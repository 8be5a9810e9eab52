import Keys
import Money
import Settings
import Store

extension AlertEvaluator {
    func evaluate(_ budget: Settings.Budget, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(budget)
        let currency = budget.amount.currency
        guard let monthAmount = try cost(rule, month, currency, &evaluation) else { return }
        let period = BudgetMonths(budget.period, around: month)
        let amount = try period.first == month ? monthAmount : cost(rule, from: period.first, to: month, currency)
        if budget.on.contains(.actual) {
            try raiseSteps(of: budget, rule, month, period, amount: amount, &evaluation)
        }
        if budget.on.contains(.forecast) { try evaluateForecast(budget, month, actual: amount, &evaluation) }
    }

    /// What a month will have cost at its end; steps that are reached already are no forecast any more.
    private func evaluateForecast(
        _ budget: Settings.Budget, _ month: Month, actual: ExactDecimal, _ evaluation: inout AlertEvaluation
    ) throws {
        let rule = WatchedRule(budget, .forecast)
        let rows = try connection.query(
            SQL.text("alerts/forecast.sql"), parameters(rule, month) + [.text(budget.amount.currency.code)])
        guard let row = rows.first else {
            return evaluation.notes.append("\(month): \(rule.words): no number, the month is over or has just begun")
        }
        let forecast = try decimal("forecast_cost", row, rule)
        try raiseSteps(
            of: budget, rule, month, BudgetMonths(.month, around: month), amount: forecast, previous: actual, &evaluation)
    }

    /// Raises each step that an amount is enough for and, for a forecast, that the cost so far is not.
    private func raiseSteps(
        of budget: Settings.Budget, _ rule: WatchedRule, _ month: Month, _ period: BudgetMonths, amount: ExactDecimal,
        previous: ExactDecimal? = nil, _ evaluation: inout AlertEvaluation
    ) throws {
        let (limit, currency) = (budget.amount.amount, budget.amount.currency)
        let steps = "{" + budget.steps.map(\.description).joined(separator: ",") + "}"
        let rows = try connection.query(
            SQL.text("alerts/budget.sql"), [.decimal(amount), .decimal(limit), .text(steps), .decimal(previous)])
        let causes = rows.isEmpty ? [] : try causes(rule, month, currency)
        let messages = try rows.map { row in
            let step = try decimal("step", row, rule)
            return AlertMessage(
                id: rule.alertID(period.name, step: "\(step)%", currency: currency), kind: rule.kind, rule: rule.name,
                scope: rule.scope, period: period.name, month: period.first.description, step: "\(step)%",
                level: previous == nil ? Self.level(step: step) : Self.forecastLevel(step: step), currency: currency,
                cost: rule.cost.rawValue, amount: amount, threshold: try decimal("threshold", row, rule),
                percent: try decimal("percent", row, rule), previous: previous, topCauses: causes,
                explainCommand: rule.explainCommand(month))
        }
        guard let highest = messages.last else {
            return evaluation.notes.append(
                "\(period.name): \(rule.words): \(amount) of \(limit) \(currency), no step reached")
        }
        // The highest first: the lower ones refer to it.
        try raise(highest, rule, coveredBy: nil, &evaluation)
        for message in messages.dropLast() { try raise(message, rule, coveredBy: highest.id, &evaluation) }
    }

    /// Whoever has spent the whole budget must act, whoever is near it should look.
    static func level(step: ExactDecimal) -> AlertMessage.Level {
        if step >= ExactDecimal(significand: 100) { return .critical }
        return step >= ExactDecimal(significand: 80) ? .warning : .notice
    }

    /// A forecast leaves time to act: one step milder.
    static func forecastLevel(step: ExactDecimal) -> AlertMessage.Level {
        step >= ExactDecimal(significand: 100) ? .warning : .notice
    }

    private func cost(
        _ rule: WatchedRule, from first: Month, to last: Month, _ currency: Currency
    ) throws -> ExactDecimal {
        let rows = try connection.query(
            SQL.text("alerts/period_cost.sql"),
            [
                .date(first.firstDate), .date(last.firstDate), .text(rule.scope.kind), .text(rule.scope.name),
                .text(rule.cost.rawValue), .text(currency.code),
            ])
        return try decimal("amount", rows[0], rule)
    }
}
