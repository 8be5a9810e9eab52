import Store

/// How the sessions that share a month's days give each other what none of them sees of the others' transactions: by tables
/// that last from the one that prepares to the one that publishes (sql/functions/stages.sql).
extension Attribution {
    /// Leaves what `prepare` has made, and room for what days come to, where other sessions find it.
    ///
    /// - Throws: `StoreError`.
    func handOver() throws {
        for table in handedOver + handedBack { try query("stage/10_hand_over", [.text(table)]) }
        try execute("stage/20_pots")
    }

    /// Takes over what `handOver` has left; `work` follows.
    ///
    /// - Throws: `StoreError`.
    func takeOver() throws {
        try makeTables()
        for table in handedOver where table != "month_pot" { try query("stage/30_take_over", [.text(table)]) }
        try execute("stage/40_month_pots")
        try connection.execute("analyze work_item_sum, work_resource_sku")
    }

    /// Leaves what the days of this session have come to.
    ///
    /// - Throws: `StoreError`.
    func handBack() throws {
        for table in handedBack { try query("stage/50_hand_back", [.text(table)]) }
        try execute("stage/60_end")
    }

    /// Takes over what all sessions have left; `finish` follows.
    ///
    /// - Throws: `StoreError`.
    func takeBack() throws {
        try makeTables()
        for table in handedBack + ["item_sum"] { try query("stage/30_take_over", [.text(table)]) }
        try query("stage/70_forget", [])
    }

    /// Forgets what was left for other sessions, and what they have stored of a month that is not to be.
    ///
    /// - Throws: `StoreError`.
    func forgetStages() throws {
        try query("stage/70_forget", [])
        try query("stage/80_forget_parts", [])
    }

    /// The work tables that days are worked out from.
    private var handedOver: [String] {
        ["month_pot", "item", "input", "item_sum", "resource_sku"] + (hasProviderSplit ? ["provider_line"] : [])
    }

    /// The work tables that keep what days come to.
    private var handedBack: [String] { ["day", "placed", "month_shared", "sku_day", "defaulted_day", "day_input"] }
}
