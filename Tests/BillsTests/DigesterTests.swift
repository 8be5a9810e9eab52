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

    @Test("Keys of stretches differ with every byte and every length")
    func stretches() {
        let secrets: [UInt64] = [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 7, 9]
        var keys: Set<[UInt64]> = []
        var count = 0
        func insert(_ bytes: [UInt8]) {
            let key = bytes_mix(bytes_key(first: 1, second: 2), bytes, bytes.count, secrets)
            keys.insert([key.first, key.second])
            count += 1
        }
        for length in 0...200 {
            let bytes = [UInt8](repeating: 0x20, count: length)
            insert(bytes)
            for place in bytes.indices {
                var other = bytes
                other[place] = 0x21
                insert(other)
            }
        }
        #expect(keys.count == count)
    }

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
