import Errors
import Glibc
import HTTP
import Keys
import Streams
import Synchronization
import Usage

/// What several threads have done together.
final class FetchTally: Sendable {
    private let state = Mutex((files: 0, bytes: Int64(0), asked: 0, warnings: [String]()))
    private static let warningsMax = 100

    func note(bytes: Int64) {
        state.withLock {
            $0.files += 1
            $0.bytes += bytes
        }
    }

    func noteAsked() { state.withLock { $0.asked += 1 } }

    func note(_ warning: String) {
        state.withLock { if $0.warnings.count < Self.warningsMax { $0.warnings.append(warning) } }
    }

    var counts: (files: Int, bytes: Int64, asked: Int, warnings: [String]) { state.withLock { $0 } }
}

/// Asks one question after the other until none is left.
final class FetchWorker: @unchecked Sendable {
    private static let slowTriesMax = 2
    private static let pauseSeconds = 0.1
    private static let pauseSecondsMax = 10.0

    // Nothing of it changes but what the queue and the tally keep under their locks.
    private let server: PrometheusServer
    private let catalogue: Catalogue
    private let queue: FetchQueue
    private let tally: FetchTally
    private let version: String?

    init(server: PrometheusServer, catalogue: Catalogue, queue: FetchQueue, tally: FetchTally, version: String?) {
        self.server = server
        self.catalogue = catalogue
        self.queue = queue
        self.tally = tally
        self.version = version
    }

    /// Works until the queue is empty.
    func run() {
        let client = HTTPClient()
        while let job = queue.next() {
            do {
                let known = try queue.known(job)
                if known.isKnown { queue.answer(job, seriesCount: known.seriesCount) { _ in } } else { try answer(job, client) }
            } catch { queue.fail(job, error) }
        }
    }

    /// Asks until there is an answer, smaller questions, or no hope.
    private func answer(_ job: FetchQueue.Job, _ client: HTTPClient) throws {
        FetchProgress.shared.note("\(job.query)")
        var slowTries = 0
        for attempt in 0... {
            let file = try queue.stage(job)
            defer { file.forget() }
            tally.noteAsked()
            var reply = server.ask(job.query, by: client, into: file)
            if case .answered = reply {
                do { return try keep(file, job) } catch let error as any CodedError where Self.isCut(error) {
                    reply = .passing("the answer ends early", isSlow: false, waitSeconds: nil)
                }
            }
            switch reply {
            case .answered: preconditionFailure("an answer is kept or refused")
            case .refused(let reason): throw FetchError(reason, at: place(job))
            case .tooBig(let words): return try divide(job, words)
            case .passing(let words, let isSlow, let waitSeconds):
                slowTries += isSlow ? 1 : 0
                if slowTries >= Self.slowTriesMax, try !job.query.parts().isEmpty { return try divide(job, words) }
                guard attempt < server.settings.retries else { throw FetchError(.unreachable(words), at: place(job)) }
                Self.wait(waitSeconds ?? min(Self.pauseSeconds * Double(1 << min(attempt, 20)), Self.pauseSecondsMax))
            }
        }
    }

    private func divide(_ job: FetchQueue.Job, _ words: String) throws {
        let parts = try job.query.parts()
        guard !parts.isEmpty else { throw FetchError(.tooBig(words), at: place(job)) }
        FetchProgress.shared.add(total: parts.count - 1)
        queue.divide(job, into: parts)
    }

    /// Reads an answer to its end and, where it holds what was asked for, gives it its name.
    private func keep(_ file: AnswerFile, _ job: FetchQueue.Job) throws {
        let digest = try file.finish()
        let summary = try read(file, job)
        let entry = job.query.file(summary, sha256: digest, byteCount: file.byteCount, version: version)
        for warning in summary.warnings where summary.series > 0 { tally.note("\(place(job)): warning: \(warning)") }
        queue.answer(job, seriesCount: summary.series) { folder in
            guard summary.series > 0 else { return }
            try folder.keep(file, as: entry)
            tally.note(bytes: file.byteCount)
        }
        FetchProgress.shared.finish(bytes: file.byteCount)
    }

    private func read(_ file: AnswerFile, _ job: FetchQueue.Job) throws -> UsageFileSummary {
        let signal = job.query.signal
        var options = UsageOptions(
            cluster: nil, signal: signal.id, isPartialAllowed: server.settings.allowPartial,
            stepSeconds: signal.stepSeconds)
        options.isEmptyAllowed = true
        let summary: UsageFileSummary
        do {
            summary = try RangeExportReader(path: file.path, catalogue: catalogue, options: options).read { _ in }
        } catch let error as any CodedError where !Self.isCut(error) {
            throw FetchError(.answerRefused("CB0\(error.code) \(error.description)"), at: place(job))
        }
        let asked = AskedRange(job.query.span, step: Int64(signal.stepSeconds), kind: signal.kind)
        if let first = summary.firstAt, let last = summary.lastAt {
            let isOnGrid = first.microseconds % 1_000_000 == 0 && (first.seconds - asked.start) % Int64(signal.stepSeconds) == 0
            guard isOnGrid, first.seconds >= asked.start, last.seconds <= asked.end else {
                throw FetchError(.answerRefused("samples from \(first) to \(last) were not asked for"), at: place(job))
            }
        }
        return summary
    }

    /// Whether an answer stopped before its end, which HTTP/1.0 and proxies do not tell.
    private static func isCut(_ error: any CodedError) -> Bool {
        if let error = error as? UsageError, case .endsEarly = error.reason { return true }
        if let error = error as? StreamError, case .gzipEndsEarly = error.reason { return true }
        return false
    }

    private func place(_ job: FetchQueue.Job) -> String { "\(server.shown) \(job.query)" }

    private static func wait(_ seconds: Double) {
        var left = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
        var rest = timespec()
        while nanosleep(&left, &rest) != 0, errno == EINTR { left = rest }
    }
}
