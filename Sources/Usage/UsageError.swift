import Errors

/// Why a range export is refused; nothing of it may be kept.
public struct UsageError: CodedError {
    /// What is wrong; what to do.
    public let reason: Reason
    /// `FILE:LINE:COLUMN`, the column counted in bytes.
    public let location: String

    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// Placeholder until the reader is here.
        case notJSON(String)
    }

    /// 50…69.
    public var code: Int { 50 }
    /// Always 65: nothing is stored.
    public var exitCode: ExitCode { .inputRefused }
    /// The position.
    public var place: String? { location }
    /// What is wrong; what to do.
    public var description: String { "is not JSON" }
}
