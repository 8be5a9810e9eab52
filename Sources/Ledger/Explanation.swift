import Money
import Store

/// A figure with all that it is made of.
public struct Explanation: Sendable {
    /// Names and values of a row, in the order of its columns.
    public struct Record: Sendable {
        private let fields: [(name: String, value: String?)]

        init(_ row: Row, _ names: [String]) { fields = names.map { ($0, row[$0]) } }

        /// A value, or `nil` for null.
        public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

        /// The record as a JSON object of texts.
        var json: String { JSONText.object(fields.map { ($0.name, $0.value) }) }
    }

    /// One resource's charge period for one consumer: the smallest thing that the ledger has.
    public struct Part: Sendable {
        /// Amount, place, consumer, kind and rule.
        public let part: Record
        /// The lines of the bill that it comes from, the largest first.
        public let lines: [Record]
        /// How a machine or volume was divided, per window.
        public let splits: [Record]
        /// How a common pot was shared out.
        public let shares: [Record]

        /// Whether the arithmetic shown gives the amount, to the last digit. Where the inputs of a closed month were
        /// derived anew it may not, and the amount is the one that counts.
        public var isReproduced: Bool {
            let steps = splits + shares
            guard !steps.isEmpty else { return true }
            // By value: a sum may have more decimals than it needs.
            let rest = try? steps.reduce(ExactDecimal(part["amount"] ?? "")) { try $0.subtracting(ExactDecimal($1["share"] ?? "0")) }
            return rest?.isZero ?? false
        }
    }

    /// What was asked.
    public let question: Explainer.Question
    /// The figure, by currency.
    public let totals: [(currency: String, amount: ExactDecimal)]
    /// The figure by currency, kind and rule.
    public let groups: [Record]
    /// How many parts there are in all.
    public let partCount: Int64
    /// The largest parts, in full.
    public let parts: [Part]

    /// The whole as JSON; amounts are texts, so that no reader rounds them.
    public var json: String {
        let members: [(name: String, json: String)] = [
            ("month", JSONText.text(question.month.description)), ("cost", JSONText.text(question.cost.rawValue)),
            (
                "filters",
                Self.texts(Explainer.Dimension.allCases.compactMap { name in question.filters[name].map { (name.rawValue, $0) } })
            ),
            (
                "figures",
                "[" + totals.map { Self.texts([("currency", $0.currency), ("amount", $0.amount.description)]) }
                    .joined(separator: ",") + "]"
            ),
            ("groups", Self.array(groups)), ("part_count", "\(partCount)"),
            (
                "parts",
                "["
                    + parts.map { part in
                        JSONText.object([
                            (name: "part", json: part.part.json), (name: "lines", json: Self.array(part.lines)),
                            (name: "splits", json: Self.array(part.splits)), (name: "shares", json: Self.array(part.shares)),
                            (name: "is_reproduced", json: part.isReproduced ? "true" : "false"),
                        ])
                    }.joined(separator: ",\n ") + "]"
            ),
        ]
        return JSONText.object(members)
    }

    private static func texts(_ members: [(String, String?)]) -> String { JSONText.object(members) }

    private static func array(_ records: [Record]) -> String { "[" + records.map(\.json).joined(separator: ",") + "]" }
}
