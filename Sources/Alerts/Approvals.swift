import Keys
import Money
import Settings
import Store
import Texts

/// Who has approved what a scope may cost, and what is not approved.
public struct Approvals {
    private let connection: Connection

    /// The approvals of a database.
    public init(_ connection: Connection) { self.connection = connection }

    /// Notes that a rule's scope may cost up to an amount in a month.
    ///
    /// - Parameters:
    ///   - amount: Up to which cost; nought takes an approval back.
    ///   - until: The first day on which it holds no longer.
    /// - Throws: `AlertError` where the rule is unknown or the name may not approve; `StoreError`.
    public func approve(
        _ rule: String, of settings: Settings, _ month: Month, amount: ExactDecimal, by name: String, reason: String,
        until: UTCDate?
    ) throws {
        let rules = settings.watches.approvals
        guard let rule = rules.first(where: { $0.name == rule }) else {
            throw AlertError(.noSuchRule(known: rules.map(\.name)), place: rule)
        }
        guard rule.approvers.isEmpty || rule.approvers.contains(name) else {
            throw AlertError(.mayNotApprove(approvers: rule.approvers), place: name)
        }
        try connection.query(
            SQL.text("alerts/store_approval.sql"),
            [
                .text(rule.name), .date(month.firstDate), .text(rule.amount.currency.code), .decimal(amount),
                .date(until), .text(reason), .text(name),
            ])
    }

    /// What a month costs more than is approved, one line per rule.
    public func excesses(_ settings: Settings, _ month: Month) throws -> [ApprovalExcess] {
        try settings.watches.approvals.compactMap { approval in
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

    /// Up to which cost a month needs nobody any more: the rule's amount, or what was approved where that is more.
    func allowed(_ approval: Settings.ApprovalRule, _ month: Month) throws -> ExactDecimal {
        let rows = try connection.query(
            SQL.text("alerts/approval.sql"),
            [.text(approval.name), .date(month.firstDate), .text(approval.amount.currency.code)])
        let approved = try rows.first.flatMap { try AlertStore.decimal("amount", $0, rule: approval.name) } ?? .zero
        return max(approval.amount.amount, approved)
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
