import Money
import Store

/// Puts a report together: facts, the table by team, the breakdowns.
struct DocumentMaker {
    let connection: Connection
    let scope: ReportScope
    let bills: BillsOfMonth
    /// The team's cost centre.
    let costCentre: String?

    /// The report.
    ///
    /// - Throws: `BooksError.notTheBill` where the organisation's total is not the bill's.
    func document() throws -> ReportDocument {
        let breakdown = BreakdownSection(connection: connection, scope: scope)
        var sections = try ReportDimension.allCases.map { try breakdown.section(by: $0) }
        let total = try ReportSums.sum(sections[0].rows, column: 3, section: "team")
        if scope.team == nil {
            try hold(total)
            sections.append(try breakdown.unallocated())
            if let idle = try IdleSection(connection: connection, scope: scope).section() { sections.append(idle) }
        }
        return ReportDocument(
            title: scope.team.map { "Cost of team \($0)" } ?? "Cost by team",
            subtitle: "\(scope.month.month.words), \(scope.currency)",
            facts: try facts(total: total, unallocated: sections.first { $0.key == "unallocated" }),
            stamp: scope.month.isClosed ? .final : .provisional, sections: sections)
    }

    /// The total of all rows is what the bill says, to the last digit.
    private func hold(_ total: ExactDecimal) throws {
        let billed = try bills.total(scope.currency)
        guard total == billed else {
            throw BooksError(
                .notTheBill(scope.month.month, currency: scope.currency.code, published: total, billed: billed))
        }
    }

    private func facts(total: ExactDecimal, unallocated: ReportSection?) throws -> [ReportFact] {
        let currency = scope.currency
        var facts = [ReportFact("Month", scope.month.month.description), ReportFact("Currency", currency.code)]
        facts.append(ReportFact("Cost", scope.cost.words))
        if let costCentre { facts.append(ReportFact("Cost centre", costCentre)) }
        facts.append(ReportFact("Bill, exactly", "\(try bills.total(currency)) \(currency)"))
        if scope.team != nil { facts.append(ReportFact("Team, exactly", "\(total) \(currency)")) }
        if let unallocated {
            let amount = try ReportSums.sum(unallocated.rows, column: 3, section: unallocated.key)
            facts.append(ReportFact("Without a team", "\(amount) \(currency)"))
        }
        facts.append(ReportFact("Bill versions", bills.versions(currency)))
        facts.append(ReportFact("Bill rows", "\(scope.month.rowCount)"))
        let priceless = bills.priceless(currency)
        if priceless > 0 { facts.append(ReportFact("Lines without such a price", "\(priceless), counted as nought")) }
        let previous = scope.previous.map { "\($0.month), \($0.state)" } ?? "\(scope.month.month.previous) is not published"
        facts.append(ReportFact("Compared with", previous))
        if let digest = scope.month.digest { facts.append(ReportFact("Books", String(digest.prefix(12)))) }
        return facts
    }
}
