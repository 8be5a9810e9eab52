import Foundation
import Usage

/// The questions that are left, for several threads, and what became of those that were asked.
final class FetchQueue: @unchecked Sendable {
    /// A piece of time of a signal, which may be asked for in parts.
    final class Piece {
        let signal: Signal
        let span: TimeSpan
        fileprivate var openCount = 1
        fileprivate var seriesCount = 0
        fileprivate var isBroken = false
        fileprivate(set) var nothing: [UsageManifest.Empty] = []

        init(signal: Signal, span: TimeSpan) {
            self.signal = signal
            self.span = span
        }
    }

    /// A question and the piece that it is of.
    struct Job {
        let query: RangeQuery
        let piece: Piece
    }

    // All of it is touched under the condition alone.
    private let condition = NSCondition()
    private var waiting: [Job]
    private var openCount = 0
    private var isStopped = false
    private(set) var errors: [FetchError] = []
    private(set) var unexpected: (any Error)?
    /// Pieces that had no series at all, but must have.
    private(set) var emptyPieces: [Piece] = []
    private let folder: ClusterFolder

    init(_ pieces: [Piece], folder: ClusterFolder) {
        // The last is taken first.
        waiting = pieces.reversed().map { Job(query: RangeQuery(signal: $0.signal, span: $0.span), piece: $0) }
        self.folder = folder
    }

    /// The next question; `nil` where none is left and none can come.
    func next() -> Job? {
        locked {
            while waiting.isEmpty, openCount > 0, !isStopped { condition.wait() }
            guard !isStopped, let job = waiting.popLast() else { return nil }
            openCount += 1
            return job
        }
    }

    /// Puts smaller questions in the place of one that was too big.
    func divide(_ job: Job, into parts: [RangeQuery]) {
        finish(job) {
            job.piece.openCount += parts.count
            waiting += parts.reversed().map { Job(query: $0, piece: job.piece) }
        }
    }

    /// Notes an answer; `body` gets the folder of the day to itself.
    func answer(_ job: Job, seriesCount: Int, _ body: (DayFolder) throws -> Void) {
        finish(job) {
            job.piece.seriesCount += seriesCount
            if seriesCount == 0 { job.piece.nothing.append(job.query.nothing) }
            try body(try day(of: job.piece))
        }
    }

    /// What is known of a question from before.
    func known(_ job: Job) throws -> (seriesCount: Int, isKnown: Bool) {
        try locked {
            let day = try day(of: job.piece)
            if let file = day.known(job.query) { return (file.seriesCount ?? 1, true) }
            return (0, day.isEmpty(job.query))
        }
    }

    /// A file for an answer.
    func stage(_ job: Job) throws -> AnswerFile { try locked { try day(of: job.piece).stage(job.query) } }

    /// Notes that a question has no answer; where none will have, the others are not asked.
    func fail(_ job: Job, _ error: any Error) {
        finish(job) {
            job.piece.isBroken = true
            guard let error = error as? FetchError else { throw error }
            // Two threads may meet the same trouble.
            if !isStopped { errors.append(error) }
            if error.isForAll { isStopped = true }
        }
    }

    private func finish(_ job: Job, _ body: () throws -> Void) {
        locked {
            do { try body() } catch let error as FetchError {
                errors.append(error)
                isStopped = true
            } catch {
                unexpected = error
                isStopped = true
            }
            openCount -= 1
            job.piece.openCount -= 1
            if job.piece.openCount == 0, !job.piece.isBroken, !isStopped { end(job.piece) }
            condition.broadcast()
        }
    }

    private func end(_ piece: Piece) {
        if piece.seriesCount == 0, piece.signal.isRequired {
            emptyPieces.append(piece)
        } else if !piece.nothing.isEmpty {
            do { try day(of: piece).keep(nothing: piece.nothing) } catch { unexpected = error }
        }
    }

    private func day(of piece: Piece) throws -> DayFolder {
        try folder.day(.init(days: Int(piece.span.from / TimeSpan.day)))
    }

    private func locked<Value>(_ body: () throws -> Value) rethrows -> Value {
        condition.lock()
        defer { condition.unlock() }
        return try body()
    }
}

extension FetchError {
    /// Whether the other questions would meet the same.
    var isForAll: Bool {
        switch reason {
        case .unreachable, .notAllowed, .credentialsUnusable, .notWritten, .busy, .otherCluster, .badURL: true
        default: false
        }
    }
}
