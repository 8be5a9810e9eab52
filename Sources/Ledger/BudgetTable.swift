import Money
import Settings
import Store

/// Puts the configuration's budgets where analysts read them: nothing is allocated by them.
public struct BudgetTable {
    private let budgets: [Settings.Budget]

    /// A table of these budgets.
    public init(_ budgets: [Settings.Budget]) { self.budgets = budgets }

    /// Replaces all that is stored, in a transaction of its own.
    ///
    /// - Throws: `StoreError`.
    public func store(_ connection: Connection) throws {
        try connection.transaction {
            try connection.query(SQL.text("ledger/organisation/forget_budgets.sql"))
            for budget in budgets {
                let (kind, name) = budget.scope.words
                try connection.query(
                    SQL.text("ledger/organisation/budget.sql"),
                    [
                        .text(budget.name), .text(kind), .text(name), .text(budget.period.rawValue),
                        .text(budget.amount.currency.code), .text(budget.cost.rawValue), .decimal(budget.amount.amount),
                    ])
            }
        }
    }
}
