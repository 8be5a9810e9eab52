import Money

/// Finds out whether a section says what it means: shapes, kinds, and every sum to the last digit.
///
/// A report that does not add up must not leave the house, so the writers never see one.
struct SectionCheck {
    let section: ReportSection

    /// Passes where all is well.
    func check() throws(ReportError) {
        try checkColumns()
        for (index, row) in section.rows.enumerated() { try checkCells(row, "row \(index + 1)") }
        if let total = section.total { try checkCells(total, "total") }
        try checkRelations()
        try checkTotals()
    }

    private func checkColumns() throws(ReportError) {
        guard !section.columns.isEmpty else { throw malformed("a section has no columns") }
        guard Self.isKey(section.key) else { throw malformed("a section's key is not lower case letters and digits") }
        var keys: Set<String> = []
        for column in section.columns {
            guard Self.isKey(column.key), keys.insert(column.key).inserted else {
                throw malformed("the column key '\(column.key)' is double or not lower case letters and digits")
            }
        }
        guard let chart = section.chart else { return }
        for key in [chart.label] + chart.columns where section.columnIndex(key) == nil {
            throw malformed("the chart names a column '\(key)' that is not there")
        }
        if case .bands(let bands) = chart.form {
            let areRatios = chart.columns.allSatisfy { key in section.columnIndex(key).map { section.columns[$0].kind == .percent } ?? false }
            guard areRatios, bands.count == chart.columns.count else { throw malformed("the chart's bands are not those of its ratios") }
            return
        }
        for key in chart.columns where !isMoney(key) { throw malformed("the chart's column '\(key)' is not money") }
    }

    /// Lower case letters, digits, `-` and `_`, at most 60 of them: it becomes part of file names.
    private static func isKey(_ key: String) -> Bool {
        let isPlain = key.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
        }
        return isPlain && (1...60).contains(key.utf8.count) && key.utf8.first != 0x2D
    }

    private func isMoney(_ key: String) -> Bool {
        guard let index = section.columnIndex(key), case .money = section.columns[index].kind else { return false }
        return true
    }

    private func checkCells(_ cells: [ReportCell], _ row: String) throws(ReportError) {
        guard cells.count == section.columns.count else {
            throw malformed("\(row) has \(cells.count) cells for \(section.columns.count) columns")
        }
        for (cell, column) in zip(cells, section.columns) {
            switch (cell, column.kind) {
            case (.absent, _), (.text, .text), (.phrase, .text), (.money, .money), (.percent, .percent), (.count, .count),
                (.quantity, .quantity):
                continue
            default: throw malformed("\(row) has a cell of another kind in column '\(column.key)'")
            }
        }
    }

    /// Every relation names money columns, in an order in which each total is rounded before its parts.
    private func checkRelations() throws(ReportError) {
        var waiting = Set(section.relations.flatMap(\.derivedKeys))
        guard waiting.count == section.relations.reduce(0, { $0 + $1.derivedKeys.count }) else {
            throw malformed("a column is derived twice")
        }
        for relation in section.relations {
            for key in relation.givenKeys + relation.derivedKeys where !isMoney(key) {
                throw malformed("a relation names '\(key)', which is not a money column")
            }
            for key in relation.givenKeys where waiting.contains(key) {
                throw malformed("the relation that derives '\(key)' must come first")
            }
            waiting.subtract(relation.derivedKeys)
            try checkSums(of: relation)
        }
    }

    private func checkSums(of relation: ColumnRelation) throws(ReportError) {
        let (total, parts, signs) = relation.asSum
        let columns = ([total] + parts).compactMap(section.columnIndex)
        guard Set(columns.map { section.columns[$0].kind }).count == 1, !parts.isEmpty else {
            throw malformed("the relation of '\(total)' is empty or mixes numbers of decimals")
        }
        let rows = section.rows + (section.total.map { [$0] } ?? [])
        for (index, row) in rows.enumerated() {
            let isTotal = index == section.rows.count
            // A column without a total takes no part in the total's sum.
            if isTotal, columns.contains(where: { row[$0] == .absent }) { continue }
            var sum = ExactDecimal.zero
            for (column, isNegative) in zip(columns.dropFirst(), signs) {
                let amount = row[column].amount ?? .zero
                sum = try adding(sum, isNegative ? -amount : amount, total)
            }
            guard sum == row[columns[0]].amount ?? .zero else {
                let place = "\(section.key) \(isTotal ? "total" : "row \(index + 1)")"
                throw ReportError(.doesNotAddUp(column: total), at: place)
            }
        }
    }

    /// Every total that is there is the sum of its column.
    private func checkTotals() throws(ReportError) {
        guard let total = section.total else { return }
        for (index, column) in section.columns.enumerated() where column.kind != .percent {
            guard let expected = total[index].amount else { continue }
            var sum = ExactDecimal.zero
            for row in section.rows { sum = try adding(sum, row[index].amount ?? .zero, column.key) }
            guard sum == expected else {
                throw ReportError(.doesNotAddUp(column: column.key), at: "\(section.key) total")
            }
        }
    }

    private func adding(_ left: ExactDecimal, _ right: ExactDecimal, _ key: String) throws(ReportError) -> ExactDecimal
    {
        do { return try left.adding(right) } catch { throw ReportError(.outOfRange(column: key), at: section.key) }
    }

    private func malformed(_ what: String) -> ReportError { ReportError(.malformed(what), at: section.key) }
}

extension ReportCell {
    /// The number in the cell, where there is one that can be added up.
    var amount: ExactDecimal? {
        switch self {
        case .money(let amount), .quantity(let amount): amount
        case .count(let count): ExactDecimal(significand: Int128(count))
        case .text, .phrase, .percent, .absent: nil
        }
    }
}

extension ColumnRelation {
    /// The columns whose shown figures follow from others.
    var derivedKeys: [String] {
        switch self {
        case .sum(_, let parts): parts
        case .difference(let result, _, _): [result]
        }
    }

    /// The columns that must be rounded before.
    var givenKeys: [String] {
        switch self {
        case .sum(let total, _): [total]
        case .difference(_, let minuend, let subtrahend): [minuend, subtrahend]
        }
    }

    /// The relation as a total, its parts and which of them count negatively.
    var asSum: (total: String, parts: [String], isNegative: [Bool]) {
        switch self {
        case .sum(let total, let parts): (total, parts, parts.map { _ in false })
        case .difference(let result, let minuend, let subtrahend): (result, [minuend, subtrahend], [false, true])
        }
    }
}
