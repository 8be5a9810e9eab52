import Foundation
import Keys

extension Settings {
    /// What all rules have in common: who is told, how much it matters, and after how many nights.
    public struct Telling: Sendable, Hashable {
        /// The receivers' names; all of the file's where none are written.
        public let receivers: [String]
        /// How much it matters; `nil` for the rule's own measure.
        public let severity: Severity?
        /// For how many nights in a row it must be seen before somebody is told; 1 for at once.
        public let nights: Int
    }

    /// The days and hours on which people work.
    public struct Calendar: Sendable, Hashable {
        /// Its name; unique.
        public let name: String
        /// Monday is 0.
        public let weekdays: Set<Int>
        /// Minutes of the day, local time: from the first to before the second.
        public let minutes: Range<Int>
        /// Days on which nobody works.
        public let holidays: Set<UTCDate>
        /// Its time zone, such as `Europe/Berlin`.
        public let timeZone: String
    }
}

extension Settings.Calendar {
    /// The minutes of a day that `08:00-18:00` names; `24:00` is its end.
    static func minutes(of text: String) -> Range<Int>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { end -> Int? in
            let parts = end.split(separator: ":", omittingEmptySubsequences: false)
            guard end.utf8.count == 5, parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
                (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 1440
            else { return nil }
            return hour * 60 + minute
        }
        guard ends.count == 2, let from = ends[0], let to = ends[1], from < to else { return nil }
        return from..<to
    }

    /// Whether people work on a day.
    public func isWorkday(_ date: UTCDate) -> Bool {
        // 1970-01-01 was a Thursday.
        weekdays.contains(((date.days + 3) % 7 + 7) % 7) && !holidays.contains(date)
    }

    /// Whether people work at a moment, by the clocks of the calendar's time zone.
    public func isOpen(at moment: Instant) -> Bool {
        guard let zone = TimeZone(identifier: timeZone) else { return true }
        let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds)))
        let local = moment.seconds + Int64(offset)
        let day = UTCDate(days: Int((local - (local % 86_400 + 86_400) % 86_400) / 86_400))
        return isWorkday(day) && minutes.contains(Int((local % 86_400 + 86_400) % 86_400) / 60)
    }
}
