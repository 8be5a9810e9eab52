import CBytes
import Keys
import Money

/// 128 bits that stand for the bytes of a row's item columns within one run.
typealias RowKey = bytes_key

/// Columns as stretches of neighbours, whose bytes lie side by side in a row.
struct ColumnStretches {
    /// Held, so that the place of its elements names no other columns.
    private let columns: [Column]
    let stretches: [bytes_stretch]

    init(_ columns: [Column]) {
        self.columns = columns
        var stretches: [bytes_stretch] = []
        for index in Set(columns.map(\.index)).sorted() where index >= 0 {
            let index = UInt32(index)
            if let last = stretches.last, last.last + 1 == index {
                stretches[stretches.count - 1].last = index
            } else {
                stretches.append(bytes_stretch(first: index, last: index))
            }
        }
        self.stretches = stretches
    }

    /// Whether they were made of this very array.
    @inline(__always)
    func are(of other: [Column]) -> Bool {
        columns.withUnsafeBufferPointer { own in
            other.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress && own.count == $0.count }
        }
    }
}

/// Hashes the cells of some columns, with secrets that are drawn anew in each run.
///
/// What is hashed is the row as it stands in the file, a stretch of columns at a time: equal bytes make equal cells,
/// and where a cell is spelled in two ways the item is merely made twice. Two independent sums of carry-less products of 64 bits
/// (the construction of UMASH), or where the processor has none, two lanes of folded products (wyhash, foldhash). Of the
/// 128 bits 96 are kept: a bill of 10⁹ different items has two that meet by chance with a probability below 10⁻¹⁰, one of
/// 10⁶ below 10⁻¹⁶, and nobody who writes a bill knows the secrets. The keys never leave the process: what is stored is
/// named by SHA-256.
final class RowHasher {
    private let secrets = UnsafeMutablePointer<bytes_secrets>.allocate(capacity: 1)
    private let isWide: Int32

    /// - Parameter isWide: Whether 64 bytes are taken at once: if the processor can, or not, for tests.
    init(isWide: Bool = bytes_keys_are_wide() != 0) {
        self.isWide = isWide ? 1 : 0
        var random = SystemRandomNumberGenerator()
        secrets.initialize(to: bytes_secrets())
        let words = UnsafeMutableRawBufferPointer(start: secrets, count: MemoryLayout<bytes_secrets>.size).bindMemory(to: UInt64.self)
        for index in words.indices { words[index] = random.next() | (index < 2 ? 1 : 0) }
    }

    deinit { secrets.deallocate() }

    /// The key of a row's cells in the given columns.
    @inline(__always)
    func key(of row: Row, _ columns: ColumnStretches) -> RowKey {
        columns.stretches.withUnsafeBufferPointer { stretches in
            // The bytes of a copied row mean something else: its texts are bare.
            bytes_row_key(
                bytes_row_cells(bytes: row.bytes, start: row.start, cells: row.cells), stretches.baseAddress, stretches.count, secrets,
                row.isCopied ? 1 : 0, isWide)
        }
    }
}

/// The items of a file: found by the bytes of a row, named by their words.
struct ItemTable {
    /// Open addressing with linear steps: the keys are random already, so their low bits are the place.
    private var slots: [Slot]
    private var usedCount = 0
    /// The places of `keys`, by the keys' own bits; -1 is free.
    private var places: [Int32] = Array(repeating: -1, count: 1 << 12)
    private var currencyIndexes: [Int32] = []
    private var keys: [Key128] = []
    /// The currencies in the order of their first item.
    private(set) var currencies: [Currency] = []
    let hasher = RowHasher()

    /// Sixteen bytes, so that a slot never lies across two lines of the processor's cache.
    private struct Slot {
        var first: UInt64
        var second: UInt32
        /// -1 where the slot is free.
        var index: Int32

        @inline(__always)
        func has(_ key: RowKey) -> Bool { first == key.first && second == UInt32(truncatingIfNeeded: key.second) }
    }

    private static let free = Slot(first: 0, second: 0, index: -1)

    init() { slots = Array(repeating: Self.free, count: 1 << 12) }

    /// The item of a row whose like was seen before.
    @inline(__always)
    func index(of row: RowKey) -> Int32? {
        let index = slots[place(of: row)].index
        return index < 0 ? nil : index
    }

    /// Has the memory of a key fetched, which will be asked for soon: the table is larger than the processor's caches.
    @inline(__always)
    func prefetch(_ row: RowKey) {
        let place = Int(truncatingIfNeeded: row.first) & (slots.count - 1)
        slots.withUnsafeBufferPointer { bytes_prefetch($0.baseAddress! + place) }
    }

    /// Where a key is, or would be.
    @inline(__always)
    private func place(of row: RowKey) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: row.first) & mask
        while slots[place].index >= 0, !slots[place].has(row) { place = (place + 1) & mask }
        return place
    }

    /// How many items there are.
    var count: Int { keys.count }

    /// The key of an item.
    func key(_ index: Int32) -> Key128 { keys[Int(index)] }

    /// Which of the currencies an item is billed in.
    func currencyIndex(_ index: Int32) -> Int { Int(currencyIndexes[Int(index)]) }

    /// Keeps an item; tells whether another row with other bytes has brought the same words before.
    mutating func insert(_ item: Item, _ currency: Currency, for row: RowKey) -> (index: Int32, isNew: Bool) {
        let place = place(of: item.key)
        if places[place] >= 0 {
            remember(row, places[place])
            return (places[place], false)
        }
        let index = Int32(keys.count)
        remember(row, index)
        places[place] = index
        keys.append(item.key)
        if keys.count * 2 >= places.count { growPlaces() }
        if let known = currencies.firstIndex(of: currency) {
            currencyIndexes.append(Int32(known))
        } else {
            currencyIndexes.append(Int32(currencies.count))
            currencies.append(currency)
        }
        return (index, true)
    }

    /// Where an item's key is, or would be. SHA-256 has spread the keys already.
    private func place(of key: Key128) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: key.low) & mask
        while places[place] >= 0, keys[Int(places[place])] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func growPlaces() {
        places = Array(repeating: -1, count: places.count * 2)
        for (index, key) in keys.enumerated() { places[place(of: key)] = Int32(index) }
    }

    private mutating func remember(_ row: RowKey, _ index: Int32) {
        if usedCount * 2 >= slots.count { grow() }
        slots[place(of: row)] = Slot(first: row.first, second: UInt32(truncatingIfNeeded: row.second), index: index)
        usedCount += 1
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Self.free, count: old.count * 2)
        let mask = slots.count - 1
        for slot in old where slot.index >= 0 {
            var place = Int(truncatingIfNeeded: slot.first) & mask
            while slots[place].index >= 0 { place = (place + 1) & mask }
            slots[place] = slot
        }
    }
}
