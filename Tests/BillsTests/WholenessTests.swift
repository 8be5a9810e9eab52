import Bills
import Foundation
import Testing

@Suite("A bill is taken whole or not at all, and is the same bill in any wrapping")
struct WholenessTests {
    static let rows: [[String: String]] = [
        ["ChargeDescription": "two\nlines, and a \"word\"", "BilledCost": "12.345"], ["ResourceId": "é"],
        ["EffectiveCost": "3.1E-7", "ChargeDescription": "\"NULL\""], [:], [:],
    ]

    @Test("Cut at any byte a plain bill is refused, unless the cut leaves whole rows behind")
    func cutPlain() throws {
        let whole = Array(SmallBill.focus(Self.rows).utf8)
        let complete = try Bill(bytes: whole)
        var accepted: [Int] = []
        for length in 0..<whole.count {
            guard try refusal(Array(whole.prefix(length))).isEmpty else { continue }
            accepted.append(length)
            let bill = try Bill(bytes: Array(whole.prefix(length)))
            #expect(bill.charges == Array(complete.charges.prefix(bill.charges.count)), "a row of its own at \(length)")
            #expect(try !refusal(Array(whole.prefix(length)), options: BillOptions(rowCount: 5)).isEmpty)
        }
        // Behind the header and behind each row but the last: no CSV shows more; a row count, a digest or gzip does.
        #expect(accepted.count == Self.rows.count)
    }

    @Test("Cut at any byte a compressed bill is refused")
    func cutCompressed() throws {
        let whole = try gzip(Array(SmallBill.focus(Self.rows).utf8))
        for length in 0..<whole.count {
            #expect(
                try !refusal(Array(whole.prefix(length))).isEmpty, "accepted with \(length) of \(whole.count) bytes")
        }
        #expect(try Bill(bytes: whole).charges.count == Self.rows.count)
    }

    @Test("Any size of block and of batch gives the same charges and items", arguments: [8, 9, 13, 64, 1000, 1 << 20])
    func blocks(size: Int) throws {
        for name in ["aws-cur-2023-06-final.csv", "focus-aws-1-3.csv.gz"] {
            let reference = try Bill(fixture: name)
            let options = BillOptions(batchSize: size, blockSize: size)
            let bill = try Bill(path: "\(fixtures)/bills/\(name)", options: options)
            #expect(bill.charges == reference.charges)
            #expect(bill.items.map(\.key) == reference.items.map(\.key))
            #expect(bill.periods == reference.periods)
            #expect(bill.summary.periods.map(\.contentDigest) == reference.summary.periods.map(\.contentDigest))
            #expect(bill.summary.fileDigest == reference.summary.fileDigest)
        }
    }

    @Test(
        "Shuffled, compressed or cut into files, a bill has the same content digest", arguments: 0..<20 as Range<UInt64>
    )
    func permuted(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rows = (0..<40).map { _ in
            [
                "BilledCost": "\(Int.random(in: 0...3, using: &random))",
                "ResourceId": "i-\(Int.random(in: 0...4, using: &random))",
            ]
        }
        let digest = try Bill(csv: SmallBill.focus(rows)).summary.periods[0].contentDigest
        #expect(digest.count == 40)
        let shuffled = SmallBill.focus(rows.shuffled(using: &random))
        #expect(try Bill(csv: shuffled).summary.periods[0].contentDigest == digest)
        #expect(try Bill(bytes: gzip(Array(shuffled.utf8))).summary.periods[0].contentDigest == digest)
        let cut = Int.random(in: 1..<40, using: &random)
        let parts = try [rows[..<cut], rows[cut...]].map { try Bill(csv: SmallBill.focus(Array($0))) }
        #expect(parts[0].summary.periods[0].contentDigest + parts[1].summary.periods[0].contentDigest == digest)
    }

    @Test(
        "Any change of a charge changes the digest",
        arguments: [
            "BilledCost", "EffectiveCost", "ContractedCost", "ListCost", "PricingQuantity", "ServiceName", "ResourceId",
            "x_ServiceCode",
        ])
    func changed(column: String) throws {
        let digest = try Bill(csv: SmallBill.focus([[:], [:]])).summary.periods[0].contentDigest
        for value in ["7", ""] where !(value.isEmpty && ["BilledCost", "EffectiveCost"].contains(column)) {
            let other = try Bill(csv: SmallBill.focus([[:], [column: value]]))
            #expect(other.summary.periods[0].contentDigest != digest)
        }
        let times = try Bill(csv: SmallBill.focus([[:], ["ChargePeriodEnd": "2026-10-01T02:00:00Z"]]))
        #expect(times.summary.periods[0].contentDigest != digest)
        #expect(try Bill(csv: SmallBill.focus([[:]])).summary.periods[0].contentDigest != digest)
        #expect(try Bill(csv: SmallBill.focus([[:], [:], [:]])).summary.periods[0].contentDigest != digest)
    }

    @Test("A value that moves to a neighbouring column is another charge")
    func moved() throws {
        let left = try Bill(csv: SmallBill.focus([["ListCost": "", "ContractedCost": "9"]]))
        let right = try Bill(csv: SmallBill.focus([["ListCost": "9", "ContractedCost": ""]]))
        #expect(left.summary.periods[0].contentDigest != right.summary.periods[0].contentDigest)
    }
}

/// Some bytes as gzip, by the program of that name.
func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let file = try TemporaryFile(bytes)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-n", file.path]
    try process.run()
    process.waitUntilExit()
    return Array(try Data(contentsOf: URL(fileURLWithPath: file.path + ".gz")))
}
