import Keys
import Money
import Settings
import Store

extension AlertEvaluator {
    /// Anomalies, shares, restatements and approvals of a month.
    func evaluateWatches(_ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let watches = settings.watches
        for anomaly in watches.anomalies {
            try connection.transaction { try evaluate(anomaly, month, &evaluation) }
        }
        for share in watches.shares {
            try connection.transaction { try evaluate(share, month, &evaluation) }
        }
        for restatement in watches.restatements {
            try connection.transaction { try evaluate(restatement, month, &evaluation) }
        }
        for approval in watches.approvals {
            try connection.transaction { try evaluate(approval, month, &evaluation) }
        }
    }

    /// Days far above their like. The newest is sent; what else is found with it is told with it.
    private func evaluate(_ anomaly: Settings.Anomaly, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(anomaly)
        guard try cost(rule, month, anomaly.currency, &evaluation) != nil else { return }
        let rows = try connection.query(
            SQL.text("alerts/anomalies.sql"),
            parameters(rule, month)
                + [.text(anomaly.currency.code), .decimal(anomaly.deviations), .decimal(anomaly.minimum)])
        if rows.isEmpty { evaluation.notes.append("\(month): \(rule.words): no day far above its like") }
        for row in rows {
            let period = row.text("period")
            let message = AlertMessage(
                id: rule.alertID(period, step: "unusual", currency: anomaly.currency), kind: .anomaly, rule: rule.name,
                scope: rule.scope, period: period, month: month.description, step: "unusual", level: .warning,
                currency: anomaly.currency, cost: rule.cost.rawValue, amount: try decimal("amount", row, rule),
                threshold: try decimal("threshold", row, rule), previous: try decimal("usual", row, rule),
                topCauses: try causes(rule, month, anomaly.currency, day: period),
                explainCommand: rule.explainCommand(month))
            try raise(message, rule, coveredBy: nil, &evaluation)
        }
    }

    private func evaluate(_ share: Settings.ShareLimit, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(share)
        guard try cost(rule, month, share.currency, &evaluation) != nil else { return }
        let rows = try connection.query(
            SQL.text("alerts/shares.sql"),
            parameters(rule, month) + [.text(share.currency.code), .text(share.of), .decimal(share.percent)])
        guard let row = rows.first else {
            return evaluation.notes.append("\(month): \(rule.words): no number, the scope has cost nothing")
        }
        let (amount, threshold) = (try decimal("amount", row, rule), try decimal("threshold", row, rule))
        guard amount > threshold, amount >= share.minimum else {
            return evaluation.notes.append(
                "\(month): \(rule.words): \(share.of) is \(row.text("percent")) %, not reached")
        }
        let step = "\(share.of) \(share.percent)%"
        let message = AlertMessage(
            id: rule.alertID(month.description, step: step, currency: share.currency), kind: .share, rule: rule.name,
            scope: rule.scope, period: month.description, step: step, level: .warning, currency: share.currency,
            cost: rule.cost.rawValue, amount: amount, threshold: threshold,
            percent: try decimal("percent", row, rule), explainCommand: rule.explainCommand(month))
        try raise(message, rule, coveredBy: nil, &evaluation)
    }

    /// Bills whose newest version differs from the one before it.
    private func evaluate(
        _ restatement: Settings.Restatement, _ month: Month, _ evaluation: inout AlertEvaluation
    ) throws {
        let rows = try connection.query(
            SQL.text("alerts/restatements.sql"),
            [
                .date(month.firstDate), .text(restatement.cost.rawValue), .text(restatement.currency.code),
                .decimal(restatement.minimum),
            ])
        for row in rows {
            let rule = WatchedRule(
                .restatement, restatement.name, .account(row.text("account")), restatement.cost, restatement.receivers)
            let step = "\(row.text("source")) version \(row.text("version"))"
            let message = AlertMessage(
                id: rule.alertID(month.description, step: step, currency: restatement.currency), kind: .restatement,
                rule: rule.name, scope: rule.scope, period: month.description, step: step, level: .warning,
                currency: restatement.currency, cost: rule.cost.rawValue, amount: try decimal("amount", row, rule),
                threshold: restatement.minimum, previous: try decimal("previous", row, rule),
                explainCommand: "chargeback status")
            try raise(message, rule, coveredBy: nil, &evaluation)
        }
    }

    /// What costs more than anybody has approved.
    private func evaluate(
        _ approval: Settings.ApprovalRule, _ month: Month, _ evaluation: inout AlertEvaluation
    ) throws {
        let rule = WatchedRule(approval)
        let currency = approval.amount.currency
        guard let amount = try cost(rule, month, currency, &evaluation) else { return }
        let allowed = try Approvals(connection).allowed(approval, month)
        guard amount > allowed else {
            return evaluation.notes.append("\(month): \(rule.words): \(amount) of \(allowed) \(currency) allowed")
        }
        let step = "above \(allowed)"
        let message = AlertMessage(
            id: rule.alertID(month.description, step: step, currency: currency), kind: .approval, rule: rule.name,
            scope: rule.scope, period: month.description, step: step, level: .critical, currency: currency,
            cost: rule.cost.rawValue, amount: amount, threshold: allowed,
            topCauses: try causes(rule, month, currency),
            explainCommand: "chargeback approve \(ShellWord.quoted(rule.name)) --month \(month)")
        try raise(message, rule, coveredBy: nil, &evaluation)
    }
}
