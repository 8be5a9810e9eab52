import Money
import Texts

/// Cells as people read them: thousands apart, fixed decimals, per cent.
struct Figures {
    /// Decimals of a percentage.
    let percentPlaces: Int
    /// The sign before negative numbers: `-` where it may be copied, `−` where it is set in type.
    var minus = "-"
    /// In which language.
    var language = ReportLanguage.english

    /// What is shown where there is nothing to say.
    static let absent = "–"

    /// The cell's text for a column; words are made visible, not yet escaped for a format.
    ///
    /// - Parameter isChange: Whether a `+` stands before positive amounts.
    func text(_ cell: ReportCell, in column: ReportColumn, isChange: Bool = false) -> String {
        switch cell {
        case .absent: Self.absent
        case .text(let words): VisibleText.of(words)
        case .phrase(let phrase): VisibleText.of(language.text(phrase))
        case .money(let amount), .quantity(let amount):
            fixed(amount, places: column.places ?? amount.scale, isSigned: isChange)
        case .percent(let ratio): percent(ratio)
        case .count(let count): fixed(ExactDecimal(significand: Int128(count)), places: 0)
        }
    }

    /// The same for a total, where a column of words without a word stays empty.
    func totalText(_ cell: ReportCell, in column: ReportColumn, isChange: Bool = false) -> String {
        cell == .absent && column.kind == .text ? "" : text(cell, in: column, isChange: isChange)
    }

    /// `1,234.50`: exactly so many decimals.
    func fixed(_ amount: ExactDecimal, places: Int, isSigned: Bool = false) -> String {
        let rounded = amount.rounded(places: places)
        let sign = rounded.significand < 0 ? minus : (isSigned && !rounded.isZero ? "+" : "")
        return sign + Self.digits(of: rounded, places: places, isGrouped: true)
    }

    /// The digits without a sign, with so many decimals and, where asked for, commas between groups of three.
    static func digits(of amount: ExactDecimal, places: Int, isGrouped: Bool) -> String {
        let plain = amount.description.utf8.drop { $0 == 0x2D }
        let point = plain.firstIndex(of: 0x2E)
        let whole = plain[..<(point ?? plain.endIndex)]
        var left = whole.count
        var bytes: [UInt8] = []
        bytes.reserveCapacity(left + left / 3 + places + 2)
        for byte in whole {
            if isGrouped, !bytes.isEmpty, left.isMultiple(of: 3) { bytes.append(0x2C) }
            bytes.append(byte)
            left -= 1
        }
        guard places > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes.append(0x2E)
        let decimals = point.map { plain[plain.index(after: $0)...] }
        if let decimals { bytes.append(contentsOf: decimals) }
        bytes.append(contentsOf: repeatElement(0x30, count: max(0, places - (decimals?.count ?? 0))))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `12.5 %`, half away from nought.
    func percent(_ ratio: ExactDecimal) -> String {
        let rounded = ratio.rounded(places: min(percentPlaces + 2, ExactDecimal.scaleMax))
        guard let digits = rounded.digits(atScale: max(rounded.scale, 2)) else { return Self.absent }
        let hundredfold = ExactDecimal(significand: digits, scale: max(rounded.scale, 2) - 2)
        return fixed(hundredfold, places: percentPlaces) + (language == .chinese ? "%" : " %")
    }

    /// Words of ours in this language; what is unseen in them is spelt out.
    func words(_ phrase: Phrase) -> String { VisibleText.of(language.text(phrase)) }
}

extension ReportSection {
    /// The columns that show a change, and so a `+` where it is one upwards.
    var changeKeys: Set<String> { Set(columns.filter(\.isChange).map(\.key)) }

    /// What a picture of some columns shows: `Direct + Shared by team`.
    func chartTitle(_ shown: [Int], by label: Int) -> Phrase {
        "\(Phrase.joined(shown.map { columns[$0].header }, by: " + ")) by \(columns[label].header.lowercased)"
    }

    /// The columns that are the total of others.
    var totalKeys: Set<String> {
        Set(relations.compactMap { relation in if case .sum(let total, _) = relation { total } else { nil } })
    }
}

extension ReportStamp {
    /// The stamp in words.
    var word: Phrase {
        switch self {
        case .provisional: "PROVISIONAL"
        case .final: "FINAL"
        }
    }

    /// What the stamp means.
    var meaning: Phrase {
        switch self {
        case .provisional: "figures may still change"
        case .final: "the month is closed"
        }
    }
}
