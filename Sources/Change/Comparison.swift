import Money
import Settings

/// Two snapshots at the same load, and what the rules say of them.
public struct Comparison: Sendable {
    /// One figure on both sides.
    public struct Line: Sendable, Hashable {
        /// The figure.
        public let figure: ChangeRules.Figure
        /// Base: per hour, or the share.
        public let base: String
        /// Head: per hour, or the share.
        public let head: String
        /// Thousandths of a per cent by which the head is above the base at the same load; `nil` where the base is nought.
        public let change: Int128?
    }

    /// What was before.
    public let base: Snapshot
    /// What is to be merged.
    public let head: Snapshot
    /// The figures.
    public let lines: [Line]
    /// Whether the loads are within the rules' limit.
    public let hasLikeLoads: Bool
    /// The rules that hold.
    public let blockedBy: [ChangeRules.Rule]
    /// What to do, each with its evidence.
    public let suggestions: [String]

    /// Whether the change may be merged.
    public var isBlocked: Bool { !blockedBy.isEmpty }

    /// Compares.
    ///
    /// What grows with the load is compared per thousand of the metric. That is fair while the loads are alike: a part of
    /// cost does not depend on load, so a side with much more load looks cheaper than it is. Hence the limit.
    ///
    /// - Parameters:
    ///   - base: What was before.
    ///   - head: What is to be merged.
    ///   - rules: What blocks.
    ///   - isLoadLimited: Whether loads beyond the limit are refused.
    /// - Throws: `ChangeError` where the sides cannot be compared.
    public init(base: Snapshot, head: Snapshot, rules: ChangeRules, isLoadLimited: Bool = true) throws {
        for (what, one, other) in [
            ("services", base.service, head.service), ("currencies", base.currency, head.currency),
            ("metrics", base.metric, head.metric),
        ] where one != other { throw ChangeError(.notComparable("the \(what) differ, \(one) and \(other)")) }
        hasLikeLoads = try Self.loadsAreLike(base, head, rules)
        guard hasLikeLoads || !isLoadLimited else {
            throw ChangeError(
                .loadDiffers(base: base.load, head: head.load, percentMax: rules.loadDifferencePercent.description))
        }
        self.base = base
        self.head = head
        lines = ChangeRules.Figure.allCases.compactMap { figure in
            guard let before = base.compared(figure), let after = head.compared(figure) else { return nil }
            return Line(
                figure: figure, base: base.shown(figure), head: head.shown(figure), change: Self.change(from: before, to: after))
        }
        let changes = Dictionary(uniqueKeysWithValues: lines.compactMap { line in line.change.map { (line.figure, $0) } })
        blockedBy = rules.rules.filter { rule in rule.conditions.allSatisfy { $0.holds(changes[$0.figure]) } }
        suggestions = Suggestions(base: base, head: head, changes: changes).all
    }

    /// The change of a figure, where it is known.
    public func change(of figure: ChangeRules.Figure) -> Int128? { lines.first { $0.figure == figure }?.change }

    private static func loadsAreLike(_ base: Snapshot, _ head: Snapshot, _ rules: ChangeRules) throws -> Bool {
        guard let before = Snapshot.number(base.load), let after = Snapshot.number(head.load), !before.isZero, !after.isZero else {
            throw ChangeError(.noData(side: "base or head", "has no load"))
        }
        guard let difference = change(from: min(before, after), to: max(before, after)) else { return false }
        return difference <= rules.loadDifferencePercent.thousandths
    }

    /// Both have at most 12 decimals and are at most 10¹², so nothing here overflows.
    static func change(from base: ExactDecimal, to head: ExactDecimal) -> Int128? {
        guard let before = base.digits(atScale: 12), let after = head.digits(atScale: 12), before != 0 else { return nil }
        return (after - before) * 100_000 / before
    }
}

extension ExactDecimal {
    /// A per cent in thousandths, rounded down.
    fileprivate var thousandths: Int128 {
        scale <= 3 ? digits(atScale: 3) ?? .max : significand / (0..<(scale - 3)).reduce(1) { power, _ in power * 10 }
    }
}

extension ChangeRules.Condition {
    /// Whether it holds for a change in thousandths of a per cent; of what is not known nothing holds.
    fileprivate func holds(_ change: Int128?) -> Bool {
        guard let change else { return false }
        return isUp ? change >= percent.thousandths : change <= -percent.thousandths
    }
}

extension Snapshot {
    /// What people look at: per hour, or the share.
    fileprivate func shown(_ figure: ChangeRules.Figure) -> String {
        amounts[figure.rawValue]?.perHour ?? shares[figure.rawValue] ?? ""
    }
}
