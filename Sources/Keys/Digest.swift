import CLibCrypto

/// A SHA-256 digest: what a file, a delivery or a configuration is, whatever it is called.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// A digest from its 32 bytes.
    public init(bytes: [UInt8]) {
        precondition(bytes.count == 32, "a SHA-256 digest has 32 bytes")
        self.bytes = bytes
    }

    /// The digest of some bytes.
    public init(of content: some ContiguousBytesSource) {
        var hasher = Hasher256()
        content.withContiguousBytes { hasher.update($0) }
        self = hasher.finalize()
    }

    /// 64 hexadecimal digits.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// Something whose bytes lie in one piece.
public protocol ContiguousBytesSource {
    /// Lends the bytes for the length of the call.
    func withContiguousBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

extension [UInt8]: ContiguousBytesSource {
    /// Lends the array's bytes.
    public func withContiguousBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        withUnsafeBytes { body($0) }
    }
}

extension String: ContiguousBytesSource {
    /// Lends the string's UTF-8 bytes.
    public func withContiguousBytes(_ body: (UnsafeRawBufferPointer) -> Void) {
        var copy = self
        copy.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
}

/// SHA-256 over bytes that come in pieces (libcrypto, which uses the processor's SHA instructions).
public struct Hasher256: ~Copyable {
    private let context: OpaquePointer

    /// A hasher that has seen nothing.
    public init() {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("libcrypto has no memory") }
        self.context = context
        precondition(EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1, "libcrypto has no SHA-256")
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes in the next piece.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1, "SHA-256 failed")
    }

    /// Takes in a text's UTF-8 bytes, preceded by their count, so that `ab`+`c` differs from `a`+`bc`.
    public mutating func updateField(_ text: String) {
        var copy = text
        copy.withUTF8 { buffer in
            var count = UInt64(buffer.count).littleEndian
            withUnsafeBytes(of: &count) { update($0) }
            update(UnsafeRawBufferPointer(buffer))
        }
    }

    /// The digest of all pieces; the hasher starts anew.
    public mutating func finalize() -> Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        let isDone = bytes.withUnsafeMutableBufferPointer { EVP_DigestFinal_ex(context, $0.baseAddress, nil) == 1 }
        precondition(isDone && EVP_DigestInit_ex(context, nil, nil) == 1, "SHA-256 failed")
        return Digest(bytes: bytes)
    }
}
