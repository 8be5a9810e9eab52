import Keys

/// *What* is charged: everything of a bill line that repeats on other lines.
///
/// Lines with equal words share an item, over files, months and formats: the key is made of the words alone. The
/// words lie in one piece of memory; a bill may have hundreds of thousands of items.
public struct Item: Sendable {
    /// The first 16 bytes of SHA-256 over the canonical form of all fields, tags and extras.
    public let key: Key128
    /// Where each field, the tags and the extras start, as `UInt32`, then the canonical form.
    private let storage: [UInt8]

    init(key: Key128, storage: [UInt8]) {
        self.key = key
        self.storage = storage
    }

    /// An item of its words.
    ///
    /// - Parameters:
    ///   - values: One per `ItemField`, in their order; an empty text is null.
    ///   - tags: In any order; keys must differ.
    ///   - extras: In any order; names must differ.
    public init(values: [String?], tags: [Tag], extras: [Extra]) {
        precondition(values.count == ItemField.allCases.count, "an item has a value or null for every field")
        let writer = ItemWriter()
        for (field, value) in zip(ItemField.allCases, values) { writer.set(field, value ?? "") }
        writer.startTags()
        for tag in tags.sorted(by: { precedes($0.key, $1.key) }) { writer.addTag(tag.key, tag.value) }
        writer.startExtras()
        for extra in extras.sorted(by: { precedes($0.name, $1.name) }) { writer.addExtra(extra.name, extra.value) }
        self = writer.finish()
    }

    /// The value of a field; null where the bill says nothing.
    public subscript(field: ItemField) -> String? {
        withBytes(of: field) { bytes in bytes.map { String(decoding: $0, as: UTF8.self) } }
    }

    /// Lends a field's UTF-8 bytes for the length of the call, without making a string; nil for null.
    public func withBytes<Result>(
        of field: ItemField, _ body: (UnsafeBufferPointer<UInt8>?) throws -> Result
    ) rethrows -> Result {
        try storage.withUnsafeBufferPointer { bytes in
            var reader = ItemReader(bytes, at: field.rawValue)
            return try body(reader.text())
        }
    }

    /// The key under which a cluster's node or volume meets the item (`ResourceKey.billed`); null without a resource.
    public var resourceKey: String? { self[.resourceID].map(ResourceKey.billed) }

    /// How much memory the words take.
    public var byteCount: Int { storage.count }

    /// The resource's tags by key bytes, each key once.
    public var tags: [Tag] {
        pairs(at: ItemReader.tagsIndex).map { Tag(key: $0.0 ?? "", value: $0.1) }
    }

    /// What the provider writes beyond FOCUS, names in `x_snake_case`, by name bytes, each name once.
    public var extras: [Extra] {
        pairs(at: ItemReader.extrasIndex).map { Extra(name: $0.0 ?? "", value: $0.1 ?? "") }
    }

    /// Lends the UTF-8 bytes of every field in the order of `ItemField`; nil for null.
    public func forEachField(_ body: (ItemField, UnsafeBufferPointer<UInt8>?) -> Void) {
        storage.withUnsafeBufferPointer { bytes in
            // The fields stand one behind the other.
            var reader = ItemReader(bytes, at: 0)
            for field in ItemField.allCases { body(field, reader.text()) }
        }
    }

    /// Lends the canonical form of the tags, or of the extras.
    func withTags<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withList(from: ItemReader.tagsIndex, to: ItemReader.extrasIndex, body)
    }

    func withExtras<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withList(from: ItemReader.extrasIndex, to: nil, body)
    }

    private func withList<Result>(from first: Int, to next: Int?, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        storage.withUnsafeBufferPointer { bytes in
            let end = next.map { ItemReader(bytes, at: $0).cursor } ?? bytes.count
            return body(UnsafeBufferPointer(rebasing: bytes[ItemReader(bytes, at: first).cursor..<end]))
        }
    }

    /// Lends the bytes of every tag's key and value, in the order of `tags`.
    public func forEachTag(_ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>?) -> Void) {
        forEachPair(at: ItemReader.tagsIndex, body)
    }

    /// Lends the bytes of every extra's name and value, in the order of `extras`.
    public func forEachExtra(_ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>?) -> Void) {
        forEachPair(at: ItemReader.extrasIndex, body)
    }

    private func forEachPair(
        at index: Int, _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>?) -> Void
    ) {
        storage.withUnsafeBufferPointer { bytes in
            var reader = ItemReader(bytes, at: index)
            for _ in 0..<reader.count() {
                guard let name = reader.text() else { preconditionFailure("a tag without a key") }
                body(name, reader.text())
            }
        }
    }

    private func pairs(at index: Int) -> [(String?, String?)] {
        storage.withUnsafeBufferPointer { bytes in
            var reader = ItemReader(bytes, at: index)
            return (0..<reader.count()).map { _ in
                let left = reader.text().map { String(decoding: $0, as: UTF8.self) }
                return (left, reader.text().map { String(decoding: $0, as: UTF8.self) })
            }
        }
    }

    /// A tag of the charged resource.
    public struct Tag: Hashable, Sendable {
        /// The tag's key as the team gave it.
        public let key: String
        /// Its value; null where the tag is a mere mark.
        public let value: String?

        /// A tag.
        public init(key: String, value: String?) {
            self.key = key
            self.value = value
        }
    }

    /// A provider's own column.
    public struct Extra: Hashable, Sendable {
        /// The name, `x_…`.
        public let name: String
        /// The text, never empty.
        public let value: String

        /// A provider's own value.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }
}

/// Reads an item's storage from the start of a field, of the tags or of the extras.
struct ItemReader {
    static let tagsIndex = ItemField.allCases.count
    static let extrasIndex = tagsIndex + 1
    /// How long the table of starts is.
    static let tableSize = (extrasIndex + 1) * 4

    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var cursor: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) {
        self.bytes = bytes
        cursor = index * 4
        cursor = count()
    }

    /// A number of four bytes.
    mutating func count() -> Int {
        defer { cursor += 4 }
        let raw = UnsafeRawBufferPointer(bytes)
        return Int(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: cursor, as: UInt32.self)))
    }

    /// A text; nil for null.
    mutating func text() -> UnsafeBufferPointer<UInt8>? {
        let isNull = bytes[cursor] == 0
        cursor += 1
        if isNull { return nil }
        let length = count()
        defer { cursor += length }
        return UnsafeBufferPointer(rebasing: bytes[cursor..<cursor + length])
    }
}

/// Order by bytes: Swift's own order of strings knows canonical equivalence, which keys must not.
func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
