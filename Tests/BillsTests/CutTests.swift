import Bills
import Testing

@Suite("A bill of any format that is cut at any byte is refused, or holds whole rows only")
struct CutTests {
    /// A bill of two lines in each format, no wider than it must be: every cut is read anew.
    static let bills: [(format: BillFormat, text: String)] = [
        (
            .focus, SmallBill.focus([["ChargeDescription": "two\nlines, and a \"word\""], ["EffectiveCost": "3.1E-7"]])
        ),
        (.awsCUR, SmallBill.aws(["resourceTags/user:team"], [["resourceTags/user:team": "a,b"], ["lineItem/UnblendedCost": "0.25"]])),
        (
            .awsCUR2,
            """
            bill_payer_account_id,bill_billing_period_start_date,bill_billing_period_end_date,line_item_line_item_type,\
            line_item_usage_start_date,line_item_usage_end_date,line_item_product_code,line_item_currency_code,resource_tags,line_item_unblended_cost
            9,2026-10-01T00:00:00.000Z,2026-11-01T00:00:00.000Z,Usage,2026-10-01T00:00:00.000Z,2026-10-01T01:00:00.000Z,S3,USD,"{""user_team"":""web""}",1.5
            9,2026-10-01T00:00:00.000Z,2026-11-01T00:00:00.000Z,Tax,2026-10-01T00:00:00.000Z,2026-10-01T01:00:00.000Z,S3,USD,,0.25

            """
        ),
        (
            .azure,
            #"""
            SubscriptionId,Date,MeterCategory,BillingCurrency,Tags,Cost
            sub-1,2026-10-01,Storage,USD,"""team"": ""web""",1.5
            sub-1,2026-10-02,Storage,USD,,12.25

            """#
        ),
        (
            .gcp,
            """
            billing_account_id,service.description,usage_start_time,usage_end_time,currency,invoice.month,credits,cost
            0-1,Compute,2026-10-01 00:00:00 UTC,2026-10-01 01:00:00 UTC,USD,202610,"[{""name"":""a"",""amount"":-0.25}]",1.5
            0-1,Compute,2026-10-01 00:00:00 UTC,2026-10-01 01:00:00 UTC,USD,202610,[],12.25

            """
        ),
        (
            .oci,
            """
            lineItem/tenantId,lineItem/intervalUsageStart,lineItem/intervalUsageEnd,product/service,cost/currencyCode,tags/a.b,cost/myCost
            t,2026-10-01T00:00Z,2026-10-01T01:00Z,COMPUTE,USD,"x,y",1.5
            t,2026-10-01T00:00Z,2026-10-01T01:00Z,COMPUTE,USD,,12.25

            """
        ),
        (
            .alibaba,
            """
            账期,账号ID,产品Code,实例ID,币种,账单类型,实例标签,应付金额
            2026-10,1858,ecs,i-1,CNY,后付账单,"key:team value:web",1.5
            2026-10,1858,ecs,i-2,CNY,后付账单,,12.25

            """
        ),
    ]

    /// Small blocks: most of a short file's time goes into their memory.
    private func read(_ bytes: [UInt8]) throws -> Bill { try Bill(bytes: bytes, options: BillOptions(blockSize: 512)) }

    @Test("Plain", arguments: bills.indices)
    func plain(index: Int) throws {
        let (format, text) = Self.bills[index]
        let whole = Array(text.utf8)
        let complete = try read(whole)
        #expect(complete.summary.format == format && complete.charges.count >= 2)
        for length in 0..<whole.count {
            let part = Array(whole.prefix(length))
            guard let bill = try? read(part) else { continue }
            #expect(part.last == 0x0A, "accepted, cut inside a line at byte \(length)")
            #expect(bill.charges == Array(complete.charges.prefix(bill.charges.count)), "another bill, cut at byte \(length)")
        }
    }

    @Test("Compressed it is refused at every byte", arguments: bills.indices)
    func compressed(index: Int) throws {
        let whole = try gzip(Array(Self.bills[index].text.utf8))
        #expect(try Bill(bytes: whole).charges.count >= 2)
        for length in 0..<whole.count {
            #expect((try? read(Array(whole.prefix(length)))) == nil, "accepted, cut at byte \(length)")
        }
    }
}
