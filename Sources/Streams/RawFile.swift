import Glibc

/// A file's bytes as they lie on disk, compressed or not; of a file in a zip archive its own bytes there.
public struct RawFile: ~Copyable {
    private let name: String
    private let descriptor: Int32
    private let zip: ZipMember?

    /// Opens a file.
    ///
    /// - Throws: `StreamError`.
    public init(path: String) throws(StreamError) {
        name = path
        let place = ZipArchive.Place(path)
        descriptor = open(place.archive, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StreamError(name: path, reason: .notOpened(errno)) }
        zip = try ZipArchive.member(of: descriptor, place, name: path)
    }

    deinit { close(descriptor) }

    /// Reads the file to its end, block by block.
    ///
    /// - Throws: `StreamError`.
    public borrowing func forEachBlock(_ body: (UnsafeRawBufferPointer) -> Void) throws(StreamError) {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        if let zip {
            while try zip.read(into: block, onRawBytes: body) > 0 {}
            return
        }
        while true {
            let count = read(descriptor, block.baseAddress!, block.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw StreamError(name: name, reason: errno == EISDIR ? .isDirectory : .notRead(errno))
            }
            if count == 0 { return }
            body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }
}
