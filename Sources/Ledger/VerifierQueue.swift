import Dispatch
import Foundation
import Store
import Synchronization

/// Checks that several sessions take turns at, and what they have found.
final class VerifierQueue: Sendable {
    /// How many sessions work side by side.
    static let sessionCount = min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))
    /// How many offenders of a promise are told.
    private static let offenderCountMax = 100

    private let checks: [Check]
    private let state: Mutex<State>

    private struct State {
        var next = 0
        var found: [[[CheckResult.Offender]]]
        var error: (any Error)?
    }

    /// A queue of checks; long ones should come first.
    init(_ checks: [Check]) {
        self.checks = checks
        state = Mutex(State(found: checks.map { _ in [] }))
    }

    /// Further sessions that see what the first one sees; fewer where the server has no room for them, none on a standby.
    static func sessions(_ count: Int, beside connection: Connection) -> [Connection] {
        var others: [Connection] = []
        while others.count < count, let other = try? connection.sibling() { others.append(other) }
        return others
    }

    /// Runs all checks.
    ///
    /// - Parameter sessions: Each in a transaction that sees the same.
    /// - Returns: What was found, by promise.
    /// - Throws: The first error; what has not begun by then is not begun.
    func run(_ sessions: [Connection]) throws -> [CheckResult] {
        // Each iteration uses its own session, and nothing else uses one before all have ended.
        nonisolated(unsafe) let sessions = sessions
        DispatchQueue.concurrentPerform(iterations: sessions.count) { index in work(sessions[index]) }
        if let error = state.withLock({ $0.error }) { throw error }
        return results
    }

    private func work(_ session: Connection) {
        do {
            try session.execute(SQL.text("verify/session.sql"), name: "sql/verify/session.sql")
            while let index = take() {
                let offenders = try checks[index].offenders(session)
                state.withLock { $0.found[index] = offenders }
            }
        } catch {
            state.withLock { $0.error = $0.error ?? error }
        }
    }

    private func take() -> Int? {
        state.withLock { state in
            guard state.error == nil, state.next < checks.count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    private var results: [CheckResult] {
        var offenders: [String: [CheckResult.Offender]] = [:]
        var promises: [String: String] = [:]
        for (check, found) in zip(checks, state.withLock({ $0.found })) {
            for (place, promise) in check.promises.enumerated() {
                promises[promise.name] = promise.promise
                offenders[promise.name, default: []] += found[place]
            }
        }
        return promises.sorted { $0.key < $1.key }.map { name, promise in
            let first = offenders[name, default: []].prefix(Self.offenderCountMax)
            return CheckResult(name: name, promise: promise, offenders: Array(first))
        }
    }
}
