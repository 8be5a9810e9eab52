import Errors
import Keys
import Settings

/// Why a figure is not explained.
public struct ExplanationError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// Nothing of the month has the name; the names that there are.
        case unknown(String, String, Month, known: [String])
        /// The parts do not add up to the published figure: our bug, or somebody edited it.
        case notTheFigure(explained: String, published: String)
    }

    /// What is wrong.
    public let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    /// Nowhere in particular.
    public var place: String? { nil }

    /// CB236 and CB237.
    public var code: Int {
        switch reason {
        case .unknown: 236
        case .notTheFigure: 237
        }
    }

    /// 66 for a name that is not there, 70 for a contradiction.
    public var exitCode: ExitCode {
        switch reason {
        case .unknown: .inputMissing
        case .notTheFigure: .invariantBroken
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .unknown(let dimension, let value, let month, let known):
            "no cost of \(month) has the \(dimension) '\(value)'; " + Self.advice(value, known)
        case .notTheFigure(let explained, let published):
            "the parts add up to \(explained), the published figure is \(published); run 'chargeback verify'"
        }
    }

    private static func advice(_ value: String, _ known: [String]) -> String {
        if let nearest = nearestWord(to: value, in: known) { return "did you mean '\(nearest)'?" }
        if known.isEmpty { return "there is none" }
        return "there are \(known.prefix(10).joined(separator: ", "))" + (known.count > 10 ? " and \(known.count - 10) more" : "")
    }
}
