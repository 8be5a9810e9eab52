import Errors
import Keys

/// Why a month was not allocated or published.
public struct LedgerError: CodedError {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// No bill of that month is loaded; the months that are.
        case noSuchMonth(Month, known: [Month])
        /// The allocation does not add up to the bill: our bug. The first place where it does not.
        case unbalanced(String)
        /// Machines' hours without usage, and the policy is to wait.
        case usageMissing(month: Month, hours: Int64, from: String, to: String)
        /// Nodes' hours of which too few samples are there, and the policy is to wait; one node of them.
        case provisional(month: Month, hours: Int64, from: String, to: String, example: String)
        /// The month is closed.
        case closed(Month)
    }

    /// What is wrong.
    public let reason: Reason

    /// An error from its cause.
    public init(_ reason: Reason) { self.reason = reason }

    /// Nowhere in particular.
    public var place: String? { nil }

    /// CB100 to CB103 and CB204, one per cause.
    public var code: Int {
        switch reason {
        case .noSuchMonth: 100
        case .usageMissing: 101
        case .unbalanced: 102
        case .closed: 103
        case .provisional: 204
        }
    }

    /// 66 without a bill, 75 while usage is awaited, 70 for our bug.
    public var exitCode: ExitCode {
        switch reason {
        case .noSuchMonth: .inputMissing
        case .usageMissing, .provisional: .tryAgain
        case .unbalanced: .invariantBroken
        case .closed: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .noSuchMonth(let month, let known):
            known.isEmpty
                ? "no bill is loaded at all; load one with 'chargeback ingest bills PATH'"
                : "no bill of \(month) is loaded; there are \(known.map(\.description).joined(separator: ", "))"
        case .unbalanced(let where_):
            "the allocation does not add up to the bill (\(where_)); nothing was published; this is a bug of chargeback"
        case .usageMissing(let month, let hours, let from, let to):
            "usage is missing for \(hours) machine hours of \(month) (\(from) to \(to)) and the policy is to hold; "
                + "load the range exports, or set allocation.usage_missing: unallocated"
        case .provisional(let month, let hours, let from, let to, let example):
            "too few samples for \(hours) node hours of \(month) (\(from) to \(to), e.g. of \(example)) and the policy is to "
                + "hold; load better range exports (report.usage_coverage), or set coverage.below"
        case .closed(let month): "\(month) is closed and cannot be allocated anew; what changes becomes an adjustment of the next open month"
        }
    }
}
