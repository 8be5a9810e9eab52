import Testing

@testable import Ledger

@Suite("Numbers by keys")
struct KeyNumbersTests {
    static func bytes<T>(_ text: String, _ body: (UnsafeRawBufferPointer) -> T) -> T {
        Array(text.utf8).withUnsafeBytes { body($0) }
    }

    @Test("Each of many keys keeps the number that it was given first, and no other key has one")
    func numbers() {
        var numbers = KeyNumbers()
        // Lengths around eight bytes, the empty key, and keys that begin alike.
        let keys = [""] + (0..<20_000).map { String(repeating: "pod-", count: $0 % 5) + "\($0)" }
        for (index, key) in keys.enumerated() {
            #expect(Self.bytes(key) { numbers.number(of: $0, orAdd: Int32(index)) } == Int32(index))
        }
        for (index, key) in keys.enumerated() {
            #expect(Self.bytes(key) { numbers.number(of: $0, orAdd: -1) } == Int32(index))
            #expect(Self.bytes(key) { numbers.number(of: $0) } == Int32(index))
            #expect(Self.bytes("x" + key) { numbers.number(of: $0) } == nil)
        }
        #expect(numbers.count == keys.count)
    }
}
