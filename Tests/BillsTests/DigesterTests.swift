import CBytes
import Keys
import Testing

@testable import Bills

@Suite("Digests of short texts")
struct DigesterTests {
    @Test("The processor's own rounds say what SHA-256 says, at every length")
    func lengths() {
        for count in 0...300 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ count) }
            var hash = [UInt8](repeating: 0, count: 32)
            bytes_sha256(bytes, bytes.count, nil, 0, &hash)
            var hasher = Hasher256()
            bytes.withUnsafeBytes { hasher.update($0) }
            #expect(hash == Array(hasher.finalize().bytes), "\(count) bytes")
        }
    }

    @Test("Keys of rows differ with every byte, every length and the border between cells, and with nothing else", arguments: [false, true])
    func keys(isWide: Bool) {
        if isWide, bytes_keys_are_wide() == 0 { return print("no wide products on this processor: not tried") }
        let hasher = RowHasher(isWide: isWide)
        var keys: Set<[UInt64]> = []
        var count = 0
        func insert(_ first: [UInt8], _ second: [UInt8], skipped: UInt8 = 0x2D) {
            let key = self.key(first, second, skipped: skipped, hasher)
            keys.insert([key.first, key.second])
            count += 1
            // The cell between the two is not of the key.
            let again = self.key(first, second, skipped: 0x2E, hasher)
            #expect(again.first == key.first && again.second == key.second)
        }
        for length in [0, 1, 3, 7, 8, 15, 16, 31, 63, 64, 65, 127, 128, 129, 200, 4095, 4096, 5000] {
            let bytes = [UInt8](repeating: 0x20, count: length)
            insert(bytes, bytes)
            insert(bytes, bytes + bytes + [0x20])
            insert(bytes + bytes + [0x20], bytes)
            // Whole groups: what tells the two apart is where the border lies.
            if length > 0 { insert(bytes, bytes + bytes) }
            if length > 0 { insert(bytes + bytes, bytes) }
            for place in bytes.indices where length < 300 || place % 61 == 0 {
                var other = bytes
                other[place] = 0x21
                insert(other, bytes)
                insert(bytes, other)
            }
        }
        #expect(keys.count == count)
        #expect(key([0x20], [0x20], skipped: 0x2D, RowHasher(isWide: isWide)).first != key([0x20], [0x20], skipped: 0x2D, hasher).first)
    }

    /// The key of the first and the last of three cells.
    private func key(_ first: [UInt8], _ second: [UInt8], skipped: UInt8, _ hasher: RowHasher) -> RowKey {
        let bytes = first + [0x2C, skipped, 0x2C] + second
        let cells = [first.count, first.count + 2, bytes.count].map { CellMark(end: UInt32($0)) }
        return bytes.withUnsafeBufferPointer { bytes in
            cells.withUnsafeBufferPointer { cells in
                let row = Row(
                    bytes: bytes.baseAddress!, cells: cells.baseAddress!, isCopied: false, isDoubled: false,
                    undoubled: Unmanaged.passUnretained(undoubled), start: 0, line: 1, number: 1)
                return hasher.key(of: row, ColumnStretches([Column(index: 0), Column(index: 2)]))
            }
        }
    }

    private let undoubled = UndoubledTexts()

    @Test("Items that differ in their resource or tags alone share a wording; those with the same tags share them")
    func parts() {
        func item(_ values: [ItemField: String], tag: String) -> Item {
            Item(
                values: ItemField.allCases.map { values[$0] }, tags: [Item.Tag(key: "team", value: tag)],
                extras: [Item.Extra(name: "x_a", value: "1")])
        }
        var digester = ItemDigester()
        let first = item([.serviceName: "s", .resourceID: "i-1", .subAccountID: "1"], tag: "web")
        for field in ItemField.allCases {
            var values: [ItemField: String] = [.serviceName: "s", .resourceID: "i-1", .subAccountID: "1"]
            values[field] = "other"
            let other = item(values, tag: "web")
            #expect((digester.wordingKey(of: other) == digester.wordingKey(of: first)) == field.isOfResource, "\(field)")
            #expect(digester.tagSetKey(of: other) == digester.tagSetKey(of: first))
        }
        let retagged = item([.serviceName: "s", .resourceID: "i-1", .subAccountID: "1"], tag: "lab")
        #expect(digester.wordingKey(of: retagged) == digester.wordingKey(of: first))
        #expect(digester.tagSetKey(of: retagged) != digester.tagSetKey(of: first))
    }
}
