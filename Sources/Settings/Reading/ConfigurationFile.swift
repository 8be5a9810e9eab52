import Glibc

/// The file's bytes and text.
enum ConfigurationFile {
    /// More than any configuration: a bill given by mistake must not fill the memory.
    static let bytesMax = 1 << 24

    /// The bytes of a file.
    static func read(_ path: String) throws(SettingsError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SettingsError(file: path, position: nil, reason: .notRead(errno)) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SettingsError(file: path, position: nil, reason: .notRead(errno)) }
            if count == 0 { return bytes }
            bytes += block[..<count]
            guard bytes.count <= bytesMax else {
                throw SettingsError(file: path, position: nil, reason: .tooLarge(bytesMax: bytesMax))
            }
        }
    }

    /// The text of the bytes, without a byte order mark.
    static func text(of bytes: [UInt8]) throws(SyntaxProblem) -> String {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        if let text = String(validating: content, as: UTF8.self) { return text }
        // The longest beginning that is UTF-8 ends where the first wrong byte stands.
        var validEnd = content.startIndex
        var decoder = UTF8()
        var iterator = content.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            validEnd += String(scalar).utf8.count
        }
        let beginning = String(decoding: content[..<validEnd], as: UTF8.self)
        throw SyntaxProblem(reason: .notUTF8, position: Position(endOf: beginning[...]))
    }
}
