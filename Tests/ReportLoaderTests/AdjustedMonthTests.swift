import Keys
import Ledger
import Money
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("Reports of a month that shows adjustments")
struct AdjustedMonthTests {
    private static let november = Month("2026-11")!

    /// October closed, then restated; November open.
    private func books() throws -> Connection {
        let connection = try Books.small("2026-10 USD web 10.00\n2026-11 USD web 5.00").connect()
        // A month is closed when its bill reaches its end.
        try connection.execute("update bill.stored_charge set charge_period_ended_at = '2026-11-01T00:00:00Z' where usage_date = '2026-10-01'")
        _ = try Closer(connection).close(Books.october, author: "ada", today: UTCDate(iso: "2026-12-05")!)
        try Books.load("2026-10 USD web 12.00\n2026-10 USD lab 3.00", into: connection)
        try Books.allocate(connection)
        return connection
    }

    @Test("Its tables have them in them, by team and kind, and add up to the bill and the adjustments")
    func tables() throws {
        let connection = try books()
        let reports = try ReportLoader(connection).all(Self.november)
        let document = try #require(reports.first).document
        #expect(document.fact("Bill and adjustments, exactly") == "10 USD")
        #expect(try document.section("team").lines() == ["web 7", "lab 3"])
        #expect(try document.section("kind").lines() == ["adjustment 5", "direct 5"])
        let statement = try document.section("statement")
        #expect(statement.lines() == ["Bill 5", "Adjustment 1 5"])
        #expect(try #require(reports.first { $0.team == "lab" }).document.section("team").lines() == ["lab 3"])
        for dimension in ReportDimension.allCases {
            let section = try document.section(dimension.rawValue)
            #expect(try section.total?[#require(section.columnIndex("total"))].amount?.description == "10", "\(dimension)")
        }
    }

    @Test("The closed month says when, by whom and with which digest it was closed, and stays as it was")
    func closed() throws {
        let document = try #require(try ReportLoader(try books()).organisation(Books.october).first).document
        #expect(document.stamp == .final)
        #expect(document.fact("Closed")?.hasSuffix(" UTC by ada") == true)
        #expect(try document.section("statement").note.map { "\($0)" }?.contains("by ada; what changes after that is booked") == true)
        #expect(try document.section("team").lines() == ["web 10"])
    }
}
