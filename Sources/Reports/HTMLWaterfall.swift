import Money

/// How one total becomes another: a bar for the first, each change from where the one before ended, a bar for the last.
struct HTMLWaterfall {
    /// What the template is told: the same as of bars.
    let context: [String: Any]

    init?(_ rounded: RoundedSection, _ chart: ReportChart, label: Int, start: ExactDecimal, figures: Figures) {
        let section = rounded.section
        guard let column = chart.columns.first.flatMap(section.columnIndex), let places = section.columns[column].places,
            let from = start.rounded(places: places).digits(atScale: places)
        else { return nil }
        let rows = rounded.rows.prefix(chart.barCountMax)
        let changes = rows.map { $0[column].amount?.digits(atScale: places) ?? 0 }
        var ends = [from]
        for change in changes { ends.append((ends.last ?? 0) + change) }
        let low = min(0, ends.min() ?? 0)
        let span = max(0, ends.max() ?? 0) - low
        guard span > 0 else { return nil }
        func x(_ amount: Int128) -> Int128 { HTMLChart.scaled(amount - low, of: span) }
        func bar(_ name: String, from: Int128, to: Int128, kind: String, isChange: Bool) -> [String: Any] {
            let (left, right) = (x(min(from, to)), x(max(from, to)))
            let amount = ExactDecimal(significand: to - from, scale: places)
            return [
                "barLabel": name, "barValue": figures.fixed(amount, places: places, isSigned: isChange),
                "segments": [["x": String(left), "width": String(max(2, right - left)), "segmentClass": kind]],
            ]
        }
        let others = section.columns.indices.dropFirst().filter { section.columns[$0].kind == .text && $0 < column }
        var bars = [bar(figures.words("Month before"), from: 0, to: from, kind: "part1", isChange: false)]
        for (index, row) in rows.enumerated() {
            let names = ([label] + others).filter { row[$0] != .absent }.map { figures.text(row[$0], in: section.columns[$0]) }
            bars.append(
                bar(
                    names.joined(separator: " · "), from: ends[index], to: ends[index + 1],
                    kind: changes[index] > 0 ? "rise" : "fall", isChange: true))
        }
        bars.append(bar(figures.words("This month"), from: 0, to: ends.last ?? 0, kind: "part0", isChange: false))
        context = [
            "chartTitle": figures.words("From the month before to this one"),
            "legend": [["legendName": figures.words("more"), "legendClass": "rise"], ["legendName": figures.words("less"), "legendClass": "fall"]],
            "bars": bars, "axis": low < 0 ? [["axisAt": String(x(0))]] : [], "moreBars": [[String: String]](),
        ]
    }
}
