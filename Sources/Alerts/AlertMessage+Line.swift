import Keys
import Money
import Texts

extension AlertMessage {
    /// What receivers recognise this notice by: the alert's id; of its end, one that is made of it.
    var noticeID: String {
        isResolved ? Self.resolvedID(of: id) : id
    }

    /// What the end of an alert goes by.
    static func resolvedID(of id: String) -> String {
        var hasher = Hasher256()
        for field in ["chargeback.resolved/1", id] { hasher.updateField(field) }
        return hasher.finalize().description
    }

    /// The message in one line, for a terminal, a log or a subject: what is unseen is spelt out.
    ///
    /// `critical: team payments cost 480.10 USD in 2026-09, 120.02 % of the budget, since 2026-09-24 (limit 100% = 400.00, …`
    public var line: String {
        guard !isResolved else { return resolvedLine }
        var line = "\(level.rawValue): \(scopeWords) \(verb)"
        // Effective cost is what everything else shows; another one has to be named.
        if unit.currency != nil, cost != "effective" { line += " (\(VisibleText.of(cost)))" }
        line += " \(when)\(comparison)"
        if let since, since != period { line += ", since \(VisibleText.of(since))" }
        line += " (limit "
        if [.budget, .forecast, .growth, .share].contains(kind) { line += "\(VisibleText.of(step)) = " }
        // Of prices the limit is the difference itself; from which amount on it counts is no limit.
        line += "\(kind == .price ? VisibleText.of(step) : shown(threshold)), rule \(VisibleText.of(rule)))"
        if let cause = topCauses.first { line += "; most: \(VisibleText.of(cause.name)) \(shown(cause.amount))" }
        return line + "; \(VisibleText.of(explainCommand))"
    }

    /// `resolved: team payments, rule payments-month, 2026-10, 80%: no longer so; it was 340.12 USD against 320.00; …`
    private var resolvedLine: String {
        let words = [scopeWords, "rule \(VisibleText.of(rule))", VisibleText.of(period), VisibleText.of(step)]
        return "resolved: \(words.joined(separator: ", ")): no longer so; it was \(shown(amount)) \(unit.sign) against "
            + "\(shown(threshold)); \(VisibleText.of(explainCommand))"
    }

    private var scopeWords: String {
        VisibleText.of(scope.kind) + (scope.name.isEmpty ? "" : " " + VisibleText.of(scope.name))
    }

    /// What the scope did, with how much.
    private var verb: String {
        let much = "\(shown(amount)) \(unit.sign)"
        return switch kind {
        case .forecast: "will cost \(much)"
        case .share: "has \(step.prefix { !$0.isNumber })cost of \(much)"
        case .restatement: "is restated to \(much)"
        case .quota: "holds \(much) of \(VisibleText.of(step))"
        case .unitCost: "cost \(much) per thousand of \(VisibleText.of(step))"
        case .minimum: "has a \(VisibleText.of(step)) of \(much)"
        case .price: "pays \(much) more than the cheapest alike"
        case .lateBill: "has no charge"
        default: "cost \(much)"
        }
    }

    private var when: String {
        let preposition =
            switch kind {
            case .anomaly: "on"
            case .lateBill: "newer than"
            default: "in"
            }
        return "\(preposition) \(VisibleText.of(period))"
    }

    /// What the amount is compared with.
    private var comparison: String {
        let before = previous.map { shown($0) }
        return switch kind {
        case .budget: percent.map { ", \($0) % of the budget" } ?? ""
        case .forecast: (percent.map { ", \($0) % of the budget" } ?? "") + (before.map { ", \($0) so far" } ?? "")
        case .growth:
            (percent.map { ", \($0) % more than in the \(unitOfTime) before" } ?? "") + (before.map { " (\($0))" } ?? "")
        case .anomaly: before.map { ", usually \($0)" } ?? ""
        case .share: percent.map { ", \($0) % of all" } ?? ""
        case .restatement: before.map { " from \($0), \(VisibleText.of(step))" } ?? ""
        case .approval: " without approval"
        case .unitCost: percent.map { ", \($0) % of the target" } ?? ""
        case .lateBill: ", for \(shown(amount)) \(unit.sign)"
        case .quota, .minimum, .price, .threshold: ""
        }
    }

    private var unitOfTime: String { period.contains("W") ? "week" : period.utf8.count == 10 ? "day" : "month" }

    /// An amount as people write it in its unit; parts of a unit's smallest coin keep six decimals.
    func shown(_ amount: ExactDecimal) -> String {
        switch (kind, unit) {
        case (.unitCost, _): amount.rounded(places: 6).description
        case (_, .money(let currency)): amount.rounded(places: currency.places).padded(places: currency.places)
        default: amount.rounded(places: unit.places).description
        }
    }
}

extension ExactDecimal {
    /// The number with at least so many decimals.
    fileprivate func padded(places: Int) -> String {
        let missing = places - scale
        guard missing > 0 else { return description }
        return description + (scale == 0 ? "." : "") + String(repeating: "0", count: missing)
    }
}
