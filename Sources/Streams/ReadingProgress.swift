import Synchronization

/// How far the files of this process have been read, for a person who watches.
///
/// One for the process, because every reader goes through `ByteStream` and a person watches one terminal: the readers
/// count, a terminal looks from another thread, and neither knows of the other.
public final class ReadingProgress: Sendable {
    /// Of the file that was opened last.
    public struct State: Sendable, Equatable {
        /// The file as it was given.
        public var name: String
        /// Its size on disk; null for a pipe.
        public var byteCount: Int64?
        /// Bytes of it that were read, compressed ones where it is compressed.
        public var bytesRead: Int64 = 0
        /// Rows that were read, where there are rows.
        public var rows: Int64 = 0

        /// A file that was just opened.
        public init(name: String, byteCount: Int64?) {
            self.name = name
            self.byteCount = byteCount
        }
    }

    /// The process's.
    public static let shared = ReadingProgress()

    private let file = Mutex<State?>(nil)
    private let bytesRead = Atomic<Int64>(0)
    private let rows = Atomic<Int64>(0)

    private init() {}

    /// What is being read, or was read last; null before the first file.
    public var state: State? {
        guard var state = file.withLock({ $0 }) else { return nil }
        state.bytesRead = bytesRead.load(ordering: .relaxed)
        state.rows = rows.load(ordering: .relaxed)
        return state
    }

    /// A file is opened.
    func open(_ name: String, byteCount: Int64?) {
        file.withLock { $0 = State(name: name, byteCount: byteCount) }
        bytesRead.store(0, ordering: .relaxed)
        rows.store(0, ordering: .relaxed)
    }

    /// That many bytes of the file were read.
    func read(_ count: Int64) { bytesRead.store(count, ordering: .relaxed) }

    /// More rows were read.
    public func add(rows count: Int) { rows.add(Int64(count), ordering: .relaxed) }
}
