/// Why a text or a sum is not an exact decimal number.
public enum DecimalError: Error, Hashable, Sendable {
    /// The text is not a number of the FOCUS grammar (`12.50`, `-3`, `3.1E-7`).
    case notANumber
    /// More decimals than `ExactDecimal.scaleMax`: storing it would lose the tail.
    case tooManyDecimals
    /// More digits than `ExactDecimal.digitsMax`.
    case outOfRange
}

extension DecimalError: CustomStringConvertible {
    /// What is wrong, as the end of an error line.
    public var description: String {
        switch self {
        case .notANumber: "is not a decimal number, e.g. 12.50 or 3.1E-7"
        case .tooManyDecimals: "has more than \(ExactDecimal.scaleMax) decimals"
        case .outOfRange: "has more than \(ExactDecimal.digitsMax) digits"
        }
    }
}
