import Dispatch

/// The bytes of a file in blocks, read and decompressed ahead on a thread of their own.
///
/// A few blocks go round between the thread and the reader, so that memory stays bounded. An error of the stream
/// comes when the bytes before it have been handed out. The thread ends with the file, or when the reader is gone.
///
/// ```swift
/// let reader = try BlockReader(path: "cur-2026-10.csv.gz", blockSize: 1 << 18)
/// reader.startReadingAhead()
/// while let block = try reader.next() { …; reader.giveBack(block) }
/// ```
public final class BlockReader {
    /// A block: `bytes[start..<end]`, with room in front and behind that belongs to whoever has the block.
    ///
    /// Unchecked, because pointers are not sendable: a block has one owner at a time, who took it out of a queue.
    public final class Block: @unchecked Sendable {
        /// The block's memory; the room lies before `start` and behind `end`.
        public let bytes: UnsafeMutablePointer<UInt8>
        /// Where the file's bytes start: the size of the room in front.
        public let start: Int
        /// Where the file's bytes end.
        public fileprivate(set) var end: Int
        /// Where in the content the block starts.
        public fileprivate(set) var offset: Int64 = 0
        fileprivate let capacity: Int

        /// How much room there is in front, and behind at least.
        public static let room = (front: 1 << 16, back: 64)

        fileprivate init(capacity: Int) {
            start = Self.room.front
            end = start
            self.capacity = capacity
            bytes = .allocate(capacity: Self.room.front + capacity + Self.room.back)
            // Whoever looks at several bytes at a time may look at the room behind.
            bytes.initialize(repeating: 0, count: Self.room.front + capacity + Self.room.back)
        }

        deinit { bytes.deallocate() }
    }

    /// What the thread has to say.
    private enum Message: Sendable {
        case block(Block, bytesRead: Int64)
        case end(bytesRead: Int64)
        case failed(StreamError)
    }

    /// The stream on its way to the thread. Unchecked, because the reader forgets it as it hands it over.
    private struct Handover: @unchecked Sendable {
        let filler: Filler
    }

    /// The path as it was given; `standard input` for `-`.
    public let name: String
    /// Bytes of the file behind the blocks that were handed out, compressed ones where it is compressed.
    public private(set) var bytesRead: Int64 = 0
    /// Bytes of the blocks that were handed out.
    public private(set) var bytesDelivered: Int64 = 0
    /// Whether a checksum in the file proves its content, as gzip's does; known once the first block is there.
    public private(set) var isChecked = false

    private static let blockCount = 4
    private var filler: Filler?
    private let messages = BoundedQueue<Message>(capacity: blockCount + 1)
    private let freeBlocks = BoundedQueue<Block>(capacity: blockCount)
    private let blockSize: Int
    private var isAtEnd = false

    /// Opens a file, or standard input for `-`; parameters and errors are those of `ByteStream`.
    ///
    /// `onRawBytes` is called on the thread: what it gathers may be looked at once `next` has returned nil.
    public init(
        path: String, blockSize: Int, onRawBytes: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws(StreamError) {
        let stream = try ByteStream(path: path, onRawBytes: onRawBytes)
        name = stream.name
        filler = Filler(stream: stream)
        self.blockSize = blockSize
    }

    deinit {
        freeBlocks.close()
        messages.close()
    }

    /// The next block, which is full unless it is the last; nil at the end, which is proven to be the end.
    ///
    /// - Throws: `StreamError`.
    public func next() throws(StreamError) -> Block? {
        if isAtEnd { return nil }
        let message = filler?.fill(Block(capacity: blockSize)) ?? messages.take()
        if let filler { isChecked = filler.stream.isChecked }
        switch message {
        case .block(let block, let bytesRead):
            self.bytesRead = bytesRead
            bytesDelivered += Int64(block.end - block.start)
            return block
        case .end(let bytesRead):
            self.bytesRead = bytesRead
            isAtEnd = true
            return nil
        case .failed(let error):
            isAtEnd = true
            throw error
        case nil: preconditionFailure("the reading thread ended without a word")
        }
    }

    /// Gives a block back, whose memory is used again.
    public func giveBack(_ block: Block) {
        if filler == nil { freeBlocks.put(block) }
    }

    /// From now on the next blocks are read while the last one is looked at.
    public func startReadingAhead() {
        guard let filler else { return }
        self.filler = nil
        for _ in 1..<Self.blockCount { freeBlocks.put(Block(capacity: blockSize)) }
        let handover = Handover(filler: filler)
        DispatchQueue(label: "chargeback.read").async { [messages, freeBlocks] in
            let filler = handover.filler
            while let block = freeBlocks.take() {
                let message = filler.fill(block)
                guard messages.put(message), case .block = message else { return }
            }
        }
    }

    /// Fills blocks from a stream.
    private final class Filler {
        let stream: ByteStream
        private var error: StreamError?

        init(stream: ByteStream) { self.stream = stream }

        /// Fills a block as far as there are bytes; an error waits until the bytes before it have gone.
        func fill(_ block: Block) -> Message {
            block.offset = stream.bytesDelivered
            block.end = block.start
            let limit = block.start + block.capacity
            while block.end < limit, error == nil {
                let rest = UnsafeMutableRawBufferPointer(start: block.bytes + block.end, count: limit - block.end)
                do throws(StreamError) {
                    let count = try stream.read(into: rest)
                    if count == 0 { break }
                    block.end += count
                } catch { self.error = error }
            }
            if block.end > block.start { return .block(block, bytesRead: stream.bytesRead) }
            if let error { return .failed(error) }
            return .end(bytesRead: stream.bytesRead)
        }
    }
}
