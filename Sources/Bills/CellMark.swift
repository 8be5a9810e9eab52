import CBytes

/// Where the byte behind a cell stands (the next cell starts one further), and how its bytes are to be taken.
typealias CellMark = bytes_cell

extension CellMark {
    init(end: UInt32) { self.init(end: end, kind: Self.asItStands) }

    /// The bytes are the text, perhaps between two quotation marks.
    static let asItStands: UInt32 = 0
    /// A word for null.
    static let null: UInt32 = 1
}

/// Texts of cells that have quotation marks which the file doubles, made when somebody asks for one: most rows are known
/// by their bytes, so that nobody does.
final class UndoubledTexts {
    private var chunks: [UnsafeMutableBufferPointer<UInt8>] = []
    private var used = 0

    private static let chunkSize = 1 << 16

    deinit { for chunk in chunks { chunk.deallocate() } }

    /// Forgets all texts.
    func removeAll() {
        while chunks.count > 1 || (chunks.first?.count ?? 0) > Self.chunkSize { chunks.removeLast().deallocate() }
        used = 0
    }

    /// The text with single quotation marks for doubled ones; it stays until `removeAll`.
    func text(of quoted: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        if chunks.last.map({ $0.count - used < quoted.count }) ?? true {
            chunks.append(.allocate(capacity: max(Self.chunkSize, quoted.count)))
            used = 0
        }
        let start = chunks[chunks.count - 1].baseAddress! + used
        var target = start
        var isSecond = false
        for byte in quoted {
            // Written always and kept unless it is the second of two: no branch to be guessed.
            target.pointee = byte
            isSecond = byte == 0x22 && !isSecond
            target += isSecond ? 0 : 1
        }
        used += target - start
        return UnsafeBufferPointer(start: start, count: target - start)
    }
}
