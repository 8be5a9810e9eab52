import Glibc
import Settings

/// Passwords and tokens, which stay in memory and appear in no message.
enum SecretFile {
    /// What a setting says, or its file; one line end behind it is left out.
    ///
    /// - Parameter what: `password` or `token`, for the error.
    /// - Throws: `FetchError`, which never has the content.
    static func text(of setting: Settings.SigningKey?, _ what: String) throws(FetchError) -> String? {
        switch setting {
        case nil: return nil
        case .text(let text): return text.revealed
        case .file(let path): return try text(in: path, what)
        }
    }

    private static func text(in path: String, _ what: String) throws(FetchError) -> String {
        let input = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard input >= 0 else { throw FetchError(.secretNotRead(errno, what), at: path) }
        defer { close(input) }
        var status = stat()
        guard fstat(input, &status) == 0 else { throw FetchError(.secretNotRead(errno, what), at: path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw FetchError(.secretNotRead(EINVAL, what), at: path) }
        guard status.st_mode & 0o007 == 0 else { throw FetchError(.secretReadable(what), at: path) }
        // Tokens of service accounts take a few kilobytes.
        var bytes = [UInt8](repeating: 0, count: 65_537)
        let count = read(input, &bytes, bytes.count)
        guard count >= 0 else { throw FetchError(.secretNotRead(errno, what), at: path) }
        guard count < bytes.count else { throw FetchError(.secretNotRead(EFBIG, what), at: path) }
        var content = bytes[..<count]
        if content.last == UInt8(ascii: "\n") { content.removeLast() }
        if content.last == UInt8(ascii: "\r") { content.removeLast() }
        return String(decoding: content, as: UTF8.self)
    }
}
