import Errors
import Keys

/// Why a month was not closed or reopened, or an adjustment not booked.
public struct ClosingError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// Nothing of the month is published.
        case notPublished(Month)
        /// The month is not over, or a bill of it does not reach its end.
        case incomplete(Month, String)
        /// `verify` finds something.
        case findings(Month, count: Int, first: String)
        /// Bills, usage, labels or rules changed since it was published.
        case notCurrent(Month)
        /// It is closed.
        case closedAlready(Month)
        /// It is not closed.
        case notClosed(Month)
        /// Months before it are open.
        case earlierOpen(Month, String)
        /// Months after it are closed.
        case laterClosed(Month, String)
        /// Proposed adjustments wait for a decision.
        case undecided(Month, count: Int64)
        /// No reason is given.
        case withoutReason
        /// There is no such booking, or it is not one by hand.
        case noSuchBooking(Int64)
        /// The booking was decided before.
        case decidedAlready(Int64, String)
        /// Its author cannot approve it.
        case ownBooking(Int64, String)
    }

    /// What is wrong.
    public let reason: Reason

    /// An error from its cause.
    public init(_ reason: Reason) { self.reason = reason }

    /// Nowhere in particular.
    public var place: String? { nil }

    /// CB220 to CB232, one per cause.
    public var code: Int {
        switch reason {
        case .notPublished: 220
        case .incomplete: 221
        case .findings: 222
        case .notCurrent: 223
        case .closedAlready: 224
        case .notClosed: 225
        case .earlierOpen: 226
        case .laterClosed: 227
        case .undecided: 228
        case .withoutReason: 229
        case .noSuchBooking: 230
        case .decidedAlready: 231
        case .ownBooking: 232
        }
    }

    /// 66 for what is not there, 75 for what comes with time, 1 for findings, 64 without a reason, else 65.
    public var exitCode: ExitCode {
        switch reason {
        case .notPublished, .noSuchBooking: .inputMissing
        case .incomplete, .notCurrent: .tryAgain
        case .findings: .findings
        case .withoutReason: .usage
        case .closedAlready, .notClosed, .earlierOpen, .laterClosed, .undecided, .decidedAlready, .ownBooking: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .notPublished(let month): "\(month) is not published; 'chargeback allocate --month \(month)'"
        case .incomplete(let month, let words): "\(month) is not complete: \(words); it stays open"
        case .findings(let month, let count, let first):
            "\(month) is not closed: verify has \(count) finding\(count == 1 ? "" : "s"), first \(first)"
        case .notCurrent(let month):
            "bills, usage, labels or rules of \(month) changed since it was published; 'chargeback allocate --month \(month)'"
        case .closedAlready(let month): "\(month) is closed"
        case .notClosed(let month): "\(month) is not closed"
        case .earlierOpen(let month, let earlier): "\(month) cannot be closed while \(earlier) is open; close that first"
        case .laterClosed(let month, let later): "\(later) is closed and stands on \(month); reopen that first"
        case .undecided(let month, let count):
            "\(count) proposed adjustment\(count == 1 ? "" : "s") of \(month) wait\(count == 1 ? "s" : "") for a decision; "
                + "'chargeback adjustments approve' or 'reject'"
        case .withoutReason: "a reason is needed, and it stays on record"
        case .noSuchBooking(let number): "there is no booking \(number) by hand; 'chargeback adjustments list' has them"
        case .decidedAlready(let number, let words): "booking \(number) is \(words)"
        case .ownBooking(let number, let author): "booking \(number) is \(author)'s own; somebody else has to approve it"
        }
    }
}
