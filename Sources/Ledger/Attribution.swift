import Keys
import Money
import Settings
import Store

/// Works a month's allocation out in work tables: the steps of sql/ledger/allocate, in the order of their numbers.
///
/// Steps 10 to 34 serve the whole month. Those from 40 on go through it some days at a time, as many as make up
/// `podHoursMax`, so that neither memory nor temporary files grow with the month. What no day can distribute among its own
/// is left for the month's end: sql/ledger/month.
struct Attribution {
    /// What it is worked out for.
    enum Purpose {
        /// To be published: what comes of it is stored. Days whose inputs are the same stay as they are, but for those named.
        case publication(Range<UTCDate>?)
        /// To be published, with nothing taken over from before.
        case wholePublication
        /// To say how a closed month would differ.
        case adjustment
        /// To be held against what is published; the statements divide instead of `MachineSplit` and `Splitter`.
        case check

        /// Whether what is derived already is derived again.
        var isAnew: Bool {
            switch self {
            case .wholePublication, .check: true
            case .publication, .adjustment: false
            }
        }

        /// Whether what comes of it is stored.
        fileprivate var isPublished: Bool {
            switch self {
            case .publication, .wholePublication: true
            case .adjustment, .check: false
            }
        }

        fileprivate var isCheck: Bool { if case .check = self { true } else { false } }
    }

    /// Days that are worked out, in spans that are worked on at once; each is a part of the month.
    struct Plan: Sendable {
        /// Whether all of the month is worked out, in tables that take the place of the old ones in the end.
        let isWhole: Bool
        fileprivate let firstPart: Int64
        let spans: [Range<UTCDate>]
    }

    /// Pod hours that are worked on at once: a day of 60,000 pods.
    static let podHoursMax = Failpoint.size("CHARGEBACK_POD_HOURS_MAX", 1_500_000)

    let connection: Connection
    private let month: Month
    private let policy: Settings.UsageMissing
    private let configuration: String
    private let purpose: Purpose
    private let podHoursMax: Int64
    let hasProviderSplit: Bool
    private let steps: [(path: String, text: String)]

    init(
        _ connection: Connection, month: Month, settings: Settings, purpose: Purpose, podHoursMax: Int64 = Self.podHoursMax
    ) {
        (self.connection, self.month, self.purpose, self.podHoursMax) = (connection, month, purpose, podHoursMax)
        (policy, configuration) = (settings.allocation.usageMissing, settings.digest.description)
        let hasProviderSplit = settings.allocation.nodes.contains { $0.method == .provider }
        self.hasProviderSplit = hasProviderSplit
        // Steps of the provider's split are for those who go by it.
        steps = SQL.files(under: "ledger/allocate/").filter { hasProviderSplit || !$0.path.contains("_provider_") }
    }

    /// Works it out and proves it.
    ///
    /// - Returns: Effective cost of machines' hours that nobody measured.
    func run() throws -> ExactDecimal {
        let plan = try prepare()
        return try finish(plan, plan.spans.indices.map { try work(plan, span: $0) })
    }

    /// What serves all days: the bill's pots, and which days are to be worked out.
    func prepare() throws -> Plan {
        try makeTables()
        try run(files(10..<35), [.date(month.firstDate), .date(month.firstDate), .date(month.next.firstDate)])
        try execute("days/10_month_pots")
        for statement in ["12_inputs", "14_labels", "16_volumes", "17_environments", "17_metrics", "17_places", "17_traffic"] { try query("days/" + statement, []) }
        if hasProviderSplit { try query("days/17_provider", []) }
        var isWhole = true
        if case .publication(let days) = purpose {
            let forced = days ?? month.firstDate..<month.firstDate
            let kept = try query(
                "days/18_kept",
                [.date(month.firstDate), .text(configuration), .date(forced.lowerBound), .date(forced.upperBound)])
            isWhole = kept.affected == 0
        }
        let parts = try batches()
        if purpose.isPublished {
            try store("04_begin_parts", [.flag(isWhole)])
            try store("04_item_sums", [])
            try query("publish/04_resource_skus", [])
            try connection.execute("analyze work_item_sum, work_resource_sku")
        }
        return Plan(isWhole: isWhole, firstPart: isWhole ? 1 : parts.lastPart + 1, spans: parts.spans)
    }

    /// Works one span of days out, and as far as that goes within a machine and day, distributes it.
    ///
    /// - Returns: Machines' hours that nobody measured.
    func work(_ plan: Plan, span: Int) throws -> Unmeasured {
        try attribute(plan.spans[span], part: plan.firstPart + Int64(span), isWhole: plan.isWhole)
        return try Unmeasured(connection.query(SQL.text("ledger/without_usage.sql"))[0])
    }

    /// Distributes what the days have left, when all are worked out, and proves it.
    ///
    /// - Parameter found: What `work` returned, in the order of the spans.
    /// - Returns: Effective cost of machines' hours that nobody measured.
    func finish(_ plan: Plan, _ found: [Unmeasured]) throws -> ExactDecimal {
        try distributeMonth(isWhole: plan.isWhole)
        var unmeasured = Unmeasured()
        for days in found { try unmeasured.add(days) }
        try unmeasured.add(Unmeasured(connection.query(SQL.text("ledger/without_usage_kept.sql"), [.date(month.firstDate)])[0]))
        if policy == .hold, let error = unmeasured.error(month) { throw error }
        try prove("10_unbalanced")
        return unmeasured.cost
    }

    /// The work tables of this session's transaction.
    func makeTables() throws {
        for step in files(0..<10) { try connection.execute(step.text, name: "sql/" + step.path) }
    }

    /// Days whose charges are divided and, as far as that goes within a machine and day, distributed.
    private func attribute(_ days: Range<UTCDate>, part: Int64, isWhole: Bool) throws {
        try execute("days/30_clear")
        try query("days/40_days_at_hand", [.date(days.lowerBound), .date(days.upperBound)])
        try query("days/50_pots", [])
        try connection.execute("analyze work_pot")
        let range = try query("days/60_range", [])[0]
        let parameters = [.date(month.firstDate)] + [range.date("from_date"), range.date("to_date")].map(Parameter.date)
        var machines = try purpose.isCheck ? nil : MachineSplit(connection, storing: shareStore(part: part, isWhole: isWhole))
        try run(files(40..<90), parameters, &machines)
        if purpose.isPublished {
            if machines?.isDone != true { try store("05_store_shares", [.integer(part), .flag(isWhole)]) }
            try store("05_store_consumers", [.integer(part), .flag(isWhole)])
            for statement in ["05_store_defaulted", "05_store_skus"] { try store(statement, []) }
            try query("publish/06_day_inputs", [.date(month.firstDate), .integer(part), .text(configuration)])
        }
        try run(files(90..<96), parameters)
        try run(files(97..<100), parameters)
        if purpose.isPublished { try store("07_store_placements", [.flag(isWhole)]) }
    }

    private func shareStore(part: Int64, isWhole: Bool) throws -> Splitter.Store? {
        guard purpose.isPublished else { return nil }
        let row = try query("split/share_table", [.date(month.firstDate), .flag(isWhole)])[0]
        return Splitter.Store(table: row.text("name"), month: month.firstDate, part: Int32(part))
    }

    /// What the days have left, among all who have cost in the month.
    private func distributeMonth(isWhole: Bool) throws {
        let parameters: [Parameter] = [.date(month.firstDate), .date(month.firstDate), .date(month.next.firstDate)]
        try execute("days/30_clear")
        try run(SQL.files(under: "ledger/month/"), [.date(month.firstDate)])
        try run(files(90..<97), parameters)
        try run(files(98..<100), parameters)
        if purpose.isPublished {
            try store("07_store_placements", [.flag(isWhole)])
            try store("08_end_parts", [.flag(isWhole)])
        }
    }

    /// The days that are to be worked out, in spans that are worked on at once.
    private func batches() throws -> (spans: [Range<UTCDate>], lastPart: Int64) {
        var spans: [Range<UTCDate>] = []
        var podHours: Int64 = 0
        var lastPart: Int64 = 0
        for row in try query("days/20_days", [.date(month.firstDate)]) {
            lastPart = row.integer("last_part")
            guard let day = row.date("usage_date") else { continue }
            let next = UTCDate(days: day.days + 1)
            let hours = row.integer("pod_hour_count")
            if let last = spans.last, podHours + hours <= podHoursMax {
                spans[spans.count - 1] = last.lowerBound..<next
                podHours += hours
            } else {
                spans.append(day..<next)
                podHours = hours
            }
        }
        return (spans, lastPart)
    }

    /// Holds what was placed, or published, against the bill, by day and currency, for all four costs.
    func prove(_ statement: String) throws {
        let rows = try query("publish/" + statement, [.date(month.firstDate)])
        guard let row = rows.first else { return }
        let words = rows.columnNames.map { "\($0) \(row[$0] ?? "")" }.joined(separator: ", ")
        throw LedgerError(.unbalanced(words))
    }

    // MARK: Statements

    /// The steps whose numbers are within the range.
    private func files(_ numbers: Range<Int>) -> [(path: String, text: String)] {
        steps.filter { step in
            let name = step.path.split(separator: "/").last ?? ""
            return Int(name.prefix { $0.isNumber }).map(numbers.contains) ?? false
        }
    }

    private func run(_ steps: [(path: String, text: String)], _ parameters: [Parameter]) throws {
        var none: MachineSplit?
        try run(steps, parameters, &none)
    }

    /// Runs steps in their order; those that `machines` does itself are left to it.
    private func run(
        _ steps: [(path: String, text: String)], _ parameters: [Parameter], _ machines: inout MachineSplit?
    ) throws {
        for step in steps {
            switch step.path.dropFirst("ledger/allocate/".count) {
            case "70_weights.sql": if try machines?.weigh() == true { continue }
            case "80_split.sql":
                if try machines?.divide(weighing: { try run(files(70..<71), parameters) }) == true { continue }
            case "82_direct_sums.sql": if machines?.isDone == true { continue }
            case "90_clear_split.sql":
                try connection.execute(step.text, name: "sql/" + step.path)
                continue
            default: break
            }
            try perform(step, step.path.hasSuffix("/80_split.sql") ? [] : parameters)
            if step.path.hasSuffix("/94_shared_amounts.sql") { try divideShared() }
        }
    }

    /// Runs a step, and lets the planner know what it has filled.
    private func perform(_ step: (path: String, text: String), _ parameters: [Parameter]) throws {
        let goesThroughCharges = Self.chargeSteps.contains { step.path.hasSuffix($0) }
        if goesThroughCharges { try connection.execute(Self.manyCharges) }
        let rows = try connection.query(step.text, parameters, name: "sql/" + step.path)
        if goesThroughCharges { try connection.execute("set local enable_nestloop = on") }
        if rows.affected > 0, let table = Self.tableFilled(by: step.text) { try connection.execute("analyze \(table)") }
    }

    private static let chargeSteps = ["/20_pots.sql", "/30_negations.sql", "/74_amounts.sql"]

    /// For statements that join a month's charges, whose loads have no statistics together: the planner takes them for two rows, and
    /// would go through all of them for each item.
    static let manyCharges = "set local enable_nestloop = off"

    /// Divides what is distributed: a check by the statement, an allocation by what gives the same faster.
    private func divideShared() throws {
        if !purpose.isCheck {
            var splitter = Splitter(connection)
            if try splitter.divideShared() { return }
        }
        for step in files(80..<81) { try perform(step, []) }
    }

    /// The work table that a step fills, whose size the planner wants to know; not the shares, of whose arrays it would
    /// count the elements, nor the allocation.
    private static func tableFilled(by sql: String) -> String? {
        guard let range = sql.range(of: " into work_") else { return nil }
        let table = "work_" + sql[range.upperBound...].prefix { $0.isLetter || $0 == "_" }
        return ["work_share", "work_allocation", "work_day", "work_placed"].contains(table) ? nil : table
    }

    private func store(_ statement: String, _ parameters: [Parameter]) throws {
        try query("publish/" + statement, [.date(month.firstDate)] + parameters)
    }

    @discardableResult
    func query(_ name: String, _ parameters: [Parameter]) throws -> Rows {
        try connection.query(SQL.text("ledger/\(name).sql"), parameters, name: "sql/ledger/\(name).sql")
    }

    func execute(_ name: String) throws {
        try connection.execute(SQL.text("ledger/\(name).sql"), name: "sql/ledger/\(name).sql")
    }
}
