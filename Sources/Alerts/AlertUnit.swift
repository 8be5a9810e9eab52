import Money

/// What the amounts of an alert are in.
public enum AlertUnit: Hashable, Sendable {
    /// Money.
    case money(Currency)
    /// A share of 100.
    case percent
    /// Cores.
    case cores
    /// 2³⁰ bytes.
    case gib
    /// Days.
    case days
}

extension AlertUnit: CustomStringConvertible {
    /// As it is stored and sent: a currency's code, `percent`, `cores`, `GiB` or `days`.
    public var description: String {
        switch self {
        case .money(let currency): currency.code
        case .percent: "percent"
        case .cores: "cores"
        case .gib: "GiB"
        case .days: "days"
        }
    }

    /// The unit of a stored word.
    init?(_ text: String) {
        switch text {
        case "percent": self = .percent
        case "cores": self = .cores
        case "GiB": self = .gib
        case "days": self = .days
        default:
            guard let currency = Currency(text) else { return nil }
            self = .money(currency)
        }
    }

    /// The currency, where it is one.
    public var currency: Currency? { if case .money(let currency) = self { currency } else { nil } }

    /// As people read it behind an amount.
    var sign: String { self == .percent ? "%" : description }

    /// How many decimals people see.
    var places: Int { currency?.places ?? 2 }
}
