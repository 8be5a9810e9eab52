import Money

/// Upright columns as inline SVG, for rows that follow each other in time; the table below says the same in figures.
struct HTMLColumns {
    /// What the template is told.
    let context: [String: Any]

    /// The height of the drawing in its own units; its width is `HTMLChart.span`.
    private static let height: Int128 = 200

    /// The columns of a section, or `nil` where it has no such chart or nothing to draw.
    init?(_ rounded: RoundedSection, figures: Figures) {
        let section = rounded.section
        guard let chart = section.chart, chart.form == .columns, let label = section.columnIndex(chart.label) else { return nil }
        let columns = chart.columns.compactMap(section.columnIndex)
        let places = columns.compactMap { section.columns[$0].places }.max() ?? 0
        let rows = rounded.rows.suffix(chart.barCountMax)
        let heights = rows.map { row in columns.map { row[$0].amount?.digits(atScale: places) ?? 0 } }
        let above = heights.map { $0.reduce(0) { $0 + max(0, $1) } }.max() ?? 0
        let below = heights.map { $0.reduce(0) { $0 + max(0, -$1) } }.max() ?? 0
        guard above + below > 0, let first = rows.first, let last = rows.last else { return nil }
        let zero = Self.scaled(above, of: above + below)
        let step = HTMLChart.span / Int128(rows.count)
        var segments: [[String: String]] = []
        for (index, parts) in heights.enumerated() {
            var (up, down) = (Int128(0), Int128(0))
            for (part, amount) in parts.enumerated() where amount != 0 {
                let (top, bottom): (Int128, Int128)
                if amount > 0 {
                    bottom = zero - Self.scaled(up, of: above + below)
                    up += amount
                    top = zero - Self.scaled(up, of: above + below)
                } else {
                    top = zero + Self.scaled(down, of: above + below)
                    down -= amount
                    bottom = zero + Self.scaled(down, of: above + below)
                }
                segments.append([
                    "x": String(Int128(index) * step + step / 8), "y": String(top), "width": String(max(1, step * 3 / 4)),
                    "height": String(max(1, bottom - top)), "segmentClass": "part\(part % 4)",
                ])
            }
        }
        func amount(_ digits: Int128) -> String {
            figures.fixed(ExactDecimal(significand: digits, scale: places), places: places)
        }
        context = [
            "chartTitle": figures.words(section.chartTitle(columns, by: label)),
            "legend": columns.count < 2
                ? [] : columns.enumerated().map { ["legendName": figures.words(section.columns[$1].header), "legendClass": "part\($0 % 4)"] },
            "columnSegments": segments, "zeroAt": String(zero), "highest": figures.words("highest \(amount(above))"),
            "firstLabel": figures.text(first[label], in: section.columns[label]),
            "lastLabel": figures.text(last[label], in: section.columns[label]),
        ]
    }

    private static func scaled(_ length: Int128, of total: Int128) -> Int128 {
        HTMLChart.scaled(length, of: total) * height / HTMLChart.span
    }
}
