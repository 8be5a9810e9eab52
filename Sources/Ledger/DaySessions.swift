import Dispatch
import Foundation
import Keys
import Settings
import Store
import Synchronization

/// Sessions that work a month's days out side by side, each in a transaction of its own.
///
/// What they store is not yet the month's: it takes its place when one more transaction has proven all of it. Which session
/// works which days changes nothing, as each span of days is the same part of the month whoever works it out.
final class DaySessions: Sendable {
    /// How many sessions work side by side where nothing else is said.
    static let count = min(4, max(1, ProcessInfo.processInfo.activeProcessorCount))

    private let month: Month
    private let settings: Settings
    private let plan: Attribution.Plan
    private let state: Mutex<State>

    private struct State {
        var next = 0
        var found: [Unmeasured]
        var error: (any Error)?
    }

    /// Ends a session's transaction because another session has failed.
    private struct Stopped: Error {}

    /// Sessions for the spans of a plan.
    init(_ plan: Attribution.Plan, of month: Month, settings: Settings) {
        (self.plan, self.month, self.settings) = (plan, month, settings)
        state = Mutex(State(found: plan.spans.map { _ in Unmeasured() }))
    }

    /// Works all spans out.
    ///
    /// - Parameters:
    ///   - connection: The first session.
    ///   - count: How many to use; fewer where the server has no room for them, or there are fewer spans.
    /// - Returns: Machines' hours that nobody measured, in the order of the spans.
    /// - Throws: The first error; then no session has kept anything but parts that were complete.
    func run(_ connection: Connection, count: Int) throws -> [Unmeasured] {
        let others = (1..<max(1, min(count, plan.spans.count))).compactMap { _ in try? connection.another() }
        // Each iteration uses its own session, and nothing else uses one before all have ended.
        nonisolated(unsafe) let sessions = [connection] + others
        DispatchQueue.concurrentPerform(iterations: sessions.count) { index in work(sessions[index]) }
        return try state.withLock { state in
            if let error = state.error { throw error }
            return state.found
        }
    }

    private func work(_ session: Connection) {
        do {
            try session.transaction {
                try session.execute(SQL.text("ledger/session.sql"), name: "sql/ledger/session.sql")
                let attribution = Attribution(session, month: month, settings: settings, purpose: .wholePublication)
                try attribution.takeOver()
                while let span = try take() {
                    let found = try attribution.work(plan, span: span)
                    state.withLock { $0.found[span] = found }
                }
                try attribution.handBack()
            }
        } catch is Stopped {
        } catch {
            state.withLock { $0.error = $0.error ?? error }
        }
    }

    private func take() throws -> Int? {
        try state.withLock { state in
            if state.error != nil { throw Stopped() }
            guard state.next < plan.spans.count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }
}
