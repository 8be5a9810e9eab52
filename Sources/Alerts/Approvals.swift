import Foundation
import Keys
import Money
import Settings
import Store
import Texts

/// Who has approved what a scope may cost or hold, and what is not approved.
public struct Approvals {
    private let connection: Connection

    /// The approvals of a database.
    public init(_ connection: Connection) { self.connection = connection }

    /// Notes that a rule's scope may cost up to an amount in a month, or that it may pass its quota.
    ///
    /// - Parameters:
    ///   - amount: Up to which cost, or by how many percent; nought takes an approval back. `nil` for a quota's own growth.
    ///   - until: The first day on which it holds no longer.
    /// - Returns: What is approved: `8000 USD` or `10 percent`.
    /// - Throws: `AlertError` where the rule is unknown, the name may not approve, or the amount is missing or too much;
    ///   `StoreError`.
    @discardableResult
    public func approve(
        _ rule: String, of settings: Settings, _ month: Month, amount: ExactDecimal?, by name: String, reason: String,
        until: UTCDate?
    ) throws -> String {
        let gate = try Gate(rule, of: settings)
        guard gate.approvers.isEmpty || gate.approvers.contains(name) else {
            throw AlertError(.mayNotApprove(approvers: gate.approvers), place: name)
        }
        guard let amount = amount ?? gate.most else { throw AlertError(.approvalNeedsAmount, place: rule) }
        if let most = gate.most, amount > most { throw AlertError(.approvalTooMuch("\(most) \(gate.unit)"), place: rule) }
        try connection.query(
            SQL.text("alerts/store_approval.sql"),
            [
                .text(gate.name), .date(month.firstDate), .text(gate.unit), .decimal(amount), .date(until), .text(reason),
                .text(name), .text(NSUserName()),
            ])
        return "\(amount) \(gate.unit)"
    }

    /// What a month costs more than is approved, one line per rule.
    ///
    /// - Throws: `AlertError` where the month is not published: nothing is no approval.
    public func excesses(_ settings: Settings, _ month: Month) throws -> [ApprovalExcess] {
        try ScopeNotes(connection).note(settings)
        let everything: [Parameter] = [.date(month.firstDate), "organisation", "", "effective"]
        guard try !connection.query(SQL.text("alerts/scope_cost.sql"), everything).isEmpty else {
            throw AlertError(.monthNotPublished, place: month.description)
        }
        return try settings.watches.approvals.compactMap { approval in
            let rule = WatchedRule(approval)
            let rows = try connection.query(
                SQL.text("alerts/scope_cost.sql"),
                [.date(month.firstDate), .text(rule.scope.kind), .text(rule.scope.name), .text(rule.cost.rawValue)])
            let currency = approval.amount.currency
            guard let row = rows.first(where: { $0.text("billing_currency") == currency.code }) else { return nil }
            let amount = try AlertStore.decimal("amount", row, rule: rule.name) ?? .zero
            let allowed = try allowed(approval, month)
            guard amount > allowed else { return nil }
            return ApprovalExcess(rule: rule.name, month: month, amount: Money(amount, currency), allowed: allowed)
        }
    }

    /// All that was approved for a month, or ever, the newest first, a line each; what holds no longer says so.
    public func lines(_ month: Month?) throws -> [String] {
        try connection.query(SQL.text("alerts/approvals.sql"), [.date(month?.firstDate)]).map { row in
            let words = [row.text("rule"), row.text("approved_by"), row.text("reason")].map { VisibleText.of($0) }
            let month = row.date("billing_month")?.month.description ?? ""
            let until = row["until_date"].map { " until \($0)" } ?? ""
            return "\(words[0]) \(month): up to \(row.text("amount")) \(row.text("unit"))\(until), by \(words[1]) at "
                + "\(row.text("approved_at")): \(words[2])" + (row.flag("is_in_force") ? "" : " (no longer)")
        }
    }

    /// Up to which cost a month needs nobody any more: the rule's amount, or what was approved where that is more.
    func allowed(_ approval: Settings.ApprovalRule, _ month: Month) throws -> ExactDecimal {
        max(approval.amount.amount, try approved(approval.name, approval.amount.currency.code, month))
    }

    /// By how many percent a quota may be passed for a while; `nil` where it may not.
    func growth(_ quota: Settings.Quota, _ month: Month) throws -> ExactDecimal? {
        guard let percent = quota.growthPercent, quota.isGrowthByHand else { return quota.growthPercent }
        let approved = try approved(quota.name, "\(AlertUnit.percent)", month)
        return approved > .zero ? min(percent, approved) : nil
    }

    private func approved(_ rule: String, _ unit: String, _ month: Month) throws -> ExactDecimal {
        let rows = try connection.query(
            SQL.text("alerts/approval.sql"), [.text(rule), .date(month.firstDate), .text(unit)])
        return try rows.first.flatMap { try AlertStore.decimal("amount", $0, rule: rule) } ?? .zero
    }
}

/// What somebody may approve: a cost above an amount, or a quota's growth by hand.
private struct Gate {
    let name: String
    let unit: String
    let approvers: [String]
    /// What may be approved at most, and is where no amount is given; `nil` for any amount.
    let most: ExactDecimal?

    /// - Throws: `AlertError` where the configuration has no such rule.
    init(_ name: String, of settings: Settings) throws(AlertError) {
        let watches = settings.watches
        if let rule = watches.approvals.first(where: { $0.name == name }) {
            (self.name, unit, approvers, most) = (name, rule.amount.currency.code, rule.approvers, nil)
        } else if let quota = watches.quotas.first(where: { $0.name == name && $0.isGrowthByHand }) {
            (self.name, unit, approvers, most) = (name, "\(AlertUnit.percent)", quota.approvers, quota.growthPercent)
        } else {
            let known = watches.approvals.map(\.name) + watches.quotas.filter(\.isGrowthByHand).map(\.name)
            throw AlertError(.noSuchRule(known: known), place: name)
        }
    }
}

/// A cost that is above what needs no approval and above what was approved.
public struct ApprovalExcess: Hashable, Sendable, CustomStringConvertible {
    /// The rule.
    public let rule: String
    /// The month.
    public let month: Month
    /// What it costs.
    public let amount: Money
    /// What is allowed.
    public let allowed: ExactDecimal

    /// What is not approved, in a line, with the command that would.
    public var description: String {
        "\(VisibleText.of(rule)): \(month) costs \(amount.amount) \(amount.currency), \(allowed) is allowed; "
            + "chargeback approve \(ShellWord.quoted(rule)) --month \(month) --amount AMOUNT --reason TEXT"
    }
}
