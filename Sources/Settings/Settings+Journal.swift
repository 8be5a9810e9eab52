extension Settings {
    /// Where `chargeback journal` books a month's costs.
    public struct Journal: Sendable, Hashable {
        /// The account that teams' costs are booked to.
        public let expenseAccount: String
        /// The account that the bill is booked from.
        public let clearingAccount: String
        /// The cost centre of what no team bears.
        public let unallocatedCostCentre: String
        /// The cost centre of teams that have none; `nil` refuses the journal.
        public let defaultCostCentre: String?
    }
}

extension Schema {
    /// The section `journal`.
    static let journal = Schema(keys: [
        Key("expense_account", .scalar(.name), .standard("cloud cost"), "The account that teams' costs are booked to."),
        Key("clearing_account", .scalar(.name), .standard("cloud clearing"), "The account that the bill is booked from."),
        Key("unallocated_cost_centre", .scalar(.name), .standard("unallocated"), "Whose it is what no team bears."),
        Key("default_cost_centre", .scalar(.name), "For teams without one. Absent: the journal is refused."),
    ])
}

extension Builder {
    static func journal(_ mapping: CheckedMapping) -> Settings.Journal? {
        guard let expense = mapping.text("expense_account"), let clearing = mapping.text("clearing_account"),
            let unallocated = mapping.text("unallocated_cost_centre")
        else { return nil }
        return .init(
            expenseAccount: expense, clearingAccount: clearing, unallocatedCostCentre: unallocated,
            defaultCostCentre: mapping.text("default_cost_centre"))
    }
}
