/// Which cost of the bill a report counts (FOCUS 1.2: BilledCost, EffectiveCost, ContractedCost, ListCost).
public enum CostBasis: String, CaseIterable, Hashable, Sendable {
    /// What was used, with prepaid commitments spread over their use.
    case effective
    /// What the invoice says.
    case billed
    /// At negotiated prices, as far as the bill has them.
    case contracted
    /// At public prices, as far as the bill has them.
    case list

    /// The basis in words, as reports say it.
    var words: Phrase {
        switch self {
        case .effective: "effective: prepaid commitments are spread over their use"
        case .billed: "billed: what the invoice says"
        case .contracted: "contracted: at negotiated prices"
        case .list: "list: at public prices"
        }
    }
}
