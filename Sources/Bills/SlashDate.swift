import Keys

/// In which order a file writes the numbers of `9/2/2023`.
enum DateOrder: Sendable {
    case monthFirst
    case dayFirst
}

/// A date with slashes, before it is known which number is the month.
struct SlashDate {
    let first: Int
    let second: Int
    let year: Int

    /// `9/2/2023`, `09/02/2023`, and with a midnight behind it: `9/2/2023 12:00:00 AM`, `09/02/2023 00:00`.
    ///
    /// - Parameter readsShortYears: Whether `9/2/23` is one too, of this century.
    init?(_ cell: UnsafeBufferPointer<UInt8>, readsShortYears: Bool = false) {
        var cursor = 0
        func number(_ lengths: ClosedRange<Int>) -> Int? {
            var value = 0
            let start = cursor
            while cursor < cell.count, case let digit = cell[cursor] &- 0x30, digit < 10, cursor - start < 5 {
                value = value * 10 + Int(digit)
                cursor += 1
            }
            return lengths.contains(cursor - start) ? value : nil
        }
        func slash() -> Bool {
            guard cursor < cell.count, cell[cursor] == 0x2F else { return false }
            cursor += 1
            return true
        }
        guard let first = number(1...2), slash(), let second = number(1...2), slash(),
            let year = number(readsShortYears ? 2...4 : 4...4), !(100..<1000).contains(year)
        else { return nil }
        (self.first, self.second, self.year) = (first, second, year < 100 ? 2000 + year : year)
        guard cursor < cell.count else { return }
        let clock = String(decoding: cell[cursor...], as: UTF8.self)
        guard Self.midnights.contains(clock) else { return nil }
    }

    private static let midnights: Set<String> = [
        " 00:00:00", " 00:00", " 0:00", " 0:00:00", " 12:00:00 AM", " 12:00 AM", " 00:00:00Z",
    ]

    /// The order where only one makes a date.
    var order: DateOrder? {
        if first > 12, second <= 12 { return .dayFirst }
        if second > 12, first <= 12 { return .monthFirst }
        return nil
    }

    /// `9/9/2023` is the same day in both.
    var isSameEitherWay: Bool { first == second }

    /// The day; nil where there is none such.
    func date(_ order: DateOrder) -> UTCDate? {
        order == .monthFirst
            ? UTCDate(year: year, month: first, day: second) : UTCDate(year: year, month: second, day: first)
    }
}
