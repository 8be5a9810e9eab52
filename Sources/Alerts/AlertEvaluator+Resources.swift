import Keys
import Money
import Settings
import Store

extension AlertEvaluator {
    /// Quotas, unit costs, minimums and prices of a month.
    func evaluateResources(_ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let watches = settings.watches
        for quota in watches.quotas { try evaluate(quota, month, &evaluation) }
        for target in watches.unitCosts { try evaluate(target, month, &evaluation) }
        for minimum in watches.minimums { try evaluate(minimum, month, &evaluation) }
        for price in watches.prices { try evaluate(price, month, &evaluation) }
    }

    /// What is held of each resource; all limits must hold.
    private func evaluate(_ quota: Settings.Quota, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(quota)
        try watch(rule, month, &evaluation) { evaluation in
            let rows = try connection.query(
                SQL.text("alerts/quota.sql"),
                [.date(month.firstDate), .text(rule.scope.kind), .text(rule.scope.name)]
                    + [Settings.QuotaResource.cores, .memory, .storage, .network].map { .decimal(quota.limits[$0]) }
                    + [.decimal(try Approvals(connection).growth(quota, month))])
            if rows.isEmpty { evaluation.notes.append("\(month): \(rule.words): no complete day with use") }
            for row in rows {
                guard let resource = Settings.QuotaResource(rawValue: row.text("resource")) else { continue }
                let (amount, bound) = (try decimal("amount", row, rule), try decimal("bound", row, rule))
                let widened = try decimal("widened", row, rule)
                let isForAWhile = amount <= widened && row.integer("day_count") <= quota.growthDays
                guard amount > bound, !isForAWhile else {
                    evaluation.notes.append(
                        "\(month): \(rule.words): \(amount) of \(bound) \(resource.unit.sign) of \(resource.noun)"
                            + (amount > bound ? ", allowed for \(quota.growthDays) days" : ""))
                    continue
                }
                let isFar = amount > widened
                let message = AlertMessage(
                    id: rule.alertID(month.description, step: resource.noun, resource.unit), kind: .quota, rule: rule.name,
                    scope: rule.scope, period: month.description, step: resource.noun, level: isFar ? .critical : .warning,
                    unit: resource.unit, amount: amount, threshold: isFar ? widened : bound, since: row["since"],
                    explainCommand: WatchedRule.queryCommand(
                        "quota", ["\(month.firstDate)", "\(month.next.firstDate)", rule.scope.kind, rule.scope.name]))
                try raise(message, rule, coveredBy: nil, &evaluation)
            }
            return !rows.isEmpty
        }
    }

    /// What a thousand of a metric costs, against its target and limit.
    private func evaluate(_ target: Settings.UnitCostTarget, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let unit = AlertUnit.money(target.target.currency)
        let words = WatchedRule(target, name: nil)
        try watch(words, month, &evaluation) { evaluation in
            let rows = try connection.query(
                SQL.text("alerts/unit_cost.sql"),
                [
                    .date(month.firstDate), .text(target.metric), .text(target.dimension), .text(target.subject),
                    .text(target.target.currency.code), .text(target.over), .decimal(target.target.amount),
                    .decimal(target.limit),
                ])
            if rows.isEmpty { evaluation.notes.append("\(month): \(words.words): no cost or no \(target.metric)") }
            var isKnown = !rows.isEmpty
            for row in rows {
                let rule = WatchedRule(target, name: row.text("name"))
                guard row["amount"] != nil else {
                    isKnown = false
                    evaluation.notes.append(
                        "\(month): \(rule.words): \(target.dimension) \(row.text("name")): no number, \(row.text("reason"))")
                    continue
                }
                let (amount, limit) = (try decimal("amount", row, rule), try decimal("threshold", row, rule))
                guard amount > limit else {
                    evaluation.notes.append(
                        "\(month): \(rule.words): \(target.dimension) \(row.text("name")): \(amount) is not above \(limit)")
                    continue
                }
                let message = AlertMessage(
                    id: rule.alertID(month.description, step: target.metric, unit), kind: .unitCost, rule: rule.name,
                    scope: rule.scope, period: month.description, step: target.metric, level: .warning, unit: unit,
                    amount: amount, threshold: limit, percent: try decimal("percent", row, rule), since: row["since"],
                    explainCommand: WatchedRule.queryCommand(
                        "unit_cost", [target.metric, target.dimension, row.text("name")]))
                try raise(message, rule, coveredBy: nil, &evaluation)
            }
            return isKnown
        }
    }

    /// Shares that are too small.
    private func evaluate(_ minimum: Settings.Minimum, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(minimum)
        try watch(rule, month, &evaluation) { evaluation in
            let query = MinimumQuery(minimum, rule, month)
            guard let row = try connection.query(SQL.text(query.file), query.parameters).first else {
                evaluation.notes.append("\(month): \(rule.words): no number, there is nothing of it")
                return false
            }
            let percent = try decimal("percent", row, rule)
            guard percent < minimum.percent else {
                evaluation.notes.append("\(month): \(rule.words): \(minimum.of) is \(percent) %, enough")
                return true
            }
            let message = AlertMessage(
                id: rule.alertID(month.description, step: minimum.of, .percent), kind: .minimum, rule: rule.name,
                scope: rule.scope, period: month.description, step: minimum.of, level: .warning, unit: .percent,
                amount: percent, threshold: minimum.percent, explainCommand: query.explainCommand)
            try raise(message, rule, coveredBy: nil, &evaluation)
            return true
        }
    }

    /// What is paid more than the cheapest for the same work.
    private func evaluate(_ price: Settings.PriceDifference, _ month: Month, _ evaluation: inout AlertEvaluation) throws {
        let rule = WatchedRule(.price, price.name, .organisation, .effective, price.telling)
        let unit = AlertUnit.money(price.currency)
        try watch(rule, month, &evaluation) { evaluation in
            let rows = try connection.query(
                SQL.text("alerts/prices.sql"),
                [
                    .date(month.firstDate), .text(price.currency.code), .decimal(price.percent), .decimal(price.minimum),
                    .text("{" + price.between.map { Store.JSONText.text($0) }.joined(separator: ",") + "}"),
                ])
            guard let row = rows.first else {
                evaluation.notes.append("\(month): \(rule.words): no price is over \(price.percent) % above the cheapest alike")
                return true
            }
            let step = "\(price.percent)%"
            let message = AlertMessage(
                id: rule.alertID(month.description, step: step, unit), kind: .price, rule: rule.name, scope: rule.scope,
                period: month.description, step: step, level: .notice, unit: unit, amount: try decimal("amount", row, rule),
                threshold: price.minimum, topCauses: try AlertStore.causes(row.text("causes"), rule: rule.name),
                explainCommand: WatchedRule.queryCommand("price", ["\(month.firstDate)"]))
            try raise(message, rule, coveredBy: nil, &evaluation)
            return true
        }
    }

    /// Bills that stopped coming, whatever the month.
    public func evaluateLateBills() throws -> AlertEvaluation {
        var evaluation = AlertEvaluation()
        for late in settings.watches.lateBills {
            let words = WatchedRule(late, source: nil)
            try watch(words, nil, &evaluation) { evaluation in
                let rows = try connection.query(SQL.text("alerts/late_bills.sql"), [.date(asOf), .text(late.source)])
                if rows.isEmpty { evaluation.notes.append("\(words.words): no published cost of it") }
                for row in rows where row.integer("day_count") > late.days {
                    guard let newest = row.date("since") else { continue }
                    let rule = WatchedRule(late, source: row.text("source"))
                    let message = AlertMessage(
                        id: rule.alertID("\(newest)", step: "late", .days), kind: .lateBill, rule: rule.name, scope: rule.scope,
                        period: "\(newest)", month: newest.month.description, step: "late", level: .warning, unit: .days,
                        amount: ExactDecimal(significand: Int128(row.integer("day_count"))),
                        threshold: ExactDecimal(significand: Int128(late.days)), since: "\(newest)",
                        explainCommand: "chargeback status")
                    try raise(message, rule, coveredBy: nil, &evaluation)
                }
                return !rows.isEmpty
            }
        }
        return evaluation
    }
}

/// The query that says a share, and the command that shows what it is made of.
private struct MinimumQuery {
    let file: String
    let parameters: [Parameter]
    let explainCommand: String

    init(_ minimum: Settings.Minimum, _ rule: WatchedRule, _ month: Month) {
        let scope: [Parameter] = [.date(month.firstDate), .text(rule.scope.kind), .text(rule.scope.name)]
        let words = minimum.of.split(separator: " ").map(String.init)
        let first = "\(month.firstDate)"
        switch words.last {
        case "label":
            file = "alerts/minimum_label.sql"
            parameters = scope + [.text(words[0]), .text(minimum.currency?.code)]
            explainCommand = WatchedRule.queryCommand("label", [first, words[0]])
        case "efficiency":
            file = "alerts/minimum_efficiency.sql"
            parameters = scope + [.text(words[0])]
            explainCommand = WatchedRule.queryCommand("efficiency", [first])
        default:
            let isOfUse = words.first == "usage"
            file = isOfUse ? "alerts/minimum_usage.sql" : "alerts/minimum_commitment.sql"
            parameters = isOfUse ? scope : [.date(month.firstDate), .text(minimum.currency?.code)]
            explainCommand = WatchedRule.queryCommand(isOfUse ? "usage" : "commitment", [first])
        }
    }
}

extension WatchedRule {
    /// A rule of unit cost, of one name or of whichever.
    fileprivate init(_ target: Settings.UnitCostTarget, name: String?) {
        self.init(.unitCost, target.name, .organisation, .effective, target.telling)
        if let name { scope = .init(kind: target.dimension, name: name) }
    }

    /// A rule of late bills, of one source or of whichever.
    fileprivate init(_ late: Settings.LateBill, source: String?) {
        self.init(.lateBill, late.name, .organisation, .effective, late.telling)
        if let source { scope = .init(kind: "source", name: source) }
    }
}

extension Settings.QuotaResource {
    /// As people call it.
    fileprivate var noun: String {
        switch self {
        case .cores: "CPU"
        case .memory: "memory"
        case .storage: "storage"
        case .network: "network"
        }
    }

    fileprivate var unit: AlertUnit { self == .cores ? .cores : .gib }
}
