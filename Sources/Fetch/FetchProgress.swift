import Synchronization

/// How far fetching is, for a person who watches; one for the process, as a person watches one terminal.
public final class FetchProgress: Sendable {
    private struct State {
        var cluster = ""
        var total = 0
        var done = 0
        var bytes: Int64 = 0
        var last = ""
    }

    /// The process's.
    public static let shared = FetchProgress()

    private let state = Mutex<State?>(nil)

    private init() {}

    /// `prod: 34 of 210 queries, 12.3 MB, pod_labels 2026-10-01T00:00:00Z to …`; `nil` while nothing is fetched.
    public var line: String? {
        state.withLock { state in
            guard let state else { return nil }
            let tenths = (state.bytes + 50_000) / 100_000
            return "\(state.cluster): \(state.done) of \(state.total) queries, \(tenths / 10).\(tenths % 10) MB, \(state.last)"
        }
    }

    func start(cluster: String, total: Int) {
        state.withLock { $0 = State(cluster: cluster, total: total) }
    }

    func add(total count: Int) { state.withLock { $0?.total += count } }

    func note(_ query: String) { state.withLock { $0?.last = query } }

    func finish(bytes: Int64) {
        state.withLock {
            $0?.done += 1
            $0?.bytes += bytes
        }
    }

    func end() { state.withLock { $0 = nil } }
}
