import Money
import Store

/// The sections beside cost: use of what is reserved, sizes, prices of machines, commitments, commits and unit costs.
///
/// They are read as publishing kept them, so that a closed month's report stays as it is: a query for each section with the rows of
/// the organisation and of all teams. A month that was published before there were such sections has none of them.
struct MonthSections: Sendable {
    /// The keys of its sections: their totals are their own, not the team's cost.
    static let keys: Set<String> = ["unit-cost", "efficiency", "rightsizing", "machine-prices", "arbitrage", "machine-commitments", "commits"]

    /// The sections by team; the organisation's under `nil`.
    private let byTeam: [String?: [ReportSection]]

    /// Whether publishing kept the month's sections.
    let areKept: Bool

    /// Reads the sections of the scope's month and currency.
    ///
    /// - Throws: `StoreError`, or `ReportError` where a number is out of range.
    init(_ connection: Connection, _ scope: ReportScope) throws {
        let month: Parameter = .date(scope.month.month.firstDate)
        let path = "reporting/sections/settings.sql"
        guard let settings = try connection.query(SQL.text(path), [month], name: "sql/" + path).first.map({ try SectionSettings($0) }) else {
            (areKept, byTeam) = (false, [:])
            return
        }
        func rows(_ name: String, _ more: [Parameter] = []) throws -> [String?: [Row]] {
            let path = "reporting/sections/\(name).sql"
            let rows = try connection.query(
                SQL.text(path), more.isEmpty ? [month, .text(scope.currency.code)] : [month] + more, name: "sql/" + path)
            return Dictionary(grouping: rows) { $0["team"] }
        }
        let previous: Parameter = .date(scope.month.month.previous.firstDate)
        let units = try rows("unit_costs", [previous, .text(scope.currency.code), .text(scope.cost.rawValue)])
        let (efficiency, sizes) = (try rows("efficiency"), try rows("rightsizing"))
        let (prices, differences) = (try rows("machine_prices"), try rows("arbitrage"))
        let (commitments, commits) = (try rows("machine_commitments"), try rows("commits"))
        let sizing = SizingSections(scope: scope, settings: settings)
        var byTeam: [String?: [ReportSection]] = [:]
        for team in Set([nil] + units.keys + efficiency.keys + prices.keys + commits.keys) {
            let machines = MachineSections(scope: scope, settings: settings, isWhole: team == nil)
            let use = efficiency[team] ?? []
            byTeam[team] = try [
                units[team].map { try KeptUnitCostSection(scope: scope).section($0) },
                use.isEmpty && team != nil ? nil : sizing.efficiency(use),
                use.isEmpty ? nil : sizing.rightsizing(sizes[team] ?? [], hasWorkloads: use.contains { $0["workload"] != nil }),
                prices[team].map { try machines.prices($0) },
                prices[team] == nil ? nil : machines.arbitrage(differences[team] ?? []),
                commitments[team].map { try machines.commitments($0) },
                commits[team].map { try CommitSection(scope: scope).section($0) },
            ].compactMap { $0 }
        }
        (self.areKept, self.byTeam) = (true, byTeam)
    }

    /// The sections of a team's report, or of the organisation's.
    func sections(of team: String?) -> [ReportSection] { byTeam[team] ?? [] }
}

/// The thresholds by which a month's sections were worked out.
struct SectionSettings {
    let cpuBand: (low: ExactDecimal, high: ExactDecimal)
    let memoryBand: (low: ExactDecimal, high: ExactDecimal)
    let cpuPercentile: ExactDecimal
    let cpuHeadRoom: ExactDecimal
    let memoryHeadRoom: ExactDecimal
    let cpuFloorCores: ExactDecimal
    let memoryFloorMebibytes: ExactDecimal
    let arbitrageMin: ExactDecimal
    /// Whether anything was measured.
    let hasUsage: Bool
    /// The last day with costs: until then the month was looked at.
    let lastDate: String

    /// A row of sql/reporting/sections/settings.sql.
    init(_ row: Row) throws {
        func number(_ name: String) throws -> ExactDecimal { try row.decimal(name) ?? .zero }
        cpuBand = (try number("cpu_healthy_min"), try number("cpu_healthy_max"))
        memoryBand = (try number("memory_healthy_min"), try number("memory_healthy_max"))
        cpuPercentile = try number("cpu_percentile")
        cpuHeadRoom = try number("cpu_head_room")
        memoryHeadRoom = try number("memory_head_room")
        cpuFloorCores = try number("cpu_floor_cores")
        memoryFloorMebibytes = try number("memory_floor_mib")
        arbitrageMin = try number("arbitrage_min")
        hasUsage = row.flag("has_usage")
        lastDate = row["last_date"] ?? ""
    }
}

extension Row {
    /// An amount in a column.
    func money(_ name: String) throws -> ReportCell { try decimal(name).map(ReportCell.money) ?? .absent }

    /// A ratio in a column.
    func ratio(_ name: String) throws -> ReportCell { try decimal(name).map(ReportCell.percent) ?? .absent }

    /// A measured amount in a column.
    func quantity(_ name: String) throws -> ReportCell { try decimal(name).map(ReportCell.quantity) ?? .absent }

    /// `(12 others)`, where the row stands for those behind the first ones.
    var others: ReportCell? { self["other_count"].flatMap { Int64($0) }.map { .phrase("(\($0) others)") } }

    /// Namespace and controller: `checkout/Deployment/api`.
    var workloadName: ReportCell {
        guard let workload = self["workload"] else { return .phrase("\(text("namespace")) (no known controller)") }
        return .text("\(text("namespace"))/\(workload)")
    }
}
