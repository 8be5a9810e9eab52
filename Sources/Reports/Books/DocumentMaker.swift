import Money
import Settings
import Store

/// Puts the reports of a month and currency together: sentences, facts, the table by team, the breakdowns.
struct DocumentMaker {
    private let books: BooksReader
    private let scope: ReportScope
    private let bills: BillsOfMonth
    private let budgets: [Settings.Budget]
    /// The organisation's table by team, as it is and as it is shown.
    private let teams: RoundedSection
    /// The table by team, and how its amounts are shown: every table follows it.
    private let first: (section: ReportSection, rounding: ReportRounding)
    /// What publishing kept beside cost, of the organisation and of each team.
    private let kept: MonthSections

    /// A maker whose figures are held against the bill.
    ///
    /// - Parameter scope: The organisation's.
    /// - Throws: `BooksError.notTheBill` where the published total is not the bill's, to the last digit.
    init(_ books: BooksReader, _ scope: ReportScope, _ bills: BillsOfMonth, budgets: [Settings.Budget] = []) throws {
        self.budgets = budgets
        self.books = books
        self.scope = scope
        self.bills = bills
        books.askAhead(
            MoversSection(books: books, scope: scope).statements + TimeSections(books: books, scope: scope).statements
                + LabelSections(books: books, scope: scope).statements)
        kept = try MonthSections(books.connection, scope)
        var rounding = ReportRounding()
        let table = try rounding.rounded(BreakdownSection(books: books, scope: scope).section(by: .team))
        first = (table, rounding)
        teams = try RoundedSection(table)
        let published = try ReportSums.sum(teams.section.rows, column: 3, section: teams.section.key)
        let billed = try bills.total(scope.currency)
        guard published == billed else {
            throw BooksError(
                .notTheBill(scope.month.month, currency: scope.currency.code, published: published, billed: billed))
        }
    }

    /// The organisation's report.
    func document() throws -> ReportDocument {
        let breakdown = BreakdownSection(books: books, scope: scope)
        let time = TimeSections(books: books, scope: scope)
        var rounding = first.rounding
        let sections = try [first.section] + organisationSections(breakdown, time).map { try rounding.rounded($0) }
        let unallocated = sections.first { $0.key == "unallocated" }?.total?[3].amount ?? .zero
        let own = [ReportFact("Without a team", "\(unallocated.description) \(scope.currency.code)")]
        var document = ReportDocument(
            title: "Cost by team", subtitle: "\(scope.month.month), \(scope.currency.code)",
            facts: try facts(own: own + time.facts()), stamp: stamp, sections: sections)
        document.highlights = try highlights(scope, sections, time, share: nil)
        return document
    }

    /// The organisation's tables behind the first, in the order they are read.
    private func organisationSections(_ breakdown: BreakdownSection, _ time: TimeSections) throws -> [ReportSection] {
        let short = ReportDimension.allCases.dropFirst().filter { !ReportDimension.long.contains($0) }
        return try story(time, scope) + short.map { try breakdown.section(by: $0) } + [breakdown.unallocated()]
            + [
                IdleSection(books: books, scope: scope).section(),
                CommitmentSection(books: books, scope: scope).section(),
                kept.areKept ? nil : UnitCostSection(books: books, scope: scope).section(),
            ].compactMap { $0 } + kept.sections(of: nil) + labels(scope) + ReportDimension.long.map { try breakdown.section(by: $0) }
            + disputes(scope) + [StatementSection(scope: scope, bills: bills).section()]
    }

    /// A team's report; what it shows is what the organisation's report shows of the team, cents included.
    func document(ofTeam team: String, costCentre: String?) throws -> ReportDocument {
        let ofTeam = ReportScope(
            month: scope.month, previous: scope.previous, currency: scope.currency, cost: scope.cost, team: team)
        let breakdown = BreakdownSection(books: books, scope: ofTeam)
        let time = TimeSections(books: books, scope: ofTeam)
        var rounding = ReportRounding()
        var own = costCentre.map { [ReportFact("Cost centre", Phrase(verbatim: $0))] } ?? []
        var share: ExactDecimal?
        if let place = teams.section.rows.firstIndex(where: { $0[0] == .text(team) }) {
            let (exact, shown) = (teams.section.rows[place], teams.rows[place])
            for (index, column) in teams.section.columns.enumerated() {
                guard let places = column.places, let amount = exact[index].amount, let figure = shown[index].amount else { continue }
                rounding.figures.note(amount, as: figure, places: places)
            }
            own.append(ReportFact("Team, exactly", "\((exact[3].amount ?? .zero).description) \(scope.currency.code)"))
            if let column = teams.section.columnIndex("share"), case .percent(let ratio) = exact[column] { share = ratio }
            if let share { own.append(ReportFact("Share of the bill", "\(percent: share)")) }
        }
        let tables = try ReportDimension.allCases.map { try breakdown.section(by: $0) }
        let exactly = try [tables[0]] + story(time, ofTeam) + kept.sections(of: team) + labels(ofTeam) + tables.dropFirst() + disputes(ofTeam)
        let sections = try exactly.map { try rounding.rounded($0) }
        var document = ReportDocument(
            title: "Cost of team \(team)", subtitle: "\(scope.month.month), \(scope.currency.code)",
            facts: try facts(own: own + time.facts()), stamp: stamp, sections: sections)
        document.highlights = try highlights(ofTeam, sections, time, share: share)
        return document
    }

    /// What people ask next behind the first table: budgets, what changed and why, the months before, the days.
    private func story(_ time: TimeSections, _ scope: ReportScope) throws -> [ReportSection] {
        let budget = try BudgetSection(books: books, scope: scope, budgets: budgets).section()
        return try [budget].compactMap { $0 } + MoversSection(books: books, scope: scope).sections()
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
        let labels = LabelSections(books: books, scope: scope)
        return try [labels.compliance(), labels.unlabelled()].compactMap { $0 }
    }

    private func disputes(_ scope: ReportScope) throws -> [ReportSection] {
        try [DisputeSection(books: books, scope: scope).section()].compactMap { $0 }
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
