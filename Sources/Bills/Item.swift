import Keys

/// *What* is charged: everything of a bill line that repeats on other lines.
///
/// Lines with equal words share an item, over files, months and formats: the key is made of the words alone.
public struct Item: Sendable {
    /// The first 16 bytes of SHA-256 over the canonical form of all fields, tags and extras.
    public let key: Key128
    /// The key under which a cluster's node or volume meets the item (`ResourceKey.billed`); null without a resource.
    public let resourceKey: String?
    /// The resource's tags by key bytes, each key once.
    public let tags: [Tag]
    /// What the provider writes beyond FOCUS, names in `x_snake_case`, by name bytes, each name once.
    public let extras: [Extra]
    private let values: [String?]

    /// An item of its words.
    ///
    /// - Parameters:
    ///   - values: One per `ItemField`, in their order.
    ///   - tags: In any order; keys must differ.
    ///   - extras: In any order; names must differ.
    public init(values: [String?], tags: [Tag], extras: [Extra]) {
        precondition(values.count == ItemField.allCases.count, "an item has a value or null for every field")
        self.values = values
        self.tags = tags.sorted { precedes($0.key, $1.key) }
        self.extras = extras.sorted { precedes($0.name, $1.name) }
        resourceKey = values[ItemField.resourceID.rawValue].map(ResourceKey.billed)
        key = Item.key(of: values, self.tags, self.extras)
    }

    /// The value of a field; null where the bill says nothing.
    public subscript(field: ItemField) -> String? { values[field.rawValue] }

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

    /// The canonical form: a version, then each text behind its length, with a mark for null.
    private static func key(of values: [String?], _ tags: [Tag], _ extras: [Extra]) -> Key128 {
        var bytes: [UInt8] = [1]
        bytes.reserveCapacity(1024)
        for value in values { bytes.append(text: value) }
        bytes.append(count: tags.count)
        for tag in tags {
            bytes.append(text: tag.key)
            bytes.append(text: tag.value)
        }
        bytes.append(count: extras.count)
        for extra in extras {
            bytes.append(text: extra.name)
            bytes.append(text: extra.value)
        }
        return Key128(Digest(of: bytes))
    }
}

extension [UInt8] {
    /// Four bytes, least significant first.
    fileprivate mutating func append(count: Int) {
        Swift.withUnsafeBytes(of: UInt32(count).littleEndian) { append(contentsOf: $0) }
    }

    /// 0 for null; 1, the length and the UTF-8 bytes for a text.
    fileprivate mutating func append(text: String?) {
        guard let text else { return append(0) }
        append(1)
        append(count: text.utf8.count)
        append(contentsOf: text.utf8)
    }
}

/// Order by bytes: Swift's own order of strings knows canonical equivalence, which keys must not.
func precedes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
