import CBytes
import Keys

/// Names the parts of items that several items share: their wording and their tags.
///
/// Which of the fields say something of the single resource, so that they are not of the wording, `ItemField.isOfResource`
/// tells. Keys are the first 16 bytes of SHA-256 over the canonical form of what they name.
public struct ItemDigester {
    private var bytes: [UInt8] = []
    private var hash = [UInt8](repeating: 0, count: 32)

    /// A digester.
    public init() {}

    /// The key of all fields that say nothing of the single resource, and of the extras.
    public mutating func wordingKey(of item: Item) -> Key128 {
        bytes.removeAll(keepingCapacity: true)
        item.forEachField { field, text in
            if !field.isOfResource { append(text) }
        }
        item.withExtras { bytes += $0 }
        return bytes.withUnsafeBufferPointer { digest($0) }
    }

    /// The key of the tags.
    public mutating func tagSetKey(of item: Item) -> Key128 { item.withTags { digest($0) } }

    private mutating func append(_ text: UnsafeBufferPointer<UInt8>?) {
        guard let text else { return bytes.append(0) }
        bytes.append(1)
        withUnsafeBytes(of: UInt32(text.count).littleEndian) { bytes += $0 }
        bytes += text
    }

    private mutating func digest(_ text: UnsafeBufferPointer<UInt8>) -> Key128 {
        hash.withUnsafeMutableBufferPointer { hash in
            bytes_sha256(text.baseAddress, text.count, nil, 0, hash.baseAddress)
            let raw = UnsafeRawPointer(hash.baseAddress!)
            return Key128(
                high: UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)),
                low: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }
}
