import Bills
import Money
import Testing

@Suite("Real bills add up to the last digit")
struct ReferenceTotalsTests {
    @Test("The FOCUS Foundation's sample of AWS, Microsoft and Oracle")
    func focusSample() throws {
        let bill = try Bill(fixture: "focus-sample.csv.gz")
        #expect(bill.summary.format == .focus)
        #expect(bill.summary.rows == 1000)
        #expect(try bill.sum(\.billedCost) == "20.52022672899")
        #expect(try bill.sum(\.effectiveCost) == "14.97651418586")
        #expect(try bill.sum(\.listCost) == "20.39090575119")
        #expect(try bill.sum(\.contractedCost) == "14.97626039326")
        #expect(bill.charges.filter { $0.contractedCost == nil }.count == 7)
        let totals = bill.summary.periods.flatMap { $0.totals.values }
        #expect(totals.reduce(0) { $0 + $1.contractedNullCount } == 7)
        #expect(try sum(totals.map(\.billed)) == "20.52022672899")
        let providers = Dictionary(grouping: bill.charges) { bill.item($0)[.serviceProviderName] ?? "" }
        #expect(providers.mapValues(\.count) == ["AWS": 942, "Microsoft": 51, "Oracle": 7])
        #expect(try sum(providers["AWS"]!.map(\.billedCost)) == "18.0066386184")
        #expect(try sum(providers["Microsoft"]!.map(\.billedCost)) == "1.97651418586")
        #expect(try sum(providers["Oracle"]!.map(\.billedCost)) == "0.53707392473")
    }

    @Test(
        "FOCUS 1.2 and 1.3 bills of three providers",
        arguments: [
            ("focus-aws-1-2", "1157.48882377213324", "403.45921877213324", "1203.92341784103253"),
            ("focus-azure-1-2", "3124.49994903980385", "2246.75827003980385", "3376.15570500921259"),
            ("focus-gcp-1-2", "837.52222322465736", "755.06847222465736", "921.53514741259345"),
            ("focus-aws-1-3", "1242.1156191148605", "215.6789011148605", "1264.83229463617427"),
        ])
    func focusGolden(name: String, billed: String, effective: String, list: String) throws {
        let bill = try Bill(fixture: name + ".csv.gz")
        #expect(bill.summary.rows == 100)
        #expect(try bill.sum(\.billedCost) == billed)
        #expect(try bill.sum(\.effectiveCost) == effective)
        #expect(try bill.sum(\.listCost) == list)
        #expect(bill.summary.warnings.isEmpty)
    }

    @Test("A real AWS report keeps all 1281 rows, although only 388 line ids differ")
    func awsReal() throws {
        let bill = try Bill(fixture: "aws-cur-2023-11.csv.gz")
        #expect(bill.summary.format == .awsCUR)
        #expect(bill.summary.rows == 1281)
        #expect(bill.charges.count == 1281)
        let total = try bill.total
        #expect(total.billed.description == "1.6823086974")
        #expect(total.effective.description == "1.6823086974")
        #expect(total.list.description == "3.3561726949")
        let taxes = bill.charges.filter { bill.item($0)[.chargeCategory] == "Tax" }
        #expect(taxes.count == 12)
        #expect(try sum(taxes.map(\.billedCost)) == "0.08")
    }

    @Test(
        "A month with a savings plan, a reservation, credits and refunds, before and after it is final",
        arguments: [
            ("aws-cur-2026-10-provisional", 8174 as Int64, "887.803303214", "930.523303214"),
            ("aws-cur-2026-10-final", 8310, "931.144799988", "975.784799988"),
        ])
    func awsMonth(name: String, rows: Int64, billed: String, effective: String) throws {
        let bill = try Bill(fixture: name + ".csv.gz")
        #expect(bill.summary.rows == rows)
        let period = try #require(bill.summary.periods.first)
        #expect(period.rows == rows)
        #expect(period.period.month.description == "2026-10")
        let total = try bill.total
        #expect(total.billed.description == billed)
        #expect(total.effective.description == effective)
        #expect(bill.summary.warnings.isEmpty)
    }

    @Test("A large AWS report over three billing periods, to the twentieth decimal")
    func awsThreePeriods() throws {
        let bill = try Bill(fixture: "aws-cur-2018-three-periods.csv.gz")
        #expect(bill.summary.rows == 13_380)
        #expect(try bill.sum(\.billedCost) == "143227.76367818761501799105")
        #expect(bill.summary.periods.count == 3)
        #expect(
            try sum(bill.summary.periods.flatMap { $0.totals.values.map(\.billed) }) == "143227.76367818761501799105")
        #expect(bill.summary.periods.reduce(0) { $0 + $1.rows } == 13_380)
    }

    @Test(
        "A small AWS report in Norwegian crowns, before and after its invoice",
        arguments: [("aws-cur-2023-06-provisional.csv", false), ("aws-cur-2023-06-final.csv", true)])
    func awsCrowns(name: String, hasInvoice: Bool) throws {
        let bill = try Bill(fixture: name)
        #expect(bill.charges.count == 3)
        #expect(bill.summary.periods[0].totals.keys.map(\.code) == ["NOK"])
        #expect(try bill.total.billed.description == "30")
        #expect((bill.items[0][.invoiceID] != nil) == hasInvoice)
    }

    @Test("A bill with a header alone is a bill without charges")
    func headerOnly() throws {
        let bill = try Bill(fixture: "aws-cur-header-only.csv")
        #expect(bill.summary.rows == 0)
        #expect(bill.summary.periods.isEmpty)
        #expect(bill.charges.isEmpty)
    }

    private func sum(_ amounts: [ExactDecimal]) throws -> String {
        try amounts.reduce(ExactDecimal.zero) { try $0.adding($1) }.description
    }
}
