import Money
import Store

/// What a report comes to in a few sentences: what was spent, why it changed, what to do.
struct Highlights {
    let scope: ReportScope
    /// The report's tables, of which the sentences are made.
    let sections: [ReportSection]
    /// What the month will come to while it runs.
    let forecast: (amount: ExactDecimal, low: ExactDecimal, high: ExactDecimal)?
    /// Days of the month with costs, of all of its days, while some are missing.
    let days: (known: Int, all: Int)?
    /// The part of the bill, for a team.
    var share: ExactDecimal?

    /// Idle machines are worth a sentence from this part of their cost on.
    private static let idleShareMin = ExactDecimal(significand: 20, scale: 2)
    /// Labels are worth a sentence where less than this part of the cost has one.
    private static let labelledShareMin = ExactDecimal(significand: 80, scale: 2)

    /// Budgets of the month that the report's own total is measured by.
    let forecastBudgets: [(name: String, amount: ExactDecimal)]

    /// The sentences.
    func sentences() throws -> [ReportHighlight] {
        let spent = try self.spent().map { ReportHighlight(.spent, $0) }
        let causes = causes().map { ReportHighlight(.cause, $0) }
        let actions = try actions().map { ReportHighlight(.action, $0) }
        return spent + causes + actions
    }

    /// A table with the amounts that it shows: a sentence says what stands in the table.
    private func section(_ key: String) -> ReportSection? { sections.first { $0.key == key }?.asShown }

    private func amount(_ row: [ReportCell]?, _ key: String, in section: ReportSection) -> ExactDecimal? {
        section.columnIndex(key).flatMap { row?[$0].amount }
    }

    private func ratio(_ row: [ReportCell]?, _ key: String, in section: ReportSection) -> ExactDecimal? {
        guard let column = section.columnIndex(key), case .percent(let ratio)? = row?[column] else { return nil }
        return ratio
    }

    private func spent() throws -> [Phrase] {
        guard let main = sections.first?.asShown, let total = amount(main.total, "total", in: main) else { return [] }
        var words: [Phrase] = []
        if let share { words.append("\(scope.money(total)) in \(scope.month.month), \(percent: share) of the bill.") } else {
            words.append("\(scope.money(total)) in \(scope.month.month).")
        }
        if let days { words.append("Costs are there for \(String(days.known)) of \(String(days.all)) days.") }
        if let previous = scope.previous, let before = amount(main.total, "previous", in: main) {
            let change = try total.subtracting(before)
            let ratio = Self.ratio(change, of: before)
            if change.isZero { words.append("As much as in \(previous.month).") } else if let ratio {
                words.append(
                    change > .zero
                        ? "\(scope.money(change)) more than in \(previous.month), \(percent: ratio)."
                        : "\(scope.money(-change)) less than in \(previous.month), \(percent: -ratio).")
            }
        }
        if let forecast {
            words.append(
                "As the days go it will be \(scope.money(forecast.amount)) at the month's end, probably \(scope.amount(forecast.low)) to \(scope.amount(forecast.high)).")
        }
        return words
    }

    private func causes() -> [Phrase] {
        guard let movers = section("movers"), let first = movers.rows.first, let causes = section("causes") else { return [] }
        let ranked = causes.rows.sorted { Self.weight($0[2]) > Self.weight($1[2]) }
        var words = ranked.prefix(2).compactMap { row -> Phrase? in
            guard case .phrase(let cause) = row[0], case .phrase(let meaning) = row[1], let change = row[2].amount else { return nil }
            return "\(scope.money(change, isChange: true)), \(cause.lowercased): \(meaning)."
        }
        if let change = amount(first, "change", in: movers), case .phrase(let cause)? = first.last {
            let names = Phrase.joined(first.prefix(2).map(Self.words), by: ", ")
            words.append("Most of it: \(names), \(scope.money(change, isChange: true)), \(cause).")
        }
        return words
    }

    private func actions() throws -> [Phrase] {
        var words: [Phrase] = []
        if let budgets = section("budget") {
            for row in budgets.rows {
                guard case .text(let name) = row[0], let left = amount(row, "left", in: budgets) else { continue }
                if left < .zero { words.append("Budget \(name) is passed by \(scope.money(-left)).") }
            }
            for budget in forecastBudgets where forecast.map({ $0.amount > budget.amount }) ?? false {
                guard let left = budgets.rows.first(where: { $0[0] == .text(budget.name) }).flatMap({ amount($0, "left", in: budgets) }),
                    left >= .zero, let forecast
                else { continue }
                words.append(
                    "Budget \(budget.name), \(scope.money(budget.amount)), will be passed if the days go on so: \(scope.amount(forecast.amount)).")
            }
        }
        if let unallocated = section("unallocated"), let total = amount(unallocated.total, "total", in: unallocated), total > .zero {
            let reasons = Phrase.joined(unallocated.rows.prefix(2).map { Self.words($0[0]) }, by: "; ")
            words.append("\(scope.money(total)) has no team: \(reasons). A team rule or a label finds one.")
        }
        if let idle = section("idle"), let total = amount(idle.total, "idle", in: idle),
            let share = ratio(idle.total, "share", in: idle), share >= Self.idleShareMin
        {
            words.append("\(scope.money(total)) of machines is idle, \(percent: share) of their cost. report.rightsizing says which requests could be smaller.")
        }
        if let sizes = section("rightsizing"), let freed = amount(sizes.total, "freed", in: sizes), freed.rounded(places: scope.currency.places) > .zero {
            words.append("\(scope.money(freed)) would be freed by requests that fit: see Rightsizing.")
        }
        if let commitments = section("commitments"), let unused = amount(commitments.total, "unused", in: commitments), unused > .zero {
            words.append("\(scope.money(unused)) of commitments went unused.")
        }
        if let labels = section("labels") {
            let shares = labels.rows.compactMap { row in ratio(row, "share", in: labels).map { (row: row, share: $0) } }
            if let worst = shares.min(by: { $0.share < $1.share }), worst.share < Self.labelledShareMin, case .phrase(let label) = worst.row[0] {
                let table: Phrase = section("unlabelled") == nil ? "Label compliance" : "Workloads to label"
                words.append("\(percent: worst.share) of the cost has a label \(label.lowercased): see \(table).")
            }
        }
        return words
    }

    private static func words(_ cell: ReportCell) -> Phrase {
        switch cell {
        case .text(let words): Phrase(verbatim: words)
        case .phrase(let phrase): phrase
        default: Phrase(verbatim: Figures.absent)
        }
    }

    private static func weight(_ cell: ReportCell) -> ExactDecimal {
        let amount = cell.amount ?? .zero
        return amount < .zero ? -amount : amount
    }

    /// The ratio to four decimals, which one of a percentage is shown of; `nil` where it says nothing.
    private static func ratio(_ part: ExactDecimal, of whole: ExactDecimal) -> ExactDecimal? {
        let places = 4
        guard whole > .zero, let numerator = part.rounded(places: places).digits(atScale: places),
            let denominator = whole.rounded(places: places).digits(atScale: places), denominator > 0
        else { return nil }
        let (product, isTooLarge) = numerator.multipliedReportingOverflow(by: 10_000)
        return isTooLarge ? nil : ExactDecimal(significand: product / denominator, scale: places)
    }
}

extension ReportSection {
    /// The section with the amounts that people are shown in the place of the exact ones.
    fileprivate var asShown: ReportSection {
        guard let shown else { return self }
        var section = self
        (section.rows, section.total) = (shown.rows, shown.total)
        return section
    }
}
