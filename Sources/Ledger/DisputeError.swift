import Errors
import Keys

/// Why a dispute was not opened, answered or settled.
public struct DisputeError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// The team has no such cost in the month.
        case withoutFigure(Month, String)
        /// More is disputed than there is, or accepted than was disputed, or the sign is another.
        case amountBeyond(String, whole: String)
        /// There is no such dispute.
        case noSuchDispute(Int64)
        /// It was answered before.
        case answeredAlready(Int64, String)
        /// Its author cannot answer it.
        case ownDispute(Int64, String)
        /// Only an accepted dispute is settled.
        case notAccepted(Int64, String)
        /// A booking settles it already, or is to.
        case settledAlready(Int64, String)
        /// The booking does not give the team what was accepted.
        case bookingDiffers(Int64, String)
    }

    /// What is wrong.
    public let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    /// Nowhere in particular.
    public var place: String? { nil }

    /// CB110 to CB117, one per cause.
    public var code: Int {
        switch reason {
        case .withoutFigure: 110
        case .amountBeyond: 111
        case .noSuchDispute: 112
        case .answeredAlready: 113
        case .ownDispute: 114
        case .notAccepted: 115
        case .settledAlready: 116
        case .bookingDiffers: 117
        }
    }

    /// 66 for what is not there, else 65.
    public var exitCode: ExitCode {
        switch reason {
        case .withoutFigure, .noSuchDispute: .inputMissing
        case .amountBeyond, .answeredAlready, .ownDispute, .notAccepted, .settledAlready, .bookingDiffers: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .withoutFigure(let month, let figure): "\(month) has no cost of \(figure); 'chargeback explain' shows what there is"
        case .amountBeyond(let amount, let whole): "\(amount) is not a part of \(whole); give an amount of the same sign that is not larger"
        case .noSuchDispute(let number): "there is no dispute \(number); 'chargeback disputes list' has them"
        case .answeredAlready(let number, let words): "dispute \(number) is \(words); open another one"
        case .ownDispute(let number, let author): "dispute \(number) is \(author)'s own; somebody else has to answer it"
        case .notAccepted(let number, let state): "dispute \(number) is \(state); only an accepted one can be settled"
        case .settledAlready(let number, let words): "dispute \(number) has \(words); reject that adjustment before another settles it"
        case .bookingDiffers(let number, let words): "booking \(number) \(words); propose one that does, or let 'disputes settle' propose it"
        }
    }
}
