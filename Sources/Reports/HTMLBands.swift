import Money

/// Marks of ratios against the bands in which they are healthy, as inline SVG; the table below says the same in figures.
struct HTMLBands {
    /// What the template is told.
    let context: [String: Any]

    /// The height of a row's drawing in its own units; its width is `HTMLChart.span`.
    private static let height: Int128 = 10
    /// The width of a mark.
    private static let markWidth: Int128 = 8

    /// The bands of a section, or `nil` where it has no such chart or nothing to draw.
    init?(_ rounded: RoundedSection, figures: Figures) {
        let section = rounded.section
        guard let chart = section.chart, case .bands(let bands) = chart.form, let label = section.columnIndex(chart.label) else { return nil }
        let columns = chart.columns.compactMap(section.columnIndex)
        let drawn = rounded.rows.filter { row in columns.contains { row[$0].ratio != nil } }
        guard !drawn.isEmpty else { return nil }
        let lane = Self.height / Int128(columns.count)
        let rows = drawn.prefix(chart.barCountMax).map { row -> [String: Any] in
            var segments: [[String: String]] = []
            for (place, column) in columns.enumerated() {
                let (low, high) = (Self.place(bands[place].low), Self.place(bands[place].high))
                let y = String(Int128(place) * lane)
                func segment(_ x: Int128, _ width: Int128, _ opacity: String) -> [String: String] {
                    ["x": String(x), "y": y, "width": String(width), "height": String(lane), "segmentClass": "part\(place % 4)", "opacity": opacity]
                }
                segments.append(segment(low, max(1, high - low), "0.3"))
                if let ratio = row[column].ratio {
                    segments.append(segment(min(HTMLChart.span - Self.markWidth, Self.place(ratio)), Self.markWidth, "1"))
                }
            }
            return [
                "barLabel": figures.text(row[label], in: section.columns[label]), "segments": segments,
                "barValue": columns.map { figures.text(row[$0], in: section.columns[$0]) }.joined(separator: " · "),
            ]
        }
        let more = drawn.count - rows.count
        context = [
            "chartTitle": figures.words("Healthy bands, and what is used of requests"),
            "legend": columns.enumerated().map { ["legendName": figures.words(section.columns[$1].header), "legendClass": "part\($0 % 4)"] },
            "bars": rows, "moreBars": more > 0 ? [["moreWords": figures.words("and \(Int64(more)) more in the table")]] : [],
        ]
    }

    /// Where a ratio stands: in thousandths, and at the end from 1 on.
    private static func place(_ ratio: ExactDecimal) -> Int128 {
        let places = 3
        return min(HTMLChart.span, max(0, ratio.rounded(places: places).digits(atScale: places) ?? HTMLChart.span))
    }
}

extension ReportCell {
    /// The ratio in the cell, where there is one.
    var ratio: ExactDecimal? { if case .percent(let ratio) = self { ratio } else { nil } }
}
