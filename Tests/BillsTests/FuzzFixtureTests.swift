import Bills
import Foundation
import Testing

@Suite("What the fuzzer once found holds")
struct FuzzFixtureTests {
    static let names = ["bill", "rows"].flatMap { folder in
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(fixtures)/fuzz/\(folder)")) ?? []).sorted().map { "\(folder)/\($0)" }
    }

    @Test("A bill is taken, or refused with the same words, whatever the blocks' size", arguments: names)
    func sameForAllBlocks(name: String) throws {
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(fixtures)/fuzz/\(name)")))
        // The fuzzer's target of rows takes the blocks' size from the first byte.
        if name.hasPrefix("rows/") { bytes.removeFirst() }
        let outcomes = try [8, 64, 1000, 1 << 18].map { size in
            let lines = try refusal(bytes, options: BillOptions(blockSize: size))
            return try lines.isEmpty ? ["\(Bill(bytes: bytes).summary.periods.map(\.contentDigest))"] : lines
        }
        #expect(Set(outcomes).count == 1, "\(outcomes)")
    }
}
