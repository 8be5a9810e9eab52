import Glibc

/// A moment in UTC, to the microsecond, as PostgreSQL's `timestamptz` keeps it.
public struct Instant: Hashable, Sendable, Comparable {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    /// A moment from its microseconds since 1970.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// A moment from its whole seconds since 1970.
    public init(seconds: Int64) { microseconds = seconds * 1_000_000 }

    /// Whole seconds since 1970, towards the past.
    public var seconds: Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The UTC day the moment lies in.
    public var date: UTCDate {
        let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
        return UTCDate(days: Int(remainder < 0 ? quotient - 1 : quotient))
    }

    /// The UTC hour of the day the moment lies in, 0...23.
    public var hour: Int { Int(seconds - Int64(date.days) * 86_400) / 3600 }

    /// This machine's clock, for what is about this moment and never for a period: those come from the bill.
    public static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }

    /// Earlier first.
    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC: `2026-10-01T00:00:00Z`, with decimals of a second only where there are any.
    public var description: String {
        let ofDay = seconds - Int64(date.days) * 86_400
        let fraction = microseconds - seconds * 1_000_000
        let clock = [ofDay / 3600, ofDay / 60 % 60, ofDay % 60].map { twoDigits(Int($0)) }.joined(separator: ":")
        guard fraction != 0 else { return "\(date)T\(clock)Z" }
        var digits = String(fraction + 1_000_000).dropFirst()
        while digits.last == "0" { digits.removeLast() }
        return "\(date)T\(clock).\(digits)Z"
    }
}

extension Instant {
    /// The moment that an ISO 8601 text names, or `nil`.
    ///
    /// `2026-10-01T00:00:00Z`, `2026-10-01 00:00:00`, `2026-10-01T00:00Z`, decimals of a second, an
    /// offset such as `+02:00` or `+00:00`, ` UTC`, or a day alone. A text without an offset is UTC,
    /// as bills mean it. A leap second, a 24th hour or the 30th of February is not a moment.
    public init?(iso text: some StringProtocol) {
        var copy = Array(text.utf8)
        let parsed = copy.withUnsafeMutableBufferPointer { Instant.parseISO(UnsafeBufferPointer($0)) }
        guard let parsed else { return nil }
        self = parsed
    }

    /// The same for the bytes of a field, without making a string of them.
    public static func parseISO(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        var scanner = ByteScanner(bytes)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), let date = UTCDate(year: year, month: month, day: day)
        else { return nil }
        let midnight = Int64(date.days) * 86_400
        if scanner.isAtEnd { return Instant(seconds: midnight) }
        guard scanner.skip("T") || scanner.skip(" "), let hour = scanner.digits(2), hour < 24, scanner.skip(":"),
            let minute = scanner.digits(2), minute < 60
        else { return nil }
        var second = 0
        var fraction: Int64 = 0
        if scanner.skip(":") {
            guard let value = scanner.digits(2), value < 60 else { return nil }
            second = value
            if scanner.skip(".") {
                guard let value = scanner.microseconds() else { return nil }
                fraction = value
            }
        }
        guard let offset = scanner.offsetSeconds(), scanner.isAtEnd else { return nil }
        let ofDay = Int64(hour * 3600 + minute * 60 + second) - offset
        return Instant(microseconds: (midnight + ofDay) * 1_000_000 + fraction)
    }
}

/// Reads the parts of a date from bytes, one after the other.
private struct ByteScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var cursor = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { cursor == bytes.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: character) else { return false }
        cursor += 1
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        guard cursor + count <= bytes.count else { return nil }
        var value = 0
        for index in cursor..<cursor + count {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        cursor += count
        return value
    }

    /// The decimals of a second; digits beyond the sixth must be noughts.
    mutating func microseconds() -> Int64? {
        var value: Int64 = 0
        var count = 0
        while cursor < bytes.count, case let digit = bytes[cursor] &- 0x30, digit < 10 {
            if count < 6 { value = value * 10 + Int64(digit) } else if digit != 0 { return nil }
            count += 1
            cursor += 1
        }
        guard count > 0 else { return nil }
        for _ in 0..<max(0, 6 - count) { value *= 10 }
        return value
    }

    /// `Z`, ` UTC`, `+hh:mm`, `+hhmm`, `-hh` or nothing, in seconds east of Greenwich.
    mutating func offsetSeconds() -> Int64? {
        if isAtEnd || skip("Z") { return 0 }
        if skip(" ") { return skip("U") && skip("T") && skip("C") ? 0 : nil }
        let sign: Int64 = skip("+") ? 1 : (skip("-") ? -1 : 0)
        guard sign != 0, let hours = digits(2), hours < 15 else { return nil }
        if isAtEnd { return sign * Int64(hours) * 3600 }
        _ = skip(":")
        guard let minutes = digits(2), minutes < 60 else { return nil }
        return sign * Int64(hours * 3600 + minutes * 60)
    }
}
