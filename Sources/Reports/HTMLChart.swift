import Money

/// Horizontal bars as inline SVG between real text, so that they print, scale and can be read aloud.
///
/// Lengths are whole thousandths of the chart's span: no floating point, the same bytes everywhere.
struct HTMLChart {
    /// What the template is told.
    let context: [String: Any]

    /// The width of the drawing in its own units.
    static let span: Int128 = 1000

    /// The bars of a section, or `nil` where it has no chart or nothing to draw.
    init?(_ rounded: RoundedSection, figures: Figures) {
        let section = rounded.section
        guard let chart = section.chart, let label = section.columnIndex(chart.label) else { return nil }
        switch chart.form {
        case .columns, .bands: return nil
        case .waterfall(let start):
            guard let waterfall = HTMLWaterfall(rounded, chart, label: label, start: start, figures: figures) else { return nil }
            context = waterfall.context
            return
        case .bars: break
        }
        let columns = chart.columns.compactMap(section.columnIndex)
        let places = columns.compactMap { section.columns[$0].places }.max() ?? 0
        let rows = rounded.rows.prefix(chart.barCountMax)
        let lengths = rows.map { row in columns.map { row[$0].amount?.digits(atScale: places) ?? 0 } }
        // Parts below nought go to the left of the axis, the others to the right.
        let right = lengths.map { $0.reduce(0) { $0 + max(0, $1) } }.max() ?? 0
        let left = lengths.map { $0.reduce(0) { $0 + max(0, -$1) } }.max() ?? 0
        guard right + left > 0 else { return nil }
        let axis = Self.scaled(left, of: left + right)
        let bars: [[String: Any]] = zip(rows, lengths).map { row, parts in
            let shown = parts.reduce(0, +)
            let amount = ExactDecimal(significand: shown, scale: places)
            return [
                "barLabel": figures.text(row[label], in: section.columns[label]),
                "barValue": figures.fixed(amount, places: places),
                "segments": Self.segments(parts, axis: axis, total: left + right),
            ]
        }
        let more = rounded.rows.count - rows.count
        context = [
            "chartTitle": figures.words(section.chartTitle(columns, by: label)),
            "legend": columns.count < 2
                ? []
                : columns.enumerated().map {
                    ["legendName": figures.words(section.columns[$1].header), "legendClass": "part\($0 % 4)"]
                },
            "bars": bars,
            "axis": left > 0 ? [["axisAt": String(axis)]] : [],
            "moreBars": more > 0 ? [["moreWords": figures.words("and \(Int64(more)) more in the table")]] : [],
        ]
    }

    /// The parts of one bar, laid end to end from the axis outwards.
    private static func segments(_ parts: [Int128], axis: Int128, total: Int128) -> [[String: String]] {
        var right: Int128 = 0
        var left: Int128 = 0
        return parts.enumerated().compactMap { index, part in
            guard part != 0 else { return nil }
            let start: Int128
            let end: Int128
            if part > 0 {
                start = axis + scaled(right, of: total)
                right += part
                end = axis + scaled(right, of: total)
            } else {
                end = axis - scaled(left, of: total)
                left -= part
                start = axis - scaled(left, of: total)
            }
            return ["x": String(start), "width": String(max(1, end - start)), "segmentClass": "part\(index % 4)"]
        }
    }

    /// The length in thousandths of the whole, without overflow for amounts of 38 digits.
    static func scaled(_ length: Int128, of total: Int128) -> Int128 {
        let product = length.magnitude.multipliedFullWidth(by: span.magnitude)
        return Int128(total.magnitude.dividingFullWidth(product).quotient)
    }
}
