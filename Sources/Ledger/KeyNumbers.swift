import Glibc

/// Numbers by keys of bytes.
///
/// An open hash table whose keys lie side by side: millions of rows look their keys up as the wire brings them, without a
/// string for each. Equal are keys of equal bytes. The hash has a secret of its own in each run, as clusters name the keys.
struct KeyNumbers {
    private var bytes: [UInt8] = []
    /// Where each key ends; a key starts where the one before it ends.
    private var ends: [Int] = []
    private var hashes: [UInt64] = []
    private var numbers: [Int32] = []
    /// The place of a key, counted from 1; 0 where there is none.
    private var slots = [Int32](repeating: 0, count: 16)
    private let secret = UInt64.random(in: .min ... .max)

    /// How many keys there are.
    var count: Int { numbers.count }

    /// The number of a key, or `nil`.
    func number(of key: UnsafeRawBufferPointer) -> Int32? {
        let place = slots[slot(of: key, hash: hash(key))]
        return place == 0 ? nil : numbers[Int(place) - 1]
    }

    /// The number of a key, which becomes the given one where the key is new.
    mutating func number(of key: UnsafeRawBufferPointer, orAdd number: @autoclosure () -> Int32) -> Int32 {
        let hash = hash(key)
        let slot = slot(of: key, hash: hash)
        if slots[slot] != 0 { return numbers[Int(slots[slot]) - 1] }
        let new = number()
        bytes.append(contentsOf: key)
        ends.append(bytes.count)
        hashes.append(hash)
        numbers.append(new)
        slots[slot] = Int32(numbers.count)
        if numbers.count * 2 > slots.count { grow() }
        return new
    }

    /// The slot in which the key is, or would be.
    private func slot(of key: UnsafeRawBufferPointer, hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let place = Int(slots[slot]) - 1
            if hashes[place] == hash, isKey(place, key) { break }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func isKey(_ place: Int, _ key: UnsafeRawBufferPointer) -> Bool {
        let start = place == 0 ? 0 : ends[place - 1]
        guard ends[place] - start == key.count else { return false }
        guard let other = key.baseAddress else { return true }
        return bytes.withUnsafeBytes { memcmp($0.baseAddress! + start, other, key.count) } == 0
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for (place, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(place + 1)
        }
    }

    /// Eight bytes at a time, each folded into a product of 128 bits.
    private func hash(_ key: UnsafeRawBufferPointer) -> UInt64 {
        var hash = secret ^ UInt64(key.count)
        var offset = 0
        while offset + 8 <= key.count {
            hash = Self.fold(hash ^ key.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < key.count {
            rest = rest << 8 | UInt64(key[offset])
            offset += 1
        }
        return Self.fold(hash ^ rest)
    }

    private static func fold(_ value: UInt64) -> UInt64 {
        let product = value.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
