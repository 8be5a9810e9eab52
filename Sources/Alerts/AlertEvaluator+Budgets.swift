import Keys
import Money
import Settings
import Store

extension AlertEvaluator {
    func evaluate(_ budget: Settings.Budget, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(budget)
        let (currency, period) = (budget.amount.currency, BudgetMonths(budget.period, around: month))
        var amount: ExactDecimal?
        try watch(rule, period.first, &evaluation) { evaluation in
            guard let monthAmount = try cost(rule, month, currency, &evaluation) else { return false }
            // All of the period that is published: the month before the newest one knows less than is spent.
            let spent = try budget.period == .month ? monthAmount : cost(rule, from: period.first, to: period.last, currency)
            amount = spent
            guard budget.on.contains(.actual) else { return true }
            try raiseSteps(of: budget, rule, month, period, amount: spent, &evaluation)
            return true
        }
        guard let amount, budget.on.contains(.forecast) else { return }
        // A newer month of the period knows better.
        if month != period.last, try !costs(rule, month.next).isEmpty { return }
        try evaluateForecast(budget, month, period, actual: amount, &evaluation)
    }

    /// What a period will have cost at its end; steps that are reached already are no forecast any more.
    private func evaluateForecast(
        _ budget: Settings.Budget, _ month: Month, _ period: BudgetMonths, actual: ExactDecimal,
        _ evaluation: inout AlertEvaluation
    ) throws {
        let rule = WatchedRule(budget, .forecast)
        try watch(rule, period.first, &evaluation) { evaluation in
            let rows = try connection.query(
                SQL.text("alerts/forecast.sql"),
                parameters(rule, month) + [
                    .text(budget.amount.currency.code), .date(period.first.firstDate), .date(period.last.firstDate),
                ])
            guard let row = rows.first else {
                evaluation.notes.append("\(month): \(rule.words): no number, the month has just begun")
                return false
            }
            let isOver = row.flag("is_over")
            if isOver { evaluation.notes.append("\(month): \(rule.words): the \(budget.period.rawValue) is over") }
            // When it is over, forecasts came true or have ended.
            try raiseSteps(
                of: budget, rule, month, period, amount: isOver ? actual : decimal("forecast_cost", row, rule),
                previous: actual, isOver: isOver, &evaluation)
            return true
        }
    }

    /// Raises each step that an amount is enough for. Of a forecast, those that the cost so far has reached came true: they
    /// are neither raised nor ended.
    private func raiseSteps(
        of budget: Settings.Budget, _ rule: WatchedRule, _ month: Month, _ period: BudgetMonths, amount: ExactDecimal,
        previous: ExactDecimal? = nil, isOver: Bool = false, _ evaluation: inout AlertEvaluation
    ) throws {
        let (limit, unit) = (budget.amount.amount, AlertUnit.money(budget.amount.currency))
        func array(_ numbers: [ExactDecimal]) -> Parameter { .text("{" + numbers.map(\.description).joined(separator: ",") + "}") }
        let rows = try connection.query(
            SQL.text("alerts/budget.sql"),
            [.decimal(amount), .decimal(limit), array(budget.steps), .decimal(previous), array(budget.amounts)])
        for row in rows where row.flag("is_actual") {
            try hold(rule.alertID(period.name, step: row.text("name"), unit), &evaluation)
        }
        let newRows = rows.filter { !$0.flag("is_actual") }
        guard let highest = newRows.last else {
            if !isOver {
                evaluation.notes.append(
                    "\(period.name): \(rule.words): \(amount) of \(limit) \(budget.amount.currency), no step reached")
            }
            return
        }
        let causes = try causes(rule, month, budget.amount.currency)
        func message(_ row: Row) throws -> AlertMessage {
            let (step, threshold) = (try decimal("step", row, rule), try decimal("threshold", row, rule))
            return AlertMessage(
                id: rule.alertID(period.name, step: row.text("name"), unit), kind: rule.kind, rule: rule.name,
                scope: rule.scope, period: period.name, month: period.first.description, step: row.text("name"),
                level: previous == nil ? Self.level(step: step) : Self.forecastLevel(step: step), unit: unit,
                cost: rule.cost.rawValue, amount: amount, threshold: threshold, percent: try decimal("percent", row, rule),
                previous: previous, topCauses: causes,
                since: try previous == nil
                    ? since(rule, period.last, budget.amount.currency, from: period.first, threshold, isAbove: false) : nil,
                explainCommand: rule.explainCommand(month))
        }
        // The highest first: the lower ones refer to it.
        let highestID = try raise(message(highest), rule, coveredBy: nil, &evaluation)
        for row in newRows.dropLast() { try raise(message(row), rule, coveredBy: highestID, &evaluation) }
    }

    /// Keeps an alert, where there is one, from ending.
    private func hold(_ id: String, _ evaluation: inout AlertEvaluation) throws {
        guard let known = try connection.query(SQL.text("alerts/known.sql"), [.text(id)]).first else { return }
        evaluation.held.append(known.text("alert_id"))
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
