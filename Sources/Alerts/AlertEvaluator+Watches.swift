import Keys
import Money
import Settings
import Store

extension AlertEvaluator {
    /// Anomalies, shares, restatements and approvals of a month.
    func evaluateWatches(_ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let watches = settings.watches
        for anomaly in watches.anomalies { try evaluate(anomaly, month, &evaluation) }
        for share in watches.shares { try evaluate(share, month, &evaluation) }
        for restatement in watches.restatements { try evaluate(restatement, month, &evaluation) }
        for approval in watches.approvals { try evaluate(approval, month, &evaluation) }
    }

    /// Days far above their like.
    private func evaluate(_ anomaly: Settings.Anomaly, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let (rule, unit) = (WatchedRule(anomaly), AlertUnit.money(anomaly.currency))
        try watch(rule, month, &evaluation) { evaluation in
            guard try cost(rule, month, anomaly.currency, &evaluation) != nil else { return false }
            let rows = try connection.query(
                SQL.text("alerts/anomalies.sql"),
                parameters(rule, month)
                    + [
                        .text(anomaly.currency.code), .decimal(anomaly.deviations), .decimal(anomaly.minimum),
                        .text(freeDays(anomaly.calendar, month)),
                    ])
            if rows.isEmpty { evaluation.notes.append("\(month): \(rule.words): no day far above its like") }
            for row in rows {
                let period = row.text("period")
                let days = UTCDate(iso: period).map { $0..<$0.adding(days: 1) }
                let message = AlertMessage(
                    id: rule.alertID(period, step: "unusual", unit), kind: .anomaly, rule: rule.name, scope: rule.scope,
                    period: period, month: month.description, step: "unusual", level: .warning, unit: unit,
                    cost: rule.cost.rawValue, amount: try decimal("amount", row, rule),
                    threshold: try decimal("threshold", row, rule), previous: try decimal("usual", row, rule),
                    topCauses: try causes(rule, month, anomaly.currency, days: days), since: period,
                    explainCommand: rule.explainCommand(month))
                try raise(message, rule, coveredBy: nil, &evaluation)
            }
            return true
        }
    }

    /// The days on which a calendar has nobody work, from the eight weeks before a month to its end, as an array of SQL.
    private func freeDays(_ calendar: Settings.Calendar?, _ month: Month) -> String {
        guard let calendar else { return "{}" }
        let first = month.firstDate.adding(days: -56)
        let days = (0..<(month.next.firstDate.days - first.days)).map { first.adding(days: $0) }
        return "{" + days.filter { !calendar.isWorkday($0) }.map(\.description).joined(separator: ",") + "}"
    }

    private func evaluate(_ share: Settings.ShareLimit, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let (rule, unit) = (WatchedRule(share), AlertUnit.money(share.currency))
        try watch(rule, month, &evaluation) { evaluation in
            guard try cost(rule, month, share.currency, &evaluation) != nil else { return false }
            let rows = try connection.query(
                SQL.text("alerts/shares.sql"),
                parameters(rule, month) + [.text(share.currency.code), .text(share.of), .decimal(share.percent)])
            guard let row = rows.first else {
                evaluation.notes.append("\(month): \(rule.words): no number, the scope has cost nothing")
                return false
            }
            let (amount, threshold) = (try decimal("amount", row, rule), try decimal("threshold", row, rule))
            guard amount > threshold, amount >= share.minimum else {
                evaluation.notes.append("\(month): \(rule.words): \(share.of) is \(row.text("percent")) %, not reached")
                return true
            }
            let step = "\(share.of) \(share.percent)%"
            let message = AlertMessage(
                id: rule.alertID(month.description, step: step, unit), kind: .share, rule: rule.name, scope: rule.scope,
                period: month.description, step: step, level: .warning, unit: unit, cost: rule.cost.rawValue, amount: amount,
                threshold: threshold, percent: try decimal("percent", row, rule),
                topCauses: try AlertStore.causes(row.text("causes"), rule: rule.name), explainCommand: rule.explainCommand(month))
            try raise(message, rule, coveredBy: nil, &evaluation)
            return true
        }
    }

    /// Bills whose newest version differs from the one before it. That a bill was changed stays so: nothing ends.
    private func evaluate(
        _ restatement: Settings.Restatement, _ month: Month, _ evaluation: inout AlertEvaluation
    ) throws {
        let (words, unit) = (WatchedRule(restatement), AlertUnit.money(restatement.currency))
        try watch(words, month, &evaluation) { evaluation in
            let rows = try connection.query(
                SQL.text("alerts/restatements.sql"),
                [
                    .date(month.firstDate), .text(restatement.cost.rawValue), .text(restatement.currency.code),
                    .decimal(restatement.minimum),
                ])
            for row in rows {
                let rule = WatchedRule(restatement, account: row.text("account"))
                let step = "\(row.text("source")) version \(row.text("version"))"
                let message = AlertMessage(
                    id: rule.alertID(month.description, step: step, unit), kind: .restatement, rule: rule.name,
                    scope: rule.scope, period: month.description, step: step, level: .warning, unit: unit,
                    cost: rule.cost.rawValue, amount: try decimal("amount", row, rule), threshold: restatement.minimum,
                    previous: try decimal("previous", row, rule), explainCommand: "chargeback status")
                try raise(message, rule, coveredBy: nil, &evaluation)
            }
            return false
        }
    }

    /// What costs more than anybody has approved.
    private func evaluate(
        _ approval: Settings.ApprovalRule, _ month: Month, _ evaluation: inout AlertEvaluation
    ) throws {
        let rule = WatchedRule(approval)
        let currency = approval.amount.currency
        try watch(rule, month, &evaluation) { evaluation in
            guard let amount = try cost(rule, month, currency, &evaluation) else { return false }
            let allowed = try Approvals(connection).allowed(approval, month)
            guard amount > allowed else {
                evaluation.notes.append("\(month): \(rule.words): \(amount) of \(allowed) \(currency) allowed")
                return true
            }
            let step = "above \(allowed)"
            let message = AlertMessage(
                id: rule.alertID(month.description, step: step, .money(currency)), kind: .approval, rule: rule.name,
                scope: rule.scope, period: month.description, step: step, level: .critical, unit: .money(currency),
                cost: rule.cost.rawValue, amount: amount, threshold: allowed, topCauses: try causes(rule, month, currency),
                since: try since(rule, month, currency, from: month, allowed, isAbove: true),
                explainCommand: "chargeback approve \(ShellWord.quoted(rule.name)) --month \(month)")
            try raise(message, rule, coveredBy: nil, &evaluation)
            return true
        }
    }
}

extension WatchedRule {
    /// A rule of bills, whatever the account.
    fileprivate init(_ restatement: Settings.Restatement, account: String? = nil) {
        self.init(
            .restatement, restatement.name, account.map { .account($0) } ?? .organisation, restatement.cost,
            restatement.telling)
    }
}
