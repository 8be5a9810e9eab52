import Money
import Settings
import Store

/// Puts the reports of a month and currency together: facts, the table by team, the breakdowns.
struct DocumentMaker {
    private let connection: Connection
    private let scope: ReportScope
    private let bills: BillsOfMonth
    private let budgets: [Settings.Budget]
    /// The organisation's table by team, as it is and as it is shown.
    private let teams: RoundedSection

    /// A maker whose figures are held against the bill.
    ///
    /// - Parameter scope: The organisation's.
    /// - Throws: `BooksError.notTheBill` where the published total is not the bill's, to the last digit.
    init(_ connection: Connection, _ scope: ReportScope, _ bills: BillsOfMonth, budgets: [Settings.Budget] = []) throws {
        self.budgets = budgets
        self.connection = connection
        self.scope = scope
        self.bills = bills
        teams = try RoundedSection(BreakdownSection(connection: connection, scope: scope).section(by: .team))
        let published = try ReportSums.sum(teams.section.rows, column: 3, section: teams.section.key)
        let billed = try bills.total(scope.currency)
        guard published == billed else {
            throw BooksError(
                .notTheBill(scope.month.month, currency: scope.currency.code, published: published, billed: billed))
        }
    }

    /// The organisation's report.
    func document() throws -> ReportDocument {
        let breakdown = BreakdownSection(connection: connection, scope: scope)
        let unallocated = try breakdown.unallocated()
        let short = ReportDimension.allCases.dropFirst().filter { !ReportDimension.long.contains($0) }
        var sections = [teams.section] + (try short.map { try breakdown.section(by: $0) }) + [unallocated]
        if let idle = try IdleSection(connection: connection, scope: scope).section() { sections.append(idle) }
        sections += try ReportDimension.long.map { try breakdown.section(by: $0) }
        let time = TimeSections(connection: connection, scope: scope)
        try insert(time, scope, into: &sections)
        let amount = try ReportSums.sum(unallocated.rows, column: 3, section: unallocated.key)
        return ReportDocument(
            title: "Cost by team", subtitle: "\(scope.month.month.words), \(scope.currency)",
            facts: try facts(own: [ReportFact("Without a team", "\(amount) \(scope.currency)")] + time.facts()),
            stamp: stamp, sections: sections)
    }

    /// A team's report; what it shows is what the organisation's report shows of the team, cents included.
    func document(ofTeam team: String, costCentre: String?) throws -> ReportDocument {
        let ofTeam = ReportScope(
            month: scope.month, previous: scope.previous, currency: scope.currency, cost: scope.cost, team: team)
        let breakdown = BreakdownSection(connection: connection, scope: ofTeam)
        var sections = try ReportDimension.allCases.map { try breakdown.section(by: $0) }
        let time = TimeSections(connection: connection, scope: ofTeam)
        try insert(time, ofTeam, into: &sections)
        var own = costCentre.map { [ReportFact("Cost centre", $0)] } ?? []
        if let place = teams.section.rows.firstIndex(where: { $0[0] == .text(team) }) {
            let (exact, shown) = (teams.section.rows[place], teams.rows[place])
            for key in ["direct", "total", "previous"] {
                guard let column = teams.section.columnIndex(key), let amount = shown[column].amount else { continue }
                for index in sections.indices where sections[index].total != nil { sections[index].shownTotals[key] = amount }
            }
            own.append(ReportFact("Team, exactly", "\(exact[3].amount ?? .zero) \(scope.currency)"))
            if let share = teams.section.columnIndex("share"), let column = teams.section.columns.last {
                own.append(ReportFact("Share of the bill", Figures(percentPlaces: 1).text(exact[share], in: column)))
            }
        }
        return ReportDocument(
            title: "Cost of team \(team)", subtitle: "\(scope.month.month.words), \(scope.currency)",
            facts: try facts(own: own + time.facts()), stamp: stamp, sections: sections)
    }

    /// Puts what people ask next behind the first table: budgets, what changed, the months before, the days.
    private func insert(_ time: TimeSections, _ scope: ReportScope, into sections: inout [ReportSection]) throws {
        let found = [
            try BudgetSection(scope: scope, budgets: budgets).section(sections),
            try MoversSection(connection: connection, scope: scope).section(), try time.trend(), try time.days(),
        ]
        sections.insert(contentsOf: found.compactMap { $0 }, at: 1)
    }

    private var stamp: ReportStamp { scope.month.isClosed ? .final : .provisional }

    private func facts(own: [ReportFact]) throws -> [ReportFact] {
        let currency = scope.currency
        var facts = [
            ReportFact("Month", scope.month.month.description), ReportFact("Currency", currency.code),
            ReportFact("Cost", scope.cost.words),
            ReportFact("Bill, exactly", "\(try bills.total(currency)) \(currency)"),
        ]
        let adjustments = bills.adjustments(currency)
        if !adjustments.isEmpty {
            facts[3] = ReportFact("Bill and adjustments, exactly", "\(try bills.total(currency)) \(currency)")
            facts += adjustments.map { ReportFact("Adjustment \($0.version)", "\($0.total) \(currency), \($0.adjustment ?? "")") }
        }
        facts += own
        facts.append(ReportFact("Bill versions", bills.versions(currency)))
        let rows = bills.currencies.count > 1 ? "\(scope.month.rowCount) in all currencies" : "\(scope.month.rowCount)"
        facts.append(ReportFact("Bill rows", rows))
        let priceless = bills.priceless(currency)
        if priceless > 0 { facts.append(ReportFact("Lines without such a price", "\(priceless), counted as nought")) }
        let previous =
            scope.previous.map { "\($0.month), \($0.state)" } ?? "\(scope.month.month.previous) is not published"
        facts.append(ReportFact("Compared with", previous))
        if let digest = scope.month.digest { facts.append(ReportFact("Books", String(digest.prefix(12)))) }
        return facts
    }
}
