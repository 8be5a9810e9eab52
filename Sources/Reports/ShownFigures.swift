import Money

/// How a report shows amounts already: what is the same amount in a later table is shown with the same cents, as far as that adds up.
struct ShownFigures: Hashable {
    private struct Key: Hashable {
        let amount: ExactDecimal
        let places: Int

        /// The last digits tell amounts apart well enough.
        func hash(into hasher: inout Hasher) { hasher.combine(Int64(truncatingIfNeeded: amount.significand)) }
    }

    private var figures: [Key: ExactDecimal] = [:]

    /// What was shown first of an amount, with so many decimals; `nil` where nothing was.
    func shown(_ amount: ExactDecimal, places: Int) -> ExactDecimal? {
        figures.isEmpty ? nil : figures[Key(amount: amount, places: places)]
    }

    /// Keeps how an amount is shown. The first table decides; what needs no rounding needs no decision.
    mutating func note(_ amount: ExactDecimal, as shown: ExactDecimal, places: Int) {
        guard amount.scale > places, amount != shown else { return }
        let key = Key(amount: amount, places: places)
        if figures[key] == nil { figures[key] = shown }
    }

    /// Keeps how a section is shown: its totals first, then its rows from the top.
    mutating func note(_ rounded: RoundedSection) {
        let section = rounded.section
        let columnCount = section.columns.count { $0.places != nil }
        figures.reserveCapacity(figures.count + section.rows.count * columnCount)
        for (exact, shown) in zip([section.total].compactMap(\.self) + section.rows, [rounded.total].compactMap(\.self) + rounded.rows) {
            for (index, column) in section.columns.enumerated() {
                guard let places = column.places, let amount = exact[index].amount, let figure = shown[index].amount else { continue }
                note(amount, as: figure, places: places)
            }
        }
    }
}

/// Rounds all tables of a report together, in their order.
///
/// The first table that shows an amount decides about its cents; later tables follow as far as their own sums allow it. The rows of a table
/// by pairs (tenant and tier) add up to what the table of the first name shows of it (tenant).
struct ReportRounding {
    /// What is shown already.
    var figures = ShownFigures()
    private var parents: [String: RoundedSection] = [:]

    /// The section with what is shown of it.
    mutating func rounded(_ section: ReportSection) throws(ReportError) -> ReportSection {
        let shown = if let divided = try divided(section) { divided } else { try RoundedSection(section, preferring: figures) }
        figures.note(shown)
        parents[section.key] = shown
        var section = section
        section.shown = ShownRows(rows: shown.rows, total: shown.total)
        return section
    }

    /// A table by pairs, each first name's rows rounded to what its own table shows; `nil` where there is no such table.
    private func divided(_ section: ReportSection) throws(ReportError) -> RoundedSection? {
        guard let dimension = ReportDimension(rawValue: section.key), dimension.words.count == 2,
            let parent = parents[dimension.words[0]], let total = section.total
        else { return nil }
        var shownRows = section.rows
        let whole = Dictionary(zip(parent.section.rows, parent.rows).map { ($0[0], $1) }) { first, _ in first }
        for (name, places) in Dictionary(grouping: section.rows.indices, by: { section.rows[$0][0] }) {
            guard let shown = whole[name] else { return nil }
            var group = section
            group.rows = places.map { section.rows[$0] }
            group.total = total
            for (index, column) in section.columns.enumerated() {
                guard column.places != nil, total[index] != .absent, let at = parent.section.columnIndex(column.key) else { continue }
                let sum = try ReportSums.sum(group.rows, column: index, section: section.key)
                group.total?[index] = total[index].replacingAmount(by: sum)
                if let amount = shown[at].amount { group.shownTotals[column.key] = amount }
            }
            let rounded = try RoundedSection(group, preferring: figures)
            for (row, place) in zip(rounded.rows, places) { shownRows[place] = row }
        }
        return try RoundedSection(section, rows: shownRows)
    }
}
