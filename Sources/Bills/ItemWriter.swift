import CBytes
import Keys

/// Puts the words of items together, one item after the other, in memory that is used again.
///
/// First the fields are set, in any order; then tags and extras are added, each in the order of their names' bytes.
/// The canonical form, of which the key is made, is a version, then each field, then tags and extras behind their
/// counts; a text is 1, its length in four bytes and its bytes, null is 0.
///
/// A writer belongs to one reader and never calls out, so that the run-time checks of exclusive access, which cost as
/// much as the copying itself, are off for what it writes to.
final class ItemWriter {
    @exclusivity(unchecked) private var fields = [UnsafeBufferPointer<UInt8>](
        repeating: ItemWriter.null, count: ItemField.allCases.count)
    @exclusivity(unchecked) private var storage: [UInt8] = []
    private var listStart = 0
    @exclusivity(unchecked) private var listCount: UInt32 = 0
    /// Bytes of texts that are made here: they must not move while `fields` points to them.
    private let made = UnsafeMutablePointer<UInt8>.allocate(capacity: madeMax)
    private var madeCount = 0
    private var longTexts: [UnsafeMutableBufferPointer<UInt8>] = []
    private let hash = UnsafeMutablePointer<UInt8>.allocate(capacity: 32)

    private static let madeMax = 4096
    private static var null: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

    deinit {
        freeLongTexts()
        made.deallocate()
        hash.deallocate()
    }

    /// Starts a new item.
    func start() {
        for index in fields.indices { fields[index] = Self.null }
        madeCount = 0
        freeLongTexts()
    }

    /// Sets a field to bytes that stay until the item is finished; none are null.
    func set(_ field: ItemField, _ bytes: UnsafeBufferPointer<UInt8>) { fields[field.rawValue] = bytes }

    /// Sets a field to a word of ours.
    func set(_ field: ItemField, _ word: StaticString) {
        fields[field.rawValue] = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    }

    /// Sets a field to a short text of ours, which is copied.
    func set(_ field: ItemField, _ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard !bytes.isEmpty else { return set(field, Self.null) }
            guard madeCount + bytes.count <= Self.madeMax else { return setLong(field, bytes) }
            (made + madeCount).update(from: bytes.baseAddress!, count: bytes.count)
            fields[field.rawValue] = UnsafeBufferPointer(start: made + madeCount, count: bytes.count)
            madeCount += bytes.count
        }
    }

    private func setLong(_ field: ItemField, _ bytes: UnsafeBufferPointer<UInt8>) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = copy.initialize(from: bytes)
        fields[field.rawValue] = UnsafeBufferPointer(copy)
        longTexts.append(copy)
    }

    /// Whether a field has a value yet.
    func isNull(_ field: ItemField) -> Bool { fields[field.rawValue].isEmpty }

    /// A field's bytes as they were set.
    func bytes(_ field: ItemField) -> UnsafeBufferPointer<UInt8> { fields[field.rawValue] }

    /// Writes the fields; tags follow.
    func startTags() {
        storage.removeAll(keepingCapacity: true)
        storage.append(contentsOf: repeatElement(0, count: ItemReader.tableSize))
        storage.append(1)
        for index in fields.indices {
            mark(index)
            append(fields[index].isEmpty ? nil : fields[index])
        }
        startList(ItemReader.tagsIndex)
    }

    /// Ends the tags; extras follow.
    func startExtras() {
        endList()
        startList(ItemReader.extrasIndex)
    }

    /// Adds a tag; an empty value is an empty text.
    func addTag(_ key: [UInt8], _ value: UnsafeBufferPointer<UInt8>) {
        key.withUnsafeBufferPointer { append($0) }
        append(value)
        listCount += 1
    }

    /// Adds a tag.
    func addTag(_ key: String, _ value: String?) {
        append(text: key)
        append(text: value)
        listCount += 1
    }

    /// Adds an extra.
    func addExtra(_ name: [UInt8], _ value: UnsafeBufferPointer<UInt8>) { addTag(name, value) }

    /// Adds an extra.
    func addExtra(_ name: String, _ value: String) { addTag(name, value) }

    /// The item.
    func finish() -> Item {
        endList()
        freeLongTexts()
        storage.withUnsafeBufferPointer { bytes in
            bytes_sha256(bytes.baseAddress! + ItemReader.tableSize, bytes.count - ItemReader.tableSize, nil, 0, hash)
        }
        let raw = UnsafeRawPointer(hash)
        let key = Key128(
            high: UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        // A copy of exactly its size: the writer's own memory has room for the largest.
        return Item(key: key, storage: storage.withUnsafeBufferPointer { Array($0) })
    }

    private func freeLongTexts() {
        for text in longTexts { text.deallocate() }
        longTexts.removeAll()
    }

    private func startList(_ index: Int) {
        mark(index)
        listStart = storage.count
        listCount = 0
        append(count: 0)
    }

    private func endList() { store(listCount, at: listStart) }

    /// Notes that a field or a list starts here.
    private func mark(_ index: Int) { store(UInt32(storage.count), at: index * 4) }

    private func store(_ value: UInt32, at offset: Int) {
        storage.withUnsafeMutableBytes { $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: UInt32.self) }
    }

    private func append(count: UInt32) {
        withUnsafeBytes(of: count.littleEndian) { storage.append(contentsOf: $0) }
    }

    private func append(_ text: UnsafeBufferPointer<UInt8>?) {
        guard let text else { return storage.append(0) }
        storage.append(1)
        append(count: UInt32(text.count))
        storage.append(contentsOf: text)
    }

    private func append(text: String?) {
        guard var text else { return storage.append(0) }
        text.withUTF8 { append($0) }
    }
}
