import CLibPQ
import Errors
import Keys

/// The record of one command that changes the database, held under the lock that lets only one work at a time.
public final class RunLog {
    private let connection: Connection
    private let lock: AdvisoryLock
    private var stepCount = 0
    /// The run's number.
    public let runID: Int64
    /// Runs that were killed before this one; their log is closed now.
    public let interruptedRuns: [Int64]

    /// Takes the lock and notes the start.
    ///
    /// - Throws: `StoreError.lockHeld` where another command works.
    public init(
        _ connection: Connection, command: String, programVersion: String, configuration: Digest?
    ) throws(StoreError) {
        self.connection = connection
        lock = try AdvisoryLock(connection, .work)
        let version = "\(programVersion), libpq \(PQlibVersion()), server \(connection.serverVersion)"
        let row = try connection.query(
            SQL.text("ops/start_run.sql"), [.text(command), .text(version), .text(configuration?.description)])[0]
        runID = row.integer("run_id")
        interruptedRuns = try connection.query(SQL.text("ops/interrupted_runs.sql"), [.integer(runID)])
            .map { $0.integer("run_id") }
    }

    /// Runs a step and notes what it did; a step that did nothing (`nil`) leaves no note.
    public func step<T>(_ name: String, _ subject: String, _ body: () throws -> T, outcome: (T) -> String?) throws -> T {
        let startedAt = try connection.query(SQL.text("ops/clock.sql"))[0]["now"]
        let value = try body()
        if let words = outcome(value) {
            stepCount += 1
            try connection.query(
                SQL.text("ops/record_step.sql"),
                [.integer(runID), .integer(stepCount), .text(name), .text(subject), .text(startedAt), .text(words)])
        }
        return value
    }

    /// Notes the end and gives the lock back.
    public func end(_ exitCode: ExitCode, message: String? = nil) {
        let isDone = [.done, .findings, .undelivered].contains(exitCode)
        _ = try? connection.query(
            SQL.text("ops/end_run.sql"),
            [.integer(runID), .text(isDone ? "done" : "failed"), .integer(exitCode.rawValue), .text(message)])
        _ = try? connection.query(SQL.text("ops/log_run.sql"), [.integer(runID)])
        lock.release()
    }
}

extension RunLog {
    /// Runs a command's body under the lock and notes how it ended.
    public static func run<T>(
        _ connection: Connection, command: String, programVersion: String, configuration: Digest?,
        _ body: (RunLog) throws -> T, exitCode: (T) -> ExitCode = { _ in .done }
    ) throws -> T {
        let log = try RunLog(
            connection, command: command, programVersion: programVersion, configuration: configuration)
        do {
            let value = try body(log)
            log.end(exitCode(value))
            return value
        } catch {
            let first = (error as? CodedErrors)?.errors.first ?? error as? any CodedError
            log.end(first?.exitCode ?? error as? ExitCode ?? .invariantBroken, message: first?.line)
            throw error
        }
    }
}
