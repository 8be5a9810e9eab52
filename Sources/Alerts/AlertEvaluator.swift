import Keys
import Money
import Settings
import Store
import Texts

/// Compares the published cost of a month with budgets, thresholds and growth limits, and stores what is newly reached.
///
/// Every crossing is stored once: the alert's id is made from rule, scope, month, step and currency. Looking
/// again raises nothing again, and a cost that has fallen since takes no alert back. An alert and its places
/// in the outbox are stored in one transaction.
///
/// Where several steps of a budget are reached at once, all are stored, and the highest one's message speaks
/// for the others: one night, one budget, one message.
///
/// ```swift
/// let evaluation = try AlertEvaluator(connection, settings: settings, runID: log.runID).evaluate(month)
/// ```
public struct AlertEvaluator {
    private let connection: Connection
    private let settings: Settings
    private let store: AlertStore

    /// An evaluator.
    ///
    /// - Parameters:
    ///   - settings: The rules and the receivers.
    ///   - runID: The run that is noted with what is raised.
    public init(_ connection: Connection, settings: Settings, runID: Int64? = nil) {
        self.connection = connection
        self.settings = settings
        store = AlertStore(connection, runID: runID)
    }

    /// Stores and queues what the month has newly reached.
    ///
    /// - Throws: `StoreError`, or `AlertError` where an amount cannot be kept.
    public func evaluate(_ month: Month) throws -> AlertEvaluation {
        var evaluation = AlertEvaluation()
        guard try isPublished(month, &evaluation) else { return evaluation }
        for budget in settings.budgets {
            try connection.transaction { try evaluate(budget, month, &evaluation) }
        }
        for threshold in settings.thresholds {
            try connection.transaction { try evaluate(threshold, month, &evaluation) }
        }
        for limit in settings.growth {
            try connection.transaction { try evaluate(limit, month, &evaluation) }
        }
        return evaluation
    }

    /// Stores and queues what has newly grown in the month behind one that was published anew, where there is one.
    ///
    /// - Throws: `StoreError`, or `AlertError` where an amount cannot be kept.
    public func evaluateGrowth(after month: Month) throws -> AlertEvaluation {
        var (evaluation, unpublished) = (AlertEvaluation(), AlertEvaluation())
        guard try isPublished(month.next, &unpublished) else { return evaluation }
        for limit in settings.growth {
            try connection.transaction { try evaluate(limit, month.next, &evaluation) }
        }
        return evaluation
    }

    // MARK: Budgets

    private func evaluate(_ budget: Settings.Budget, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(budget)
        let (limit, currency) = (budget.amount.amount, budget.amount.currency)
        guard let amount = try cost(rule, month, currency, &evaluation) else { return }
        let steps = "{" + budget.steps.map(\.description).joined(separator: ",") + "}"
        let rows = try connection.query(
            SQL.text("alerts/budget.sql"), [.decimal(amount), .decimal(limit), .text(steps)])
        let causes = rows.isEmpty ? [] : try causes(rule, month, currency)
        let messages = try rows.map { row in
            let step = try decimal("step", row, rule)
            return AlertMessage(
                id: rule.alertID(month, step: "\(step)%", currency: currency), kind: .budget, rule: rule.name,
                scope: rule.scope, period: month.description, step: "\(step)%", level: Self.level(step: step),
                currency: currency, cost: rule.cost.rawValue, amount: amount,
                threshold: try decimal("threshold", row, rule), percent: try decimal("percent", row, rule),
                topCauses: causes, explainCommand: rule.explainCommand(month))
        }
        guard let highest = messages.last else {
            return evaluation.notes.append(
                "\(month): \(rule.words): \(amount) of \(limit) \(currency), no step reached")
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

    // MARK: Thresholds

    private func evaluate(_ threshold: Settings.Threshold, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(threshold)
        let (limit, currency) = (threshold.amount.amount, threshold.amount.currency)
        guard let amount = try cost(rule, month, currency, &evaluation) else { return }
        guard amount > limit else {
            return evaluation.notes.append("\(month): \(rule.words): \(amount) is not above \(limit) \(currency)")
        }
        let message = AlertMessage(
            id: rule.alertID(month, step: "above", currency: currency), kind: .threshold, rule: rule.name,
            scope: rule.scope, period: month.description, step: "above", level: .critical, currency: currency,
            cost: rule.cost.rawValue, amount: amount, threshold: limit,
            topCauses: try causes(rule, month, currency), explainCommand: rule.explainCommand(month))
        try raise(message, rule, coveredBy: nil, &evaluation)
    }

    // MARK: Growth

    private func evaluate(_ limit: Settings.GrowthLimit, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(limit)
        let costs = try costs(rule, month)
        let previousCosts = try self.costs(rule, month.previous)
        let currencies = limit.currency.map { [$0] } ?? costs.keys.sorted()
        for currency in currencies {
            guard let amount = try cost(rule, month, currency, &evaluation) else { continue }
            guard !previousCosts.isEmpty else {
                evaluation.notes.append("\(month): \(rule.words): no number, \(month.previous) is not published")
                continue
            }
            let previous = previousCosts[currency] ?? .zero
            guard previous > .zero else {
                evaluation.notes.append(
                    "\(month): \(rule.words): no number, the cost of \(month.previous) is \(previous) \(currency)")
                continue
            }
            try evaluate(limit, rule, month, Money(amount, currency), previous: previous, &evaluation)
        }
    }

    private func evaluate(
        _ limit: Settings.GrowthLimit, _ rule: WatchedRule, _ month: Month, _ cost: Money, previous: ExactDecimal,
        _ evaluation: inout AlertEvaluation
    ) throws {
        let row = try connection.query(
            SQL.text("alerts/growth.sql"),
            [.decimal(cost.amount), .decimal(previous), .decimal(limit.percent), .decimal(limit.minimum)])[0]
        let percent = try decimal("percent", row, rule)
        guard row.flag("is_reached") else {
            return evaluation.notes.append(
                "\(month): \(rule.words): \(percent) % from \(previous) to \(cost.amount) \(cost.currency), not reached"
            )
        }
        let step = "+\(limit.percent)%"
        let message = AlertMessage(
            id: rule.alertID(month, step: step, currency: cost.currency), kind: .growth, rule: rule.name,
            scope: rule.scope, period: month.description, step: step, level: .warning, currency: cost.currency,
            cost: rule.cost.rawValue, amount: cost.amount, threshold: try decimal("threshold", row, rule),
            percent: percent, previous: previous,
            topCauses: try causes(rule, month, cost.currency, since: month.previous),
            explainCommand: rule.explainCommand(month))
        try raise(message, rule, coveredBy: nil, &evaluation)
    }

    // MARK: Shared

    private func raise(
        _ message: AlertMessage, _ rule: WatchedRule, coveredBy: String?, _ evaluation: inout AlertEvaluation
    ) throws {
        guard try store.store(message, coveredBy: coveredBy, receivers: rule.receivers) else {
            return evaluation.notes.append("\(message.period): \(rule.words): \(message.step) was raised before")
        }
        evaluation.raised.append(RaisedAlert(message: message, coveredBy: coveredBy))
        if coveredBy != nil {
            evaluation.notes.append(
                "\(message.period): \(rule.words): \(message.step) is stored, a higher step speaks for it")
        }
    }

    /// The cost in one currency; a currency that the month has not is said, since the rule then watches nothing.
    private func cost(
        _ rule: WatchedRule, _ month: Month, _ currency: Currency, _ evaluation: inout AlertEvaluation
    ) throws -> ExactDecimal? {
        let costs = try costs(rule, month)
        if let amount = costs[currency] { return amount }
        let have = costs.keys.sorted().map(\.code).joined(separator: ", ")
        evaluation.warnings.append(
            "\(month): \(rule.words) watches nothing: it is in \(currency), the month has \(have)")
        return nil
    }

    /// Whether the month has cost at all; currencies that no rule can name are said once.
    private func isPublished(_ month: Month, _ evaluation: inout AlertEvaluation) throws -> Bool {
        let everything: [Parameter] = [.date(month.firstDate), "organisation", "", "effective"]
        let codes = try connection.query(SQL.text("alerts/scope_cost.sql"), everything).map {
            $0.text("billing_currency")
        }
        if codes.isEmpty { evaluation.warnings.append("\(month): is not published; nothing is watched") }
        for code in codes where Currency(code) == nil {
            evaluation.warnings.append(
                "\(month): '\(VisibleText.of(code))' is no currency's code; its cost is not watched")
        }
        return !codes.isEmpty
    }

    /// The cost by currency: nought where the scope has none of it, no entry where the month has none.
    private func costs(_ rule: WatchedRule, _ month: Month) throws -> [Currency: ExactDecimal] {
        var costs: [Currency: ExactDecimal] = [:]
        for row in try connection.query(SQL.text("alerts/scope_cost.sql"), parameters(rule, month)) {
            guard let currency = Currency(row.text("billing_currency")) else { continue }
            costs[currency] = try decimal("amount", row, rule)
        }
        return costs
    }

    private func causes(
        _ rule: WatchedRule, _ month: Month, _ currency: Currency, since previous: Month? = nil
    ) throws -> [AlertMessage.Cause] {
        let parameters = parameters(rule, month) + [.text(currency.code), .date(previous?.firstDate)]
        let row = try connection.query(SQL.text("alerts/causes.sql"), parameters)[0]
        return try AlertStore.causes(row.text("causes"), rule: rule.name)
    }

    private func parameters(_ rule: WatchedRule, _ month: Month) -> [Parameter] {
        [.date(month.firstDate), .text(rule.scope.kind), .text(rule.scope.name), .text(rule.cost.rawValue)]
    }

    private func decimal(_ column: String, _ row: Row, _ rule: WatchedRule) throws -> ExactDecimal {
        try AlertStore.decimal(column, row, rule: rule.name) ?? .zero
    }
}
