/// A day of the UTC calendar.
public struct UTCDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    public let days: Int

    /// A day from its count since 1970-01-01.
    public init(days: Int) { self.days = days }

    /// A day of the Gregorian calendar, or `nil` where there is none such (`2026-02-30`).
    ///
    /// - Parameters:
    ///   - year: 1...9999.
    ///   - month: 1...12.
    ///   - day: 1 to the month's last.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        // Howard Hinnant's days_from_civil: March starts the year, so that leap days come last.
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        days = era * 146_097 + dayOfEra - 719_468
        let civil = self.civil
        guard civil.year == year, civil.month == month, civil.day == day else { return nil }
    }

    /// The day that `2026-10-01` names, or `nil`.
    public init?(iso text: some StringProtocol) {
        guard text.utf8.count == 10, let instant = Instant(iso: text) else { return nil }
        self = instant.date
    }

    /// Year, month and day of the Gregorian calendar.
    public var civil: (year: Int, month: Int, day: Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// The first moment of the day.
    public var startedAt: Instant { Instant(seconds: Int64(days) * 86_400) }

    /// The calendar month the day lies in.
    public var month: Month { Month(year: civil.year, month: civil.month)! }

    /// The day this many days later.
    public func adding(days count: Int) -> UTCDate { UTCDate(days: days + count) }

    /// Earlier first.
    public static func < (left: UTCDate, right: UTCDate) -> Bool { left.days < right.days }
}

extension UTCDate: CustomStringConvertible {
    /// `2026-10-01`.
    public var description: String {
        let (_, _, day) = civil
        return "\(month)-\(twoDigits(day))"
    }
}

/// A calendar month in UTC, such as a billing period usually is.
public struct Month: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The year, 1...9999.
    public let year: Int
    /// The month, 1...12.
    public let month: Int

    /// A month, or `nil` where there is none such.
    public init?(year: Int, month: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        self.year = year
        self.month = month
    }

    /// The month that `2026-10` names, or `nil`.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 7, let first = UTCDate(iso: "\(text)-01") else { return nil }
        self = first.month
    }

    /// Its first day.
    public var firstDate: UTCDate { UTCDate(year: year, month: month, day: 1)! }

    /// The month before.
    public var previous: Month { firstDate.adding(days: -1).month }

    /// The month after.
    public var next: Month { firstDate.adding(days: 31).month }

    /// Earlier first.
    public static func < (left: Month, right: Month) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }

    /// `2026-10`.
    public var description: String {
        let digits = String(year)
        return String(repeating: "0", count: 4 - digits.count) + digits + "-" + twoDigits(month)
    }
}

/// A number of at most two digits with a leading nought.
func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
