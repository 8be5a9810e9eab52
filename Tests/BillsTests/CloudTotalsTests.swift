import Bills
import Testing

@Suite("Real bills of other clouds add up to the last digit")
struct CloudTotalsTests {
    static let cases:
        [(file: String, format: BillFormat, rows: Int64, month: String?, billed: String, effective: String)] =
            [
                ("azure-ea-2023-09.csv", .azure, 27, "2023-09", "1.26136926505726", "1.26136926505726"),
                // The row that buys a reservation has no effective cost: 3.25 less.
                ("azure-ea-actual-2023-09.csv", .azure, 11, "2023-09", "8.5450077867419368", "5.2950077867419368"),
                ("azure-header-only.csv", .azure, 0, nil, "0", "0"),
                ("azure-camel-case-2019-07.csv", .azure, 3, "2019-07", "0.00011016", "0.00011016"),
                ("azure-pay-as-you-go-2019-07.csv", .azure, 3, "2019-07", "0.00011016", "0.00011016"),
                ("azure-ea-2021-05.csv", .azure, 1, "2021-05", "0", "0"),
                ("azure-pay-as-you-go-2021-02.csv", .azure, 1, "2021-02", "0.075", "0.075"),
                ("oci-2023-11.csv.gz", .oci, 506, "2023-11", "2.523589325400648027", "2.523589325400648027"),
                ("gcp-2020-11.csv", .gcp, 25, "2020-11", "0", "0"),
            ]

    @Test("A bill has the total of its own column", arguments: cases.indices)
    func total(index: Int) throws {
        let expected = Self.cases[index]
        let bill = try Bill(fixture: expected.file)
        #expect(bill.summary.format == expected.format)
        #expect(bill.summary.rows == expected.rows)
        #expect(bill.summary.periods.map(\.period.month.description) == (expected.month.map { [$0] } ?? []))
        #expect(try bill.sum(\.billedCost) == expected.billed)
        #expect(try bill.sum(\.effectiveCost) == expected.effective)
        for period in bill.summary.periods {
            #expect(period.totals.values.map(\.billed.description) == [expected.billed])
        }
    }

    @Test("No column of a real bill is unknown", arguments: cases.indices)
    func columns(index: Int) throws {
        let warnings = try Bill(fixture: Self.cases[index].file).summary.warnings
        #expect(warnings.filter { if case .unknownColumns = $0.reason { true } else { false } }.isEmpty, "\(warnings)")
    }

    @Test("A Google Cloud bill is its costs and, apart, its credits")
    func credits() throws {
        let bill = try Bill(fixture: "gcp-2020-11.csv")
        #expect(bill.summary.rows == 25 && bill.summary.charges == 33)
        let credits = bill.charges.filter { bill.item($0)[.chargeCategory] == "Credit" }
        let others = bill.charges.filter { bill.item($0)[.chargeCategory] != "Credit" }
        #expect(credits.count == 8 && others.count == 25)
        #expect(try Bill.sum(others.map(\.billedCost)) == "0.000032")
        #expect(try Bill.sum(credits.map(\.billedCost)) == "-0.000032")
    }
}
