import CBytes
import Keys
import Money

/// SHA-256 of single charges, for the content digest.
struct ChargeHasher: ~Copyable {
    private let record = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    private let hash = UnsafeMutablePointer<UInt8>.allocate(capacity: 32)

    /// The first byte of each record: version 2 leaves out what version 1 wrote as zeros.
    private static let version: UInt8 = 2

    deinit {
        record.deallocate()
        hash.deallocate()
    }

    /// Takes a charge of an item into a digest. Row and file do not count: they change with the order of lines.
    /// The machine of a container's part follows the record.
    mutating func insert(
        _ charge: borrowing Charge, _ item: Key128, _ machine: UnsafeBufferPointer<UInt8>?, into digest: inout ContentDigest
    ) {
        var writer = RecordWriter(record)
        writer.write(Self.version)
        writer.write(item.high)
        writer.write(item.low)
        writer.write(charge.part)
        writer.write(charge.startedAt.microseconds)
        writer.write(charge.endedAt.microseconds)
        // Which numbers there are, so that the others take no room.
        let numbers = (
            charge.consumedQuantity, charge.pricingQuantity, charge.commitmentDiscountQuantity, charge.contractedCost,
            charge.listCost, charge.pricingCurrencyEffectiveCost, charge.providerSplitCost, charge.providerUnusedCost
        )
        var present: UInt8 = numbers.0 == nil ? 0 : 1
        if numbers.1 != nil { present |= 2 }
        if numbers.2 != nil { present |= 4 }
        if numbers.3 != nil { present |= 8 }
        if numbers.4 != nil { present |= 16 }
        if numbers.5 != nil { present |= 32 }
        if numbers.6 != nil { present |= 64 }
        if numbers.7 != nil { present |= 128 }
        writer.write(present)
        writer.write(charge.billedCost)
        writer.write(charge.effectiveCost)
        writer.write(numbers.0)
        writer.write(numbers.1)
        writer.write(numbers.2)
        writer.write(numbers.3)
        writer.write(numbers.4)
        writer.write(numbers.5)
        writer.write(numbers.6)
        writer.write(numbers.7)
        bytes_sha256(record, writer.count, machine?.baseAddress, machine?.count ?? 0, hash)
        digest.insert(hash)
    }
}

/// Puts numbers side by side, least significant byte first. At most 1 + 16 + 2 + 16 + 1 + 10 × 17 = 206 bytes.
private struct RecordWriter {
    private let base: UnsafeMutableRawPointer
    private(set) var count = 0

    init(_ base: UnsafeMutablePointer<UInt8>) { self.base = UnsafeMutableRawPointer(base) }

    @inline(__always)
    mutating func write(_ value: some FixedWidthInteger) {
        base.storeBytes(of: value.littleEndian, toByteOffset: count, as: type(of: value))
        count += value.bitWidth / 8
    }

    /// Nothing for null, else the scale, whether the digits need 16 bytes instead of 8, and the digits.
    @inline(__always)
    mutating func write(_ value: ExactDecimal?) {
        guard let value else { return }
        if let short = Int64(exactly: value.significand) {
            write(UInt8(value.scale))
            write(short)
        } else {
            write(UInt8(value.scale) | 0x80)
            write(value.significand)
        }
    }
}
