import Errors
import Keys
import Money
import Settings
import Store

/// Attributes a month's bill to those who caused it, proves that nothing is lost, and publishes it.
///
/// Readers see the month as it was, or as it is now: what is worked out takes its place in one transaction. Most months need no
/// other; of a large one several sessions work the days out before, into tables that nobody reads.
public struct Allocator {
    let connection: Connection
    let settings: Settings
    let runID: Int64?
    private let sessionCount: Int
    private let podHoursMax: Int64

    /// An allocator.
    ///
    /// - Parameters:
    ///   - settings: Teams, rules and policies.
    ///   - runID: The run that is noted with what is published.
    ///   - sessionCount: Sessions to use where a month is large; as many as there are cores, up to four, where `nil`.
    ///   - podHoursMax: How many pod hours are worked on at once, as far as that is whole days; 1.5 million where `nil`.
    public init(
        _ connection: Connection, settings: Settings, runID: Int64? = nil, sessionCount: Int? = nil, podHoursMax: Int64? = nil
    ) {
        self.connection = connection
        self.settings = settings
        self.runID = runID
        self.sessionCount = sessionCount ?? DaySessions.count
        self.podHoursMax = podHoursMax ?? Attribution.podHoursMax
    }

    /// The months that have a bill, oldest first.
    public func months() throws -> [Month] {
        try connection.query(SQL.text("ledger/months.sql")).compactMap { $0.date("billing_month")?.month }
    }

    /// Allocates and publishes a month where anything has changed that it is made from.
    ///
    /// Of an open month only the days are worked out whose own inputs have changed; what is common to the month is
    /// distributed anew.
    ///
    /// - Parameters:
    ///   - days: Days that are worked out although nothing of them has changed.
    ///   - isForced: Whether to work all of it out, from the exports on, although nothing has changed.
    /// - Returns: What was published, or `nil` where it is up to date.
    /// - Throws: `LedgerError`, `LabelError` or `StoreError`.
    public func allocate(_ month: Month, days: Range<UTCDate>? = nil, isForced: Bool = false) throws -> AllocationOutcome? {
        let known = try connection.query(SQL.text("ledger/months.sql"))
        guard let row = known.first(where: { $0.date("billing_month") == month.firstDate }) else {
            throw LedgerError(.noSuchMonth(month, known: try months()))
        }
        try BudgetTable(settings.budgets).store(connection)
        guard let (from, to, digest) = try inputs(of: month) else { return nil }
        if row.text("state") == "closed" {
            if isForced || days != nil { throw LedgerError(.closed(month)) }
            return try adjust(month, from: from, to: to, digest: digest)
        }
        if !isForced, days == nil, row["input_sha256"] == digest { return nil }
        let purpose = isForced ? Attribution.Purpose.wholePublication : .publication(days)
        let attribution = Attribution(connection, month: month, settings: settings, purpose: purpose, podHoursMax: podHoursMax)
        let (plan, warnings, unmeasured) = try connection.transaction {
            let warnings = try derive(month, from: from, to: to, isAnew: isForced)
            let plan = try attribution.prepare()
            if isForSessions(plan) {
                try attribution.handOver()
                return (plan, warnings, ExactDecimal?.none)
            }
            let unmeasured = try attribution.finish(plan, plan.spans.indices.map { try attribution.work(plan, span: $0) })
            try publish(month, digest: digest)
            return (plan, warnings, unmeasured)
        }
        return AllocationOutcome(
            month: month, unmeasured: try unmeasured ?? share(plan, of: month, attribution, digest: digest), warnings: warnings)
    }

    /// Whether several sessions work the plan out: where all of the month is worked out anew, and is more than one works on at
    /// once. Days that are replaced in a published month are readers' until the new ones are proven, so one session has to do it.
    private func isForSessions(_ plan: Attribution.Plan) -> Bool {
        plan.isWhole && plan.spans.count > 1 && sessionCount > 1
    }

    /// Has several sessions work the days out, and publishes what they have come to.
    ///
    /// - Returns: Effective cost of machines' hours that nobody measured.
    private func share(_ plan: Attribution.Plan, of month: Month, _ attribution: Attribution, digest: String) throws -> ExactDecimal {
        do {
            let found = try DaySessions(plan, of: month, settings: settings).run(connection, count: sessionCount)
            return try connection.transaction {
                try connection.execute(SQL.text("ledger/session.sql"), name: "sql/ledger/session.sql")
                try attribution.takeBack()
                let unmeasured = try attribution.finish(plan, found)
                try publish(month, digest: digest)
                return unmeasured
            }
        } catch {
            // The first error is the one to tell; what is left in spite of it the next allocation takes away.
            try? connection.transaction { try attribution.forgetStages() }
            throw error
        }
    }

    /// Whether what is published was made from the bills, usage, labels and rules of today.
    public func isCurrent(_ month: Month) throws -> Bool {
        let row = try connection.query(SQL.text("ledger/months.sql")).first { $0.date("billing_month") == month.firstDate }
        return try row?["input_sha256"] == inputs(of: month)?.digest
    }

    /// The days of usage that a month's bill needs, and the digest of all that it is allocated from.
    func inputs(of month: Month) throws -> (from: UTCDate, to: UTCDate, digest: String)? {
        let range = try connection.query(SQL.text("ledger/derive/10_usage_range.sql"), [.date(month.firstDate)])[0]
        guard let from = range.date("from_date"), let to = range.date("to_date") else { return nil }
        let digest = try connection.query(
            SQL.text("ledger/input_digest.sql"),
            [.date(month.firstDate), .date(from), .date(to), .text(settings.digest.description)])[0].text("input_sha256")
        return (from, to, digest)
    }

    /// Works out the month's allocation in the work tables of this transaction, and proves it.
    ///
    /// - Parameter purpose: What it is worked out for.
    func attribute(_ month: Month, from: UTCDate, to: UTCDate, purpose: Attribution.Purpose) throws -> (
        unmeasured: ExactDecimal, warnings: [String]
    ) {
        let warnings = try derive(month, from: from, to: to, isAnew: purpose.isAnew)
        let attribution = Attribution(connection, month: month, settings: settings, purpose: purpose)
        return (try attribution.run(), warnings)
    }

    /// Makes nodes, pod hours, volumes and labels of the exports.
    ///
    /// - Returns: What a person should look at.
    private func derive(_ month: Month, from: UTCDate, to: UTCDate, isAnew: Bool) throws -> [String] {
        try connection.execute(SQL.text("ledger/session.sql"), name: "sql/ledger/session.sql")
        let warnings = try Derivation(connection, settings: settings).run(from: from, to: to, isForced: isAnew)
        try holdProvisional(month, from: from, to: to)
        return warnings
    }

    /// Waits for better range exports where the policy is to hold what was measured too little.
    private func holdProvisional(_ month: Month, from: UTCDate, to: UTCDate) throws {
        let row = try connection.query(SQL.text("ledger/provisional.sql"), [.date(from), .date(to)])[0]
        let hours = row.integer("hour_count")
        guard hours > 0, row.text("below") == "hold" else { return }
        throw LedgerError(
            .provisional(
                month: month, hours: hours, from: row.text("first_date"), to: row.text("last_date"),
                example: row.text("example")))
    }

    private func publish(_ month: Month, digest: String) throws {
        let steps = [
            "20_forget", "30_day", "31_forget_month", "32_month_cost", "33_forget_breakdown", "34_month_breakdown", "35_month_scopes",
            "36_forget_month_machine", "36_forget_team_day", "37_month_machine", "37_team_day", "38_forget_month_sku",
            "39_month_sku", "38_forget_team_sku", "39_team_sku", "60_forget_sections", "61_month_price", "62_section_settings",
            "63_section_use", "64_section_prices", "65_section_commits", "66_section_units",
        ]
        try UnitCostTargets(settings: settings).store(connection)
        for step in steps {
            if step == "61_month_price" { try connection.execute(Attribution.manyCharges) }
            try connection.query(SQL.text("ledger/publish/\(step).sql"), [.date(month.firstDate)], name: "publish/\(step)")
            if step == "61_month_price" { try connection.execute("set local enable_nestloop = on") }
            if step == "30_day" { try connection.execute("set local default_statistics_target to default; analyze cost.day") }
        }
        try Attribution(connection, month: month, settings: settings, purpose: .wholePublication).prove("11_unbalanced_days")
        try connection.query(
            SQL.text("ledger/publish/40_period.sql"), [.date(month.firstDate), .text(digest), .integer(runID)])
        try connection.query(SQL.text("ledger/publish/50_log.sql"), [.date(month.firstDate), .integer(runID)])
    }
}

/// What was published.
public struct AllocationOutcome: Sendable {
    /// The month.
    public let month: Month
    /// Effective cost of machines' hours that nobody measured; it is unallocated.
    public let unmeasured: ExactDecimal
    /// What a person should look at.
    public let warnings: [String]
    /// What was booked where the month is closed; `nil` where it was published.
    var booked: String?
}

extension AllocationOutcome {
    /// What was published, in a line.
    public var words: String {
        if let booked { return booked }
        return unmeasured.isZero ? "allocated and published" : "allocated and published; \(unmeasured) without usage is unallocated"
    }
}
