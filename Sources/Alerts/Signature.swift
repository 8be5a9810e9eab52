import CLibCrypto
import Glibc

/// Proof for a receiver that a message came from who has the key, unchanged.
public struct SigningKey: Sendable {
    private let bytes: [UInt8]

    /// A key of at least 16 bytes, or `nil` where it is shorter: it could be guessed.
    ///
    /// - Parameter bytes: The content of the key's file or variable; one line end behind it is left out.
    public init?(bytes: [UInt8]) {
        var key = bytes
        if key.last == UInt8(ascii: "\n") { key.removeLast() }
        if key.last == UInt8(ascii: "\r") { key.removeLast() }
        guard key.count >= 16 else { return nil }
        self.bytes = key
    }

    /// Bytes that serve as a key where a receiver's own rules say so, however short.
    init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// The key itself, for receivers that want it in the message.
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// `sha256=` and the HMAC-SHA256 of the body in hexadecimal: the form that GitHub's webhooks have.
    public func signature(of body: [UInt8]) -> String {
        "sha256=" + authenticate(body).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The HMAC-SHA256 of a text.
    func authenticate(_ body: [UInt8]) -> [UInt8] {
        var mac = [UInt8](repeating: 0, count: 32)
        var count = 0
        let done = EVP_Q_mac(
            nil, "HMAC", nil, "SHA256", nil, bytes, bytes.count, body, body.count, &mac, mac.count, &count)
        precondition(done != nil && count == 32, "libcrypto has no HMAC-SHA256")
        return mac
    }
}

extension SigningKey: CustomStringConvertible, CustomReflectable {
    /// Never the key.
    public var description: String { "SigningKey(…)" }
    /// Never the key.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension SigningKey {
    /// The key in a file that others cannot read; its group may, as mounted secrets often have one.
    ///
    /// - Parameters:
    ///   - path: The file; a link is followed, as secrets are often mounted as links.
    ///   - receiver: The receiver's name, for the error.
    /// - Throws: `AlertError`; it names the receiver and never the content.
    public init(file path: String, receiver: String) throws(AlertError) {
        let input = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard input >= 0 else { throw AlertError(.keyNotRead(errno), receiver: receiver) }
        defer { close(input) }
        var status = stat()
        guard fstat(input, &status) == 0 else { throw AlertError(.keyNotRead(errno), receiver: receiver) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw AlertError(.keyNotRead(EINVAL), receiver: receiver) }
        guard status.st_mode & 0o007 == 0 else { throw AlertError(.keyReadableByOthers, receiver: receiver) }
        // A key is short; what is longer than this is another file.
        var bytes = [UInt8](repeating: 0, count: 4097)
        let count = read(input, &bytes, bytes.count)
        guard count >= 0 else { throw AlertError(.keyNotRead(errno), receiver: receiver) }
        guard count < bytes.count else { throw AlertError(.keyNotRead(EFBIG), receiver: receiver) }
        guard let key = SigningKey(bytes: Array(bytes[..<count])) else {
            throw AlertError(.keyTooShort, receiver: receiver)
        }
        self = key
    }
}
