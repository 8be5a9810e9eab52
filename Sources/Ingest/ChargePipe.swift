import Bills
import Dispatch
import Store
import Streams
import Synchronization

/// Hands batches to a `ChargeWriter` on a thread of its own: a bill is read on while the last batches are encoded and
/// sent.
///
/// From `open` until `finish` or `abandon` has returned, nobody else may use the connection.
final class ChargePipe: Sendable {
    private enum Job: Sendable {
        case file(Int)
        case batch(BillBatch, newPeriodNumbers: [Int16])
        case end
    }

    private struct State {
        var error: (any Error)?
        var isEnded = false
    }

    /// The writer's way to the thread. Unchecked, because a connection is not sendable: nobody else uses it meanwhile.
    private final class Handover: @unchecked Sendable {
        private var writer: ChargeWriter?
        init(_ writer: consuming ChargeWriter) { self.writer = consume writer }

        func take() -> ChargeWriter {
            guard let taken = writer.take() else { preconditionFailure("the writer was taken already") }
            return taken
        }
    }

    /// A few batches of some megabytes.
    private let jobs = BoundedQueue<Job>(capacity: 3)
    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)

    /// Runs the body with a pipe; what the body throws comes before what the thread met.
    static func run<Value>(
        _ connection: Connection, loadID: Int64, fileCount: Int, _ body: (ChargePipe) throws -> Value
    ) throws -> Value {
        let pipe = ChargePipe()
        pipe.start(Handover(try ChargeWriter(connection, loadID: loadID, fileCount: fileCount)))
        do {
            let value = try body(pipe)
            try pipe.put(.end)
            try pipe.join()
            return value
        } catch {
            pipe.jobs.close()
            try? pipe.join()
            throw error
        }
    }

    private init() {}

    /// Indexes of periods and items start anew with each file.
    func startFile(number: Int) throws { try put(.file(number)) }

    /// Waits for a place in the queue and hands the batch over.
    ///
    /// - Throws: What the thread met with an earlier one.
    func write(_ batch: BillBatch, periods: inout PeriodTable) throws {
        let numbers = batch.periods.map { periods.number(of: $0) }
        try put(.batch(batch, newPeriodNumbers: numbers))
    }

    private func put(_ job: Job) throws {
        if jobs.put(job) { return }
        try join()
        preconditionFailure("the thread ended before its last job and without an error")
    }

    /// Waits for the thread's end.
    private func join() throws {
        ended.wait()
        // For whoever asks again.
        ended.signal()
        if let error = state.withLock({ $0.error }) { throw error }
    }

    private func start(_ handover: Handover) {
        DispatchQueue(label: "chargeback.copy").async { [self] in
            do { try work(handover) } catch { state.withLock { $0.error = error } }
            jobs.close()
            ended.signal()
        }
    }

    /// Without the job `end` the COPY is cancelled as the writer goes, which it has when this returns.
    private func work(_ handover: Handover) throws {
        var writer = handover.take()
        while let job = jobs.take() {
            switch job {
            case .file(let number): writer.startFile(number: number)
            case .batch(let batch, let numbers): try writer.write(batch, newPeriodNumbers: numbers)
            case .end: return try writer.finish()
            }
        }
    }
}
