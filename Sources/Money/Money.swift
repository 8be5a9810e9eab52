/// An amount in one currency.
public struct Money: Hashable, Sendable {
    /// How much, exactly.
    public let amount: ExactDecimal
    /// Of what.
    public let currency: Currency

    /// An amount of a currency.
    public init(_ amount: ExactDecimal, _ currency: Currency) {
        self.amount = amount
        self.currency = currency
    }
}

/// A currency's code as the bill writes it, such as `USD`; three capital letters of ISO 4217.
public struct Currency: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The code's letters.
    public let code: String

    /// The currency of a code, or `nil` where the text is not three capital letters.
    public init?(_ code: some StringProtocol) {
        guard code.utf8.count == 3, code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else { return nil }
        self.code = String(code)
    }

    /// Alphabetical order.
    public static func < (left: Currency, right: Currency) -> Bool { left.code < right.code }

    /// The code.
    public var description: String { code }

    /// How many decimals the currency's amounts are written with (ISO 4217); 2 where nothing else is known.
    public var places: Int {
        switch code {
        case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
            "XPF":
            0
        case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
        default: 2
        }
    }
}
