import Bills
import Errors
import Foundation
import Money
import Testing

/// The repository's `fixtures` folder.
let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("fixtures").path

/// All that a bill gave.
struct Bill {
    var summary: BillFileSummary
    var periods: [BillingPeriod] = []
    var items: [Item] = []
    var charges: [Charge] = []
    /// The machines of split lines, in the order of the charges that name one.
    var machines: [String] = []

    /// Reads a file of `fixtures/bills`.
    init(fixture: String) throws { try self.init(path: "\(fixtures)/bills/\(fixture)") }

    init(path: String, options: BillOptions = BillOptions()) throws {
        var periods: [BillingPeriod] = []
        var items: [Item] = []
        var charges: [Charge] = []
        var machines: [String] = []
        summary = try BillReader(path: path, options: options).read { batch in
            #expect(Int(batch.firstPeriodIndex) == periods.count)
            #expect(Int(batch.firstItemIndex) == items.count)
            periods += batch.periods
            items += batch.items
            #expect(Int(batch.firstMachineIndex) == machines.count)
            charges += batch.charges
            machines += batch.machines
        }
        (self.periods, self.items, self.charges, self.machines) = (periods, items, charges, machines)
    }

    /// Reads a text, as a file of the given name would have it.
    init(csv: String, name: String = "bill.csv", options: BillOptions = BillOptions()) throws {
        try self.init(bytes: Array(csv.utf8), name: name, options: options)
    }

    init(bytes: [UInt8], name: String = "bill.csv", options: BillOptions = BillOptions()) throws {
        let file = try TemporaryFile(bytes, name: name)
        try self.init(path: file.path, options: options)
    }

    /// The totals of a bill in one currency and period.
    var total: CostTotals {
        get throws {
            #expect(summary.periods.count == 1)
            let totals = try #require(summary.periods.first).totals
            #expect(totals.count == 1)
            return try #require(totals.values.first)
        }
    }

    /// The item of a charge.
    func item(_ charge: Charge) -> Item { items[Int(charge.itemIndex)] }

    /// The sum of some amounts.
    static func sum(_ amounts: [ExactDecimal]) throws -> String {
        try amounts.reduce(ExactDecimal.zero) { try $0.adding($1) }.description
    }

    /// The sum of a cost over all charges.
    func sum(_ cost: (Charge) -> ExactDecimal?) throws -> String {
        var sum = ExactDecimal.zero
        for charge in charges { sum = try sum.adding(cost(charge) ?? .zero) }
        return sum.description
    }
}

/// A file that goes away with its last user.
final class TemporaryFile {
    let path: String
    private let folder: URL

    init(_ bytes: [UInt8], name: String = "bill.csv") throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("bills-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.appendingPathComponent(name).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

/// The error lines that reading gives, without the folder of the file.
func refusal(_ bytes: [UInt8], options: BillOptions = BillOptions()) throws -> [String] {
    let file = try TemporaryFile(bytes)
    return try refusal(path: file.path, options: options).map {
        $0.replacingOccurrences(of: file.path, with: "bill.csv")
    }
}

func refusal(path: String, options: BillOptions = BillOptions()) throws -> [String] {
    do {
        _ = try Bill(path: path, options: options)
        return []
    } catch let errors as CodedErrors {
        return errors.errors.map(\.line) + (errors.moreCount > 0 ? ["and \(errors.moreCount) more"] : [])
    }
}
