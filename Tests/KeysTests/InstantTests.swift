import Keys
import Testing

@Suite("Moments and days")
struct InstantTests {
    @Test(
        "Every way in which bills write a moment is read as UTC",
        arguments: [
            ("2026-10-01T00:00:00Z", "2026-10-01T00:00:00Z"), ("2024-09-18 22:00:00", "2024-09-18T22:00:00Z"),
            ("2023-11-01T00:00:00.000Z", "2023-11-01T00:00:00Z"), ("2023-11-13T10:00Z", "2023-11-13T10:00:00Z"),
            ("2020-11-10 05:49:32.199000+00:00", "2020-11-10T05:49:32.199Z"), ("2026-10-01", "2026-10-01T00:00:00Z"),
            ("2026-10-25T02:00:00+02:00", "2026-10-25T00:00:00Z"), ("2020-01-01 00:00:00 UTC", "2020-01-01T00:00:00Z"),
            ("2026-01-01T00:00:00-0830", "2026-01-01T08:30:00Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ])
    func reads(text: String, printed: String) {
        #expect(Instant(iso: text)?.description == printed)
    }

    @Test(
        "What is not a moment is refused",
        arguments: [
            "2026-02-30", "2026-13-01", "23:59:60", "2026-01-01T23:59:60Z", "2026-01-01T24:00:00Z", "01/02/2026", "",
            "2026-1-1", "2026-01-01T", "2026-01-01T00:00:00Zx", "0000-01-01", "2026-01-01T00:00:00.Z",
        ])
    func refuses(text: String) {
        #expect(Instant(iso: text) == nil)
    }

    @Test("A day's count and its calendar agree over the whole range")
    func calendar() throws {
        var date = try #require(UTCDate(year: 1, month: 1, day: 1))
        #expect(UTCDate(year: 2000, month: 3, day: 1)?.days == 11_017)
        while date.civil.year < 9999 {
            let (year, month, day) = date.civil
            #expect(UTCDate(year: year, month: month, day: day) == date)
            date = date.adding(days: 977)
        }
    }

    @Test("Months follow each other over the turn of the year")
    func months() throws {
        let january = try #require(Month("2026-01"))
        #expect(january.previous.description == "2025-12")
        #expect(try #require(Month("2025-12")).next == january)
        #expect(Month("2026-13") == nil)
        #expect(Month("2026-1") == nil)
    }
}
