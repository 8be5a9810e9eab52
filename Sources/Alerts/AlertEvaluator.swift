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
    let connection: Connection
    let settings: Settings
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
        try evaluateWatches(month, &evaluation)
        return evaluation
    }

    /// Stores and queues what has newly grown in the month behind one that was published anew, where there is one.
    ///
    /// - Throws: `StoreError`, or `AlertError` where an amount cannot be kept.
    public func evaluateGrowth(after month: Month) throws -> AlertEvaluation {
        var (evaluation, unpublished) = (AlertEvaluation(), AlertEvaluation())
        guard try isPublished(month.next, &unpublished) else { return evaluation }
        for limit in settings.growth where limit.over == .month {
            try connection.transaction { try evaluate(limit, month.next, &evaluation) }
        }
        return evaluation
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
            id: rule.alertID(month.description, step: "above", currency: currency), kind: .threshold, rule: rule.name,
            scope: rule.scope, period: month.description, step: "above", level: .critical, currency: currency,
            cost: rule.cost.rawValue, amount: amount, threshold: limit,
            topCauses: try causes(rule, month, currency), explainCommand: rule.explainCommand(month))
        try raise(message, rule, coveredBy: nil, &evaluation)
    }

    // MARK: Shared

    func raise(
        _ message: AlertMessage, _ rule: WatchedRule, coveredBy: String?, _ evaluation: inout AlertEvaluation
    ) throws {
        let hearing = settings.receivers.filter { $0.severities.contains { $0.rawValue == message.level.rawValue } }
        let receivers = rule.receivers.filter { name in hearing.contains { $0.name == name } }
        let silencedBy = try connection.query(
            SQL.text("alerts/silence.sql"),
            [.text(rule.name), .text(message.scope.kind), .text(message.scope.name)]
        ).first?.text("silenced_by")
        let isNew = try store.store(
            message, coveredBy: coveredBy, silencedBy: silencedBy, receivers: silencedBy == nil ? receivers : [])
        guard isNew else {
            return evaluation.notes.append("\(message.period): \(rule.words): \(message.step) was raised before")
        }
        evaluation.raised.append(RaisedAlert(message: message, coveredBy: coveredBy, silencedBy: silencedBy))
        if coveredBy != nil {
            evaluation.notes.append(
                "\(message.period): \(rule.words): \(message.step) is stored, a higher step speaks for it")
        }
    }

    /// The cost in one currency; a currency that the month has not is said, since the rule then watches nothing.
    func cost(
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
    func costs(_ rule: WatchedRule, _ month: Month) throws -> [Currency: ExactDecimal] {
        var costs: [Currency: ExactDecimal] = [:]
        for row in try connection.query(SQL.text("alerts/scope_cost.sql"), parameters(rule, month)) {
            guard let currency = Currency(row.text("billing_currency")) else { continue }
            costs[currency] = try decimal("amount", row, rule)
        }
        return costs
    }

    func causes(
        _ rule: WatchedRule, _ month: Month, _ currency: Currency, since previous: Month? = nil, day: String? = nil
    ) throws -> [AlertMessage.Cause] {
        let parameters =
            parameters(rule, month)
            + [.text(currency.code), .date(previous?.firstDate), .date(day.flatMap { UTCDate(iso: $0) })]
        let row = try connection.query(SQL.text("alerts/causes.sql"), parameters)[0]
        return try AlertStore.causes(row.text("causes"), rule: rule.name)
    }

    func parameters(_ rule: WatchedRule, _ month: Month) -> [Parameter] {
        [.date(month.firstDate), .text(rule.scope.kind), .text(rule.scope.name), .text(rule.cost.rawValue)]
    }

    func decimal(_ column: String, _ row: Row, _ rule: WatchedRule) throws -> ExactDecimal {
        try AlertStore.decimal(column, row, rule: rule.name) ?? .zero
    }
}
