import Bills
import Testing

@Suite("What looks like an attack and is none is a text like others")
struct HostileTextTests {
    @Test(
        "A text keeps its bytes",
        arguments: [
            #"\."#, #"\N"#, "=cmd|'/c calc'!A1", "<script>alert(1)</script>", "'; drop table bill.item; --", "%s%n", "\u{202E}gnp",
            "a\r\nb", "\u{FEFF}", "NULL ", "{{7*7}}",
        ])
    func kept(text: String) throws {
        let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
        let csv = SmallBill.focus([["ChargeDescription": "@"], [:]]).replacing(",@,", with: ",\(quoted),")
        let bill = try Bill(csv: csv)
        #expect(bill.charges.count == 2)
        #expect(Array((bill.item(bill.charges[0])[.chargeDescription] ?? "").utf8) == Array(text.utf8))
    }

    @Test("A moment without an offset is UTC, also in the hour that a time change takes away or gives twice", arguments: [
        "2026-03-29 02:30:00", "2026-10-25 02:30:00", "2026-03-08 02:30:00", "2026-11-01 01:30:00",
    ])
    func nightOfTimeChange(text: String) throws {
        let times = ["ChargePeriodStart": text, "ChargePeriodEnd": text]
        let bill = try Bill(csv: SmallBill.focus([times]))
        #expect(bill.charges[0].startedAt.description == text.replacing(" ", with: "T") + "Z")
        #expect(bill.summary.warnings.contains { $0.description.contains("offset") })
    }
}
