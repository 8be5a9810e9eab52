import Keys
import Money
import Settings
import Store
import Texts

/// Compares what a month cost and used with the rules, stores what is newly reached, and ends what holds no longer.
///
/// Every crossing is stored once: the alert's id is made from rule, scope, period, step and unit. Looking again raises
/// nothing again. What holds no longer has ended, and those who were told hear of it; where it comes again it is another
/// alert. An alert and its places in the outbox are stored in one transaction.
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
    /// The UTC day as of which it looks.
    let asOf: UTCDate
    private let store: AlertStore

    /// An evaluator.
    ///
    /// - Parameters:
    ///   - settings: The rules and the receivers.
    ///   - runID: The run that is noted with what is raised.
    ///   - asOf: The UTC day as of which it looks.
    public init(_ connection: Connection, settings: Settings, runID: Int64? = nil, asOf: UTCDate = Instant.now.date) {
        self.connection = connection
        self.settings = settings
        self.asOf = asOf
        store = AlertStore(connection, runID: runID)
    }

    /// Stores and queues what the month has newly reached.
    ///
    /// - Throws: `StoreError`, or `AlertError` where an amount cannot be kept.
    public func evaluate(_ month: Month) throws -> AlertEvaluation {
        var evaluation = AlertEvaluation()
        try ScopeNotes(connection).note(settings)
        guard try isPublished(month, &evaluation) else { return evaluation }
        for budget in settings.budgets { try evaluate(budget, month, &evaluation) }
        for threshold in settings.thresholds { try evaluate(threshold, month, &evaluation) }
        for limit in settings.growth { try evaluate(limit, month, &evaluation) }
        try evaluateWatches(month, &evaluation)
        try evaluateResources(month, &evaluation)
        return evaluation
    }

    /// Stores and queues what has newly grown in the month behind one that was published anew, where there is one.
    ///
    /// - Throws: `StoreError`, or `AlertError` where an amount cannot be kept.
    public func evaluateGrowth(after month: Month) throws -> AlertEvaluation {
        var (evaluation, unpublished) = (AlertEvaluation(), AlertEvaluation())
        guard try isPublished(month.next, &unpublished) else { return evaluation }
        for limit in settings.growth where limit.over == .month {
            try evaluate(limit, month.next, &evaluation)
        }
        return evaluation
    }

    // MARK: Thresholds

    private func evaluate(_ threshold: Settings.Threshold, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(threshold)
        let (limit, currency) = (threshold.amount.amount, threshold.amount.currency)
        try watch(rule, month, &evaluation) { evaluation in
            guard let amount = try cost(rule, month, currency, &evaluation) else { return false }
            guard amount > limit else {
                evaluation.notes.append("\(month): \(rule.words): \(amount) is not above \(limit) \(currency)")
                return true
            }
            let message = AlertMessage(
                id: rule.alertID(month.description, step: "above", .money(currency)), kind: .threshold, rule: rule.name,
                scope: rule.scope, period: month.description, step: "above", level: .critical, unit: .money(currency),
                cost: rule.cost.rawValue, amount: amount, threshold: limit, topCauses: try causes(rule, month, currency),
                since: try since(rule, month, currency, from: month, limit, isAbove: true),
                explainCommand: rule.explainCommand(month))
            try raise(message, rule, coveredBy: nil, &evaluation)
            return true
        }
    }

    // MARK: Shared

    /// Looks at a rule in one transaction: what it raises, what it has seen for too few nights, and what has ended.
    ///
    /// - Parameters:
    ///   - month: The month under which its alerts are stored; `nil` for any.
    ///   - body: Raises; returns whether it is known what holds. Where it is not, nothing ends.
    func watch(
        _ rule: WatchedRule, _ month: Month?, _ evaluation: inout AlertEvaluation,
        _ body: (inout AlertEvaluation) throws -> Bool
    ) throws {
        (evaluation.held, evaluation.pending) = ([], [])
        try connection.transaction {
            guard try body(&evaluation) else { return }
            let words: [Parameter] = [.text(rule.kind.rawValue), .text(rule.name), .date(month?.firstDate)]
            try connection.query(
                SQL.text("alerts/forget_pending.sql"), words + [.text(AlertStore.array(evaluation.pending))])
            let hearing = settings.receivers.filter(\.hearsResolved).map { Store.JSONText.text($0.name) }
            let ended = try connection.query(
                SQL.text("alerts/settle.sql"),
                words + [
                    .text(AlertStore.array(evaluation.held)), .text("{" + hearing.joined(separator: ",") + "}"),
                ]
            ).map { $0.text("alert_id") }
            evaluation.ended += ended
        }
    }

    /// Stores an alert and its places in the outbox, where it is new and was seen for enough nights.
    ///
    /// - Returns: Its id, now or from before; `nil` while it has to be seen again.
    @discardableResult
    func raise(
        _ message: AlertMessage, _ rule: WatchedRule, coveredBy: String?, _ evaluation: inout AlertEvaluation
    ) throws -> String? {
        var message = message
        let (firstID, known) = (message.id, try connection.query(SQL.text("alerts/known.sql"), [.text(message.id)]).first)
        if let known, !known.flag("is_resolved") {
            evaluation.held.append(known.text("alert_id"))
            evaluation.notes.append("\(message.period): \(rule.words): \(message.step) was raised before")
            return known.text("alert_id")
        }
        let occurrence = (known?.integer("occurrence") ?? 0) + 1
        if occurrence > 1 { message.id = AlertStore.id(of: firstID, occurrence: occurrence) }
        guard try isSeenForLong(&message, rule, &evaluation) else { return nil }
        if let severity = rule.telling.severity, let level = AlertMessage.Level(rawValue: severity.rawValue) {
            message.level = level
        }
        let silencedBy = try connection.query(
            SQL.text("alerts/silence.sql"),
            [.text(rule.name), .text(message.scope.kind), .text(message.scope.name)]
        ).first?.text("silenced_by")
        let isNew = try store.store(
            message, coveredBy: coveredBy, silencedBy: silencedBy,
            receivers: silencedBy == nil ? receivers(of: message, rule) : [],
            firstID: occurrence > 1 ? firstID : nil, occurrence: occurrence)
        precondition(isNew, "an alert that is not known is new")
        evaluation.held.append(message.id)
        evaluation.raised.append(RaisedAlert(message: message, coveredBy: coveredBy, silencedBy: silencedBy))
        if coveredBy != nil {
            evaluation.notes.append(
                "\(message.period): \(rule.words): \(message.step) is stored, a higher step speaks for it")
        }
        return message.id
    }

    /// The rule's receivers that hear of such a message.
    private func receivers(of message: AlertMessage, _ rule: WatchedRule) -> [String] {
        let hearing = settings.receivers.filter { receiver in
            receiver.severities.contains { $0.rawValue == message.level.rawValue }
                && receiver.scopes?.contains { $0.kind == message.scope.kind && $0.name == message.scope.name } ?? true
        }
        return rule.telling.receivers.filter { name in hearing.contains { $0.name == name } }
    }

    /// Whether it was seen for as many nights in a row as the rule has it; since when is noted where nothing else says it.
    private func isSeenForLong(
        _ message: inout AlertMessage, _ rule: WatchedRule, _ evaluation: inout AlertEvaluation
    ) throws -> Bool {
        let nights = rule.telling.nights
        guard nights > 1 else { return true }
        let row = try connection.query(
            SQL.text("alerts/pending.sql"),
            [
                .text(message.id), .text(rule.kind.rawValue), .text(rule.name), .text(message.month + "-01"), .date(asOf),
            ])[0]
        guard row.integer("night_count") >= nights else {
            evaluation.pending.append(message.id)
            evaluation.notes.append(
                "\(message.period): \(rule.words): \(message.step) is seen for \(row.text("night_count")) of \(nights) nights")
            return false
        }
        message.since = message.since ?? row.text("first_date")
        return true
    }

    /// The first day on which the cost since a month was as much as a limit, or more.
    func since(
        _ rule: WatchedRule, _ month: Month, _ currency: Currency, from first: Month, _ limit: ExactDecimal, isAbove: Bool
    ) throws -> String? {
        try connection.query(
            SQL.text("alerts/since.sql"),
            parameters(rule, month)
                + [.text(currency.code), .date(first.firstDate), .decimal(limit), .flag(isAbove)]
        )[0]["since"]
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

    /// The largest parts of what a month, or days of it, cost; where a month before is given, of the rise.
    func causes(
        _ rule: WatchedRule, _ month: Month, _ currency: Currency, since previous: Month? = nil, days: Range<UTCDate>? = nil
    ) throws -> [AlertMessage.Cause] {
        let parameters =
            parameters(rule, month)
            + [
                .text(currency.code), .date(previous?.firstDate), .date(days?.lowerBound), .date(days?.upperBound),
            ]
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
