import Texts

/// How wide the columns of a table are set, so that a line fits.
///
/// Numbers are never cut. First headers may break into lines, then columns of words are shortened,
/// the widest first. Where that is not enough, the table is set in panels under each other, each with
/// the names in front, or with the first of them; where not even two columns fit, as records, a line per cell.
struct TextLayout {
    /// The columns' widths, or `nil` where the table does not fit.
    let widths: [Int]?

    /// The blanks between two columns.
    static let gap = 2
    /// A column of words is not shortened below this.
    static let wordWidthMin = 16

    /// The layout of cells that are text already.
    ///
    /// - Parameters:
    ///   - headers: One per column.
    ///   - rows: The texts of the rows and the total.
    ///   - isText: Which columns may be shortened.
    ///   - width: The columns of a line.
    init(headers: [String], rows: [[String]], isText: [Bool], width: Int) {
        let room = width - Self.gap * (headers.count - 1)
        var cells = [Int](repeating: 0, count: headers.count)
        for row in rows {
            for (index, text) in row.enumerated() { cells[index] = max(cells[index], DisplayWidth.of(text)) }
        }
        let whole = headers.indices.map { max(cells[$0], DisplayWidth.of(headers[$0])) }
        if whole.reduce(0, +) <= room {
            widths = whole
            return
        }
        var broken = headers.indices.map { max(cells[$0], Self.longestWord(headers[$0])) }
        let fixed = broken.indices.reduce(0) { $0 + (isText[$1] ? 0 : broken[$1]) }
        let least = broken.indices.reduce(0) { $0 + (isText[$1] ? min(broken[$1], Self.wordWidthMin) : 0) }
        guard fixed + least <= room else {
            widths = nil
            return
        }
        while broken.reduce(0, +) > room {
            let shortenable = broken.indices.filter { isText[$0] && broken[$0] > Self.wordWidthMin }
            guard let widest = shortenable.max(by: { (broken[$0], $1) < (broken[$1], $0) }) else { break }
            broken[widest] -= 1
        }
        // Two names must not look the same because their ends are cut off.
        let names = isText.first == true ? Set(rows.map { $0[0] }) : []
        let shortened = Set(names.map { DisplayWidth.shortened($0, to: broken[0]) })
        widths = shortened.count == names.count ? broken : nil
    }

    /// Groups of columns that fit, each with the columns of words in front (or the first) and its widths; `nil` where two do not fit.
    static func panels(
        headers: [String], rows: [[String]], isText: [Bool], width: Int
    ) -> [(columns: [Int], widths: [Int])]? {
        func widths(_ columns: [Int]) -> [Int]? {
            TextLayout(
                headers: columns.map { headers[$0] }, rows: rows.map { row in columns.map { row[$0] } },
                isText: columns.map { isText[$0] }, width: width
            ).widths
        }
        let all = Array(headers.indices)
        if let found = widths(all) { return [(all, found)] }
        /// Panels that all begin with the same columns.
        func panels(_ names: [Int]) -> [(columns: [Int], widths: [Int])]? {
            var panels: [(columns: [Int], widths: [Int])] = []
            for column in all.dropFirst(names.count) {
                if let last = panels.last, let found = widths(last.columns + [column]) {
                    panels[panels.count - 1] = (last.columns + [column], found)
                } else {
                    guard let found = widths(names + [column]) else { return nil }
                    panels.append((names + [column], found))
                }
            }
            return panels.isEmpty ? nil : panels
        }
        let names = Array(all.prefix { isText[$0] })
        return (names.count > 1 ? panels(names) : nil) ?? panels([0])
    }

    private static func longestWord(_ text: String) -> Int {
        text.split(separator: " ").map { DisplayWidth.of(String($0)) }.max() ?? 0
    }

    /// The text in lines of a width, broken at blanks, and inside a word only where it is too long.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false).map(String.init) {
            if !line.isEmpty, DisplayWidth.of(line) + 1 + DisplayWidth.of(word) <= width {
                line += " " + word
                continue
            }
            if !line.isEmpty { lines.append(line) }
            line = ""
            for scalar in word.unicodeScalars {
                if DisplayWidth.of(line) + DisplayWidth.of(scalar) > width {
                    lines.append(line)
                    line = ""
                }
                line.unicodeScalars.append(scalar)
            }
        }
        lines.append(line)
        return lines
    }

    /// The text filled up with blanks, on the right or on the left.
    static func padded(_ text: String, to width: Int, isRight: Bool) -> String {
        let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
        return isRight ? blanks + text : text + blanks
    }
}
