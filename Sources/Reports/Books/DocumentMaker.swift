import Money
import Settings
import Store

/// Puts the reports of a month and currency together: sentences, facts, the table by team, the breakdowns.
struct DocumentMaker {
    private let connection: Connection
    private let scope: ReportScope
    private let bills: BillsOfMonth
    private let budgets: [Settings.Budget]
    /// The organisation's table by team, as it is and as it is shown.
    private let teams: RoundedSection
    /// What publishing kept beside cost, of the organisation and of each team.
    private let kept: MonthSections

    /// A maker whose figures are held against the bill.
    ///
    /// - Parameter scope: The organisation's.
    /// - Throws: `BooksError.notTheBill` where the published total is not the bill's, to the last digit.
    init(_ connection: Connection, _ scope: ReportScope, _ bills: BillsOfMonth, budgets: [Settings.Budget] = []) throws {
        self.budgets = budgets
        self.connection = connection
        self.scope = scope
        self.bills = bills
        kept = try MonthSections(connection, scope)
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
        let time = TimeSections(connection: connection, scope: scope)
        let unallocated = try breakdown.unallocated()
        let short = ReportDimension.allCases.dropFirst().filter { !ReportDimension.long.contains($0) }
        var sections = try [teams.section] + story(time, scope)
        sections += try short.map { try breakdown.section(by: $0) }
        sections.append(unallocated)
        sections += try [
            IdleSection(connection: connection, scope: scope).section(),
            CommitmentSection(connection: connection, scope: scope).section(),
            kept.areKept ? nil : UnitCostSection(connection: connection, scope: scope).section(),
        ].compactMap { $0 }
        sections += kept.sections(of: nil)
        sections += try labels(scope)
        sections += try ReportDimension.long.map { try breakdown.section(by: $0) }
        sections += try [DisputeSection(connection: connection, scope: scope).section()].compactMap { $0 }
        sections.append(try StatementSection(scope: scope, bills: bills).section())
        let amount = try ReportSums.sum(unallocated.rows, column: 3, section: unallocated.key)
        let own = [ReportFact("Without a team", "\(amount.description) \(scope.currency.code)")]
        var document = ReportDocument(
            title: "Cost by team", subtitle: "\(scope.month.month), \(scope.currency.code)",
            facts: try facts(own: own + time.facts()), stamp: stamp, sections: sections)
        document.highlights = try highlights(scope, sections, time, share: nil)
        return document
    }

    /// A team's report; what it shows is what the organisation's report shows of the team, cents included.
    func document(ofTeam team: String, costCentre: String?) throws -> ReportDocument {
        let ofTeam = ReportScope(
            month: scope.month, previous: scope.previous, currency: scope.currency, cost: scope.cost, team: team)
        let breakdown = BreakdownSection(connection: connection, scope: ofTeam)
        let time = TimeSections(connection: connection, scope: ofTeam)
        let tables = try ReportDimension.allCases.map { try breakdown.section(by: $0) }
        var sections = try [tables[0]] + story(time, ofTeam)
        sections += try kept.sections(of: team) + labels(ofTeam)
        sections += tables.dropFirst()
        sections += try [DisputeSection(connection: connection, scope: ofTeam).section()].compactMap { $0 }
        var own = costCentre.map { [ReportFact("Cost centre", Phrase(verbatim: $0))] } ?? []
        var share: ExactDecimal?
        if let place = teams.section.rows.firstIndex(where: { $0[0] == .text(team) }) {
            let (exact, shown) = (teams.section.rows[place], teams.rows[place])
            for key in ["direct", "total", "previous"] {
                guard let column = teams.section.columnIndex(key), let amount = shown[column].amount else { continue }
                for index in sections.indices where sections[index].total != nil && !MonthSections.keys.contains(sections[index].key) {
                    sections[index].shownTotals[key] = amount
                }
            }
            own.append(ReportFact("Team, exactly", "\((exact[3].amount ?? .zero).description) \(scope.currency.code)"))
            if let column = teams.section.columnIndex("share"), case .percent(let ratio) = exact[column] { share = ratio }
            if let share { own.append(ReportFact("Share of the bill", "\(percent: share)")) }
        }
        var document = ReportDocument(
            title: "Cost of team \(team)", subtitle: "\(scope.month.month), \(scope.currency.code)",
            facts: try facts(own: own + time.facts()), stamp: stamp, sections: sections)
        document.highlights = try highlights(ofTeam, sections, time, share: share)
        return document
    }

    /// What people ask next behind the first table: budgets, what changed and why, the months before, the days.
    private func story(_ time: TimeSections, _ scope: ReportScope) throws -> [ReportSection] {
        let budget = try BudgetSection(connection: connection, scope: scope, budgets: budgets).section()
        return try [budget].compactMap { $0 } + MoversSection(connection: connection, scope: scope).sections()
            + [time.trend(), time.days()].compactMap { $0 }
    }

    private func highlights(
        _ scope: ReportScope, _ sections: [ReportSection], _ time: TimeSections, share: ExactDecimal?
    ) throws -> [ReportHighlight] {
        let whole = scope.team.map(Settings.AlertScope.team) ?? .organisation
        let own = budgets.filter {
            $0.scope == whole && $0.period == .month && $0.amount.currency == scope.currency && CostBasis($0.cost) == scope.cost
        }
        return try Highlights(
            scope: scope, sections: sections, forecast: time.forecast(), days: time.missingDays(), share: share,
            forecastBudgets: own.map { ($0.name, $0.amount.amount) }
        ).sentences()
    }

    private func labels(_ scope: ReportScope) throws -> [ReportSection] {
        let labels = LabelSections(connection: connection, scope: scope)
        return try [labels.compliance(), labels.unlabelled()].compactMap { $0 }
    }

    private var stamp: ReportStamp { scope.month.isClosed ? .final : .provisional }

    private func facts(own: [ReportFact]) throws -> [ReportFact] {
        let currency = scope.currency
        func exactly(_ amount: ExactDecimal) -> Phrase { "\(amount.description) \(currency.code)" }
        var facts = [
            ReportFact("Month", Phrase(verbatim: scope.month.month.description)),
            ReportFact("Currency", Phrase(verbatim: currency.code)), ReportFact("Cost", scope.cost.words),
            ReportFact("Bill, exactly", exactly(try bills.total(currency))),
        ]
        let adjustments = bills.adjustments(currency)
        if !adjustments.isEmpty {
            facts[3] = ReportFact("Bill and adjustments, exactly", exactly(try bills.total(currency)))
            facts += adjustments.map {
                ReportFact("Adjustment \(String($0.version))", "\(exactly($0.total)), \($0.adjustment ?? "")")
            }
        }
        facts += own
        facts.append(ReportFact("Bill versions", bills.versions(currency)))
        let rows = String(scope.month.rowCount)
        facts.append(ReportFact("Bill rows", bills.currencies.count > 1 ? "\(rows) in all currencies" : "\(rows)"))
        let priceless = bills.priceless(currency)
        if priceless > 0 { facts.append(ReportFact("Lines without such a price", "\(priceless), counted as nought")) }
        let previous: Phrase =
            if let previous = scope.previous { "\(previous.month.description), \(previous.stateWords)" } else {
                "\(scope.month.month.previous.description) is not published"
            }
        facts.append(ReportFact("Compared with", previous))
        if let closing = scope.closing { facts.append(ReportFact("Closed", "\(closing.at) UTC by \(closing.by)")) }
        if let digest = scope.month.digest { facts.append(ReportFact("Books", Phrase(verbatim: String(digest.prefix(12))))) }
        return facts
    }
}
