import Bills
import Testing

@Suite("FOCUS bills of every version")
struct FOCUSMapperTests {
    @Test("Accounts, periods and currencies of one file are kept apart")
    func apart() throws {
        let november = ["BillingPeriodStart": "2026-11-01T00:00:00Z", "BillingPeriodEnd": "2026-12-01T00:00:00Z"]
        let bill = try Bill(
            csv: SmallBill.focus([
                [:], ["BillingAccountId": "1002"], ["BillingCurrency": "EUR"], november, [:],
                ["BillingAccountId": "10", "ListCost": ""], ["BillingCurrency": "EUR", "BilledCost": "-3"],
            ]))
        let periods = bill.summary.periods
        #expect(periods.map(\.period) == bill.periods)
        #expect(periods.map(\.period.accountID) == ["1001", "1002", "1001", "10"])
        #expect(periods.map(\.period.month.description) == ["2026-10", "2026-10", "2026-11", "2026-10"])
        #expect(bill.charges.map(\.periodIndex) == [0, 1, 0, 2, 0, 3, 0])
        #expect(periods.map(\.rows) == [4, 1, 1, 1])
        let totals = periods[0].totals
        #expect(totals.keys.map(\.code).sorted() == ["EUR", "USD"])
        #expect(totals.first { $0.key.code == "EUR" }?.value.billed.description == "-1.5")
        #expect(totals.first { $0.key.code == "USD" }?.value.billed.description == "3")
        #expect(periods[3].totals.values.first?.listNullCount == 1)
        #expect(periods[3].totals.values.first?.list.isZero == true)
    }

    @Test("Texts of neighbouring columns do not run together")
    func neighbours() throws {
        let rows = [("ab", "c"), ("a", "bc"), ("abc", ""), ("", "abc"), ("ab", "c")]
        let bill = try Bill(csv: SmallBill.focus(rows.map { ["ServiceCategory": $0.0, "ServiceName": $0.1] }))
        #expect(bill.items.count == 4)
        #expect(bill.charges.map(\.itemIndex) == [0, 1, 2, 3, 0])
    }

    @Test("Rows that spell the same words differently share an item")
    func sameWords() throws {
        let tags = [#"{"team":"web","env":"prod"}"#, #"{ "env" : "prod", "team" : "w\u0065b" }"#]
        let bill = try Bill(csv: SmallBill.focus(tags.map { ["Tags": $0] }))
        #expect(bill.items.count == 1)
        #expect(bill.items[0].tags.map(\.key) == ["env", "team"])
    }

    @Test("The names of FOCUS 1.2 stand in for those of 1.3")
    func oldNames() throws {
        let old = try Bill(fixture: "focus-aws-1-2.csv.gz")
        #expect(old.items.allSatisfy { $0[.serviceProviderName] == "AWS" && $0[.hostProviderName] == "AWS" })
        let new = try Bill(fixture: "focus-aws-1-3.csv.gz")
        #expect(new.items.allSatisfy { $0[.serviceProviderName] == "AWS" })
        #expect(new.items.contains { $0[.allocatedMethodID] != nil && $0[.allocatedTags] != nil })
    }

    @Test("Mandatory columns that are absent, and moments without an offset, are mentioned")
    func warnings() throws {
        let header = SmallBill.focusHeader.prefix(9).joined(separator: ",")
        let row = "1,1,USD,1,2026-10-01,2026-11-01,2026-10-01 05:00:00,2026-10-01 06:00:00,Usage"
        let bill = try Bill(csv: "\(header)\n\(row)\n")
        #expect(bill.charges[0].startedAt.description == "2026-10-01T05:00:00Z")
        let reasons = bill.summary.warnings.map(\.reason)
        #expect(reasons.contains(.momentsWithoutOffset))
        guard case .columnsAbsent(let names) = reasons.first else { return #expect(Bool(false), "\(reasons)") }
        #expect(names.contains("ListCost") && names.contains("ServiceProviderName"))
        #expect(bill.charges[0].listCost == nil && bill.charges[0].contractedCost == nil)
    }
}
