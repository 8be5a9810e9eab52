import Glibc

/// Reads the central directory of a zip archive, of the old kind or of the large one (zip64).
struct ZipDirectory {
    private(set) var entries: [ZipArchive.Entry] = []

    private static let endSize = 22
    private static let commentSizeMax = 65535
    /// Real archives of bills have some dozen files; the directory is read into memory.
    private static let directorySizeMax: UInt64 = 1 << 24

    private let descriptor: Int32
    private let name: String

    init(_ descriptor: Int32, name: String) throws(StreamError) {
        self.descriptor = descriptor
        self.name = name
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StreamError(name: name, reason: .notRead(errno)) }
        let (size, offset) = try place(fileSize: UInt64(status.st_size))
        try readEntries(try bytes(at: offset, count: Int(size)))
    }

    /// Where the directory stands, by the record at the archive's end.
    private func place(fileSize: UInt64) throws(StreamError) -> (size: UInt64, offset: UInt64) {
        let count = Int(min(fileSize, UInt64(Self.endSize + Self.commentSizeMax)))
        let tail = try bytes(at: fileSize - UInt64(count), count: count)
        var end = tail.count - Self.endSize
        // The record is followed by a comment whose length it knows.
        while end >= 0, !(tail.word(end) == 0x0605_4B50 && end + Self.endSize + Int(tail.half(end + 20)) == tail.count) {
            end -= 1
        }
        guard end >= 0 else { throw damaged("its directory is missing") }
        var size = UInt64(tail.word(end + 12))
        var offset = UInt64(tail.word(end + 16))
        let recordOffset = fileSize - UInt64(tail.count - end)
        var limit = recordOffset
        if offset == UInt64(UInt32.max) || size == UInt64(UInt32.max) {
            guard recordOffset >= 20 else { throw damaged("its directory is missing") }
            let locator = try bytes(at: recordOffset - 20, count: 20)
            guard locator.word(0) == 0x0706_4B50 else { throw damaged("its directory is missing") }
            limit = locator.long(8)
            guard limit <= recordOffset, recordOffset - limit >= 56 else { throw damaged("its directory is missing") }
            let record = try bytes(at: limit, count: 56)
            guard record.word(0) == 0x0606_4B50 else { throw damaged("its directory is missing") }
            (size, offset) = (record.long(40), record.long(48))
        }
        guard size <= limit, offset <= limit - size else { throw damaged("its directory lies outside of it") }
        guard size <= Self.directorySizeMax else {
            throw StreamError(name: name, reason: .zipNotRead("it has too many files"))
        }
        return (size, offset)
    }

    private mutating func readEntries(_ directory: [UInt8]) throws(StreamError) {
        var cursor = 0
        while cursor < directory.count {
            guard cursor + 46 <= directory.count, directory.word(cursor) == 0x0201_4B50 else {
                throw damaged("its directory cannot be read")
            }
            let nameEnd = cursor + 46 + Int(directory.half(cursor + 28))
            let extraEnd = nameEnd + Int(directory.half(cursor + 30))
            let next = extraEnd + Int(directory.half(cursor + 32))
            guard next <= directory.count else { throw damaged("its directory cannot be read") }
            var entry = ZipArchive.Entry(
                name: String(decoding: directory[(cursor + 46)..<nameEnd], as: UTF8.self),
                method: directory.half(cursor + 10), isEncrypted: directory.half(cursor + 8) & 1 == 1,
                checksum: directory.word(cursor + 16), compressedSize: UInt64(directory.word(cursor + 20)),
                size: UInt64(directory.word(cursor + 24)), headerOffset: UInt64(directory.word(cursor + 42)))
            try readLargeSizes(directory[nameEnd..<extraEnd], &entry)
            entries.append(entry)
            cursor = next
        }
    }

    /// Numbers that need more than four bytes stand in an extra field, in this order.
    private func readLargeSizes(_ extra: ArraySlice<UInt8>, _ entry: inout ZipArchive.Entry) throws(StreamError) {
        let extra = Array(extra)
        var cursor = 0
        while cursor + 4 <= extra.count {
            let end = cursor + 4 + Int(extra.half(cursor + 2))
            guard end <= extra.count else { throw damaged("its directory cannot be read") }
            if extra.half(cursor) == 1 {
                var place = cursor + 4
                func next(_ value: UInt64) throws(StreamError) -> UInt64 {
                    guard value == UInt64(UInt32.max) else { return value }
                    guard place + 8 <= end else { throw damaged("its directory cannot be read") }
                    place += 8
                    return extra.long(place - 8)
                }
                entry.size = try next(entry.size)
                entry.compressedSize = try next(entry.compressedSize)
                entry.headerOffset = try next(entry.headerOffset)
            }
            cursor = end
        }
    }

    private func bytes(at offset: UInt64, count: Int) throws(StreamError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let more = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress! + done, count - done, off_t(offset) + off_t(done))
            }
            if more < 0, errno == EINTR { continue }
            guard more >= 0 else { throw StreamError(name: name, reason: .notRead(errno)) }
            guard more > 0 else { throw damaged("it ends early") }
            done += more
        }
        return bytes
    }

    private func damaged(_ what: String) -> StreamError { StreamError(name: name, reason: .zipDamaged(what)) }
}

/// Numbers as zip writes them, lowest byte first.
extension [UInt8] {
    func half(_ place: Int) -> UInt16 { UInt16(self[place]) | UInt16(self[place + 1]) << 8 }
    func word(_ place: Int) -> UInt32 { UInt32(half(place)) | UInt32(half(place + 2)) << 16 }
    func long(_ place: Int) -> UInt64 { UInt64(word(place)) | UInt64(word(place + 4)) << 32 }
}
