import CLibCrypto
import Keys
import Money

/// SHA-256 of single charges, for the content digest.
struct ChargeHasher: ~Copyable {
    private let context: OpaquePointer
    private let record = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    private let hash = UnsafeMutablePointer<UInt8>.allocate(capacity: 32)

    init() {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("libcrypto has no memory") }
        self.context = context
        precondition(EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "libcrypto has no SHA-256")
    }

    deinit {
        EVP_MD_CTX_free(context)
        record.deallocate()
        hash.deallocate()
    }

    /// Takes a charge of an item into a digest. Row and file do not count: they change with the order of lines.
    mutating func insert(_ charge: borrowing Charge, _ item: Key128, into digest: inout ContentDigest) {
        var writer = RecordWriter(record)
        writer.write(UInt8(1))
        writer.write(item.high)
        writer.write(item.low)
        writer.write(charge.part)
        writer.write(charge.startedAt.microseconds)
        writer.write(charge.endedAt.microseconds)
        writer.write(charge.consumedQuantity)
        writer.write(charge.pricingQuantity)
        writer.write(charge.commitmentDiscountQuantity)
        writer.write(charge.billedCost)
        writer.write(charge.effectiveCost)
        writer.write(charge.contractedCost)
        writer.write(charge.listCost)
        writer.write(charge.pricingCurrencyEffectiveCost)
        writer.write(charge.providerSplitCost)
        let isDone =
            EVP_DigestUpdate(context, record, writer.count) == 1 && EVP_DigestFinal_ex(context, hash, nil) == 1
            && EVP_DigestInit_ex(context, nil, nil) == 1
        precondition(isDone, "SHA-256 failed")
        digest.insert(hash)
    }
}

/// Puts numbers side by side, least significant byte first. At most 1 + 16 + 2 + 16 + 9 × 18 = 197 bytes.
private struct RecordWriter {
    private let base: UnsafeMutableRawPointer
    private(set) var count = 0

    init(_ base: UnsafeMutablePointer<UInt8>) { self.base = UnsafeMutableRawPointer(base) }

    @inline(__always)
    mutating func write(_ value: some FixedWidthInteger) {
        base.storeBytes(of: value.littleEndian, toByteOffset: count, as: type(of: value))
        count += value.bitWidth / 8
    }

    /// 0 for null; else the scale plus 1 and the digits.
    @inline(__always)
    mutating func write(_ value: ExactDecimal?) {
        guard let value else { return write(UInt8(0)) }
        write(UInt8(value.scale + 1))
        write(value.significand)
    }
}
