import Money

/// A section with the figures that people are shown: rounded so that what is on the page adds up.
///
/// Down a column the shown rows add up to the rounded total (largest remainder). Along a row the
/// shown parts add up to the shown total: totals are rounded first, then each row's total is split
/// into its parts, in such a way that the parts' columns meet their own rounded sums wherever that
/// is possible. No figure is a whole unit away from the exact one, and nought stays nought.
public struct RoundedSection: Hashable, Sendable {
    /// The exact section.
    public let section: ReportSection
    /// Its rows, with money and quantities rounded to their column's decimals.
    public private(set) var rows: [[ReportCell]]
    /// Its total, the sum of the shown rows.
    public private(set) var total: [ReportCell]?

    /// How other tables show the same amounts, while this one is rounded.
    private var preferred = ShownFigures()

    /// Checks a section and rounds it; one that was rounded with the rest of its report stays as it is shown there.
    ///
    /// - Throws: `ReportError` where rows, totals and relations contradict each other.
    public init(_ section: ReportSection) throws(ReportError) { try self.init(section, preferring: ShownFigures()) }

    /// Checks a section and rounds it.
    ///
    /// - Parameter preferring: How other tables show the same amounts.
    init(_ section: ReportSection, preferring preferred: ShownFigures) throws(ReportError) {
        self.section = section
        if let shown = section.shown {
            // It was checked when it was rounded.
            precondition(shown.rows.count == section.rows.count, "what is shown has other rows than the section")
            (rows, total) = (shown.rows, shown.total)
            return
        }
        try SectionCheck(section: section).check()
        self.preferred = preferred
        rows = section.rows
        total = section.total
        let derived = Set(section.relations.flatMap(\.derivedKeys))
        for (index, column) in section.columns.enumerated() where !derived.contains(column.key) {
            if let places = column.places { try roundColumn(index, places: places) }
        }
        for case .sum(let total, let parts) in section.relations where !derived.contains(total) {
            try exchange(total, parts)
        }
        for relation in section.relations {
            switch relation {
            case .sum(let total, let parts): try splitTotals(total, parts)
            case .difference(let result, let minuend, let subtrahend): try subtract(result, minuend, subtrahend)
            }
        }
        try addUpTotals()
        self.preferred = ShownFigures()
    }

    /// A section that was checked, with its rows as they are shown; the total is what they add up to.
    init(_ section: ReportSection, rows: [[ReportCell]]) throws(ReportError) {
        self.section = section
        self.rows = rows
        total = section.total
        try addUpTotals()
    }

    /// The exact amounts of a column, row by row; nought where there is none.
    private func exact(_ column: Int) -> [ExactDecimal] { section.rows.map { $0[column].amount ?? .zero } }

    /// The shown amounts of a column, row by row; nought where there is none.
    private func shown(_ column: Int) -> [ExactDecimal] { rows.map { $0[column].amount ?? .zero } }

    /// Puts shown amounts into a column; cells without an amount stay as they are.
    private mutating func show(_ amounts: [ExactDecimal], in column: Int) {
        for (row, amount) in amounts.enumerated() {
            rows[row][column] = rows[row][column].replacingAmount(by: amount)
        }
    }

    /// Rounds a column that follows from no other: to its rounded total, or cell by cell where it has none.
    private mutating func roundColumn(_ column: Int, places: Int) throws(ReportError) {
        let amounts = exact(column)
        let wanted = amounts.map { preferred.shown($0, places: places) }
        let hasTotal = section.total.map { $0[column] != .absent } ?? false
        guard hasTotal else { return show(zip(amounts, wanted).map { $1 ?? $0.rounded(places: places) }, in: column) }
        do {
            let shown = try ExactDecimal.rounded(
                amounts, places: places, shownTotal: try shownTotal(column, places), preferred: wanted)
            show(shown, in: column)
        } catch { throw outOfRange(column) }
    }

    /// What a column is to add up to: what it was told to, or what another table shows of the same total.
    private func shownTotal(_ column: Int, _ places: Int) throws(DecimalError) -> ExactDecimal? {
        guard let exact = section.total?[column].amount else { return nil }
        guard let shown = section.shownTotals[section.columns[column].key] ?? preferred.shown(exact, places: places) else { return nil }
        // A difference of shown amounts may be off by more than a column can be.
        let distance = exact > shown ? try exact.subtracting(shown) : try shown.subtracting(exact)
        return distance < ExactDecimal(significand: 1, scale: places) ? shown : nil
    }

    /// Lets rows exchange units of their shown totals where the first part's column could not meet its sum otherwise.
    private mutating func exchange(_ total: String, _ parts: [String]) throws(ReportError) {
        guard let column = section.columnIndex(total), let places = section.columns[column].places,
            let first = parts.first.flatMap(section.columnIndex), parts.count > 1,
            section.total.map({ $0[column] != .absent }) ?? false
        else { return }
        do {
            let part = exact(first)
            let balanced = try TotalExchange.balanced(
                part, rest: try subtracting(exact(column), part), totals: shown(column), places: places,
                shownTotal: try shownTotal(first, places), preferred: preferred)
            show(balanced, in: column)
        } catch { throw outOfRange(column) }
    }

    /// Splits a column of shown totals into its parts, one part off at a time.
    private mutating func splitTotals(_ total: String, _ parts: [String]) throws(ReportError) {
        let columns = parts.compactMap(section.columnIndex)
        guard let totalColumn = section.columnIndex(total), let places = section.columns[totalColumn].places else {
            return
        }
        var restShown = shown(totalColumn)
        var restExact = exact(totalColumn)
        for column in columns.dropLast() {
            do {
                let part = exact(column)
                restExact = try subtracting(restExact, part)
                let amounts = try PartSplit.part(
                    part, rest: restExact, of: restShown, places: places,
                    shownTotal: try shownTotal(column, places), preferred: preferred,
                    addsUp: section.total.map { $0[column] != .absent } ?? false)
                restShown = try subtracting(restShown, amounts)
                show(amounts, in: column)
            } catch { throw outOfRange(column) }
        }
        if let last = columns.last { show(restShown, in: last) }
    }

    private mutating func subtract(_ result: String, _ minuend: String, _ subtrahend: String) throws(ReportError) {
        guard let column = section.columnIndex(result), let from = section.columnIndex(minuend),
            let less = section.columnIndex(subtrahend)
        else { return }
        do { show(try subtracting(shown(from), shown(less)), in: column) } catch { throw outOfRange(column) }
    }

    /// Makes every total the sum of the shown rows.
    private mutating func addUpTotals() throws(ReportError) {
        guard var cells = total else { return }
        for (index, column) in section.columns.enumerated() where column.places != nil && cells[index] != .absent {
            do {
                let sum = try shown(index).reduce(ExactDecimal.zero) { try $0.adding($1) }
                cells[index] = cells[index].replacingAmount(by: sum)
            } catch { throw outOfRange(index) }
        }
        total = cells
    }

    private func subtracting(_ left: [ExactDecimal], _ right: [ExactDecimal]) throws(DecimalError) -> [ExactDecimal] {
        var differences: [ExactDecimal] = []
        for (a, b) in zip(left, right) { differences.append(try a.subtracting(b)) }
        return differences
    }

    private func outOfRange(_ column: Int) -> ReportError {
        ReportError(.outOfRange(column: section.columns[column].key), at: section.key)
    }
}

/// One part of every row split off its shown total, so that rows and the part's column both add up.
enum PartSplit {
    /// The shown parts.
    ///
    /// A row's units to give out beyond the parts' whole units are 0, 1 or 2. Only where it is 1 and
    /// both parts have a remainder is there a choice; the choices are made so that the column of the
    /// part comes as near as possible to its own rounded sum (or to the one given), the larger remainder first.
    ///
    /// - Parameters:
    ///   - preferred: How other tables show the same amounts: they come before remainders.
    ///   - addsUp: Whether the part's column has a total to come near to.
    static func part(
        _ part: [ExactDecimal], rest: [ExactDecimal], of totals: [ExactDecimal], places: Int,
        shownTotal: ExactDecimal? = nil, preferred: ShownFigures = ShownFigures(), addsUp: Bool = true
    ) throws(DecimalError) -> [ExactDecimal] {
        var units: [Int128] = []
        var open: [(row: Int, rank: Int, lead: ExactDecimal)] = []
        var sum = ExactDecimal.zero
        for (row, amount) in part.enumerated() {
            sum = try sum.adding(amount)
            let (floor, remainder) = try whole(amount, places)
            let (restFloor, restRemainder) = try whole(rest[row], places)
            guard let target = totals[row].digits(atScale: places) else { throw .outOfRange }
            let missing = target - floor - restFloor
            precondition((0...2).contains(missing), "a shown total is a unit or more off its exact one")
            let isChoice = missing == 1 && !remainder.isZero && !restRemainder.isZero
            if isChoice {
                // As another table shows the part, or the rest: up comes first, down last.
                let isPartUp = preferred.shown(amount, places: places).map { $0 > amount }
                let isUp = isPartUp ?? preferred.shown(rest[row], places: places).map { $0 < rest[row] }
                open.append((row, isUp.map { $0 ? 0 : 2 } ?? 1, try remainder.subtracting(restRemainder)))
            }
            let isUp = missing == 2 || (missing == 1 && restRemainder.isZero)
            units.append(floor + (isUp ? 1 : 0))
        }
        // A column without a total has no sum to come near to: each row goes by itself.
        guard addsUp else {
            for choice in open where choice.rank == 0 || (choice.rank == 1 && choice.lead >= .zero) { units[choice.row] += 1 }
            return units.map { ExactDecimal(significand: $0, scale: places) }
        }
        guard let target = (shownTotal ?? sum).rounded(places: places).digits(atScale: places) else {
            throw .outOfRange
        }
        let wanted = min(max(target - units.reduce(0, +), 0), Int128(open.count))
        let byLead = open.sorted {
            if $0.rank != $1.rank { return $0.rank < $1.rank }
            return $0.lead == $1.lead ? $0.row < $1.row : $0.lead > $1.lead
        }
        for choice in byLead.prefix(Int(wanted)) { units[choice.row] += 1 }
        return units.map { ExactDecimal(significand: $0, scale: places) }
    }

    /// The whole units not above the amount, and what is left.
    private static func whole(_ amount: ExactDecimal, _ places: Int) throws(DecimalError) -> (Int128, ExactDecimal) {
        var floor = amount.rounded(places: places)
        if floor > amount { floor = try floor.subtracting(ExactDecimal(significand: 1, scale: places)) }
        guard let units = floor.digits(atScale: places) else { throw .outOfRange }
        return (units, try amount.subtracting(floor))
    }
}

extension ReportColumn {
    /// The decimals that money and quantities are shown with; `nil` for other columns.
    var places: Int? {
        switch kind {
        case .money(let places), .quantity(let places): places
        case .text, .percent, .count: nil
        }
    }
}

extension ReportCell {
    /// The same cell with another amount; cells without one stay as they are.
    func replacingAmount(by amount: ExactDecimal) -> ReportCell {
        switch self {
        case .money: .money(amount)
        case .quantity: .quantity(amount)
        case .text, .phrase, .percent, .count, .absent: self
        }
    }
}
