extension Builder {
    /// The provider's split does not tell sidecars apart, so that a rule for them would do nothing on machines that go by it.
    ///
    /// A rule is refused unless its `when` leaves those machines out, or keeps within what an earlier entry divides by usage.
    mutating func refuseUntoldSidecars() {
        let divisions = (root.mapping("allocation")?.mappings("nodes") ?? []).map { ($0, Self.conditions($0.mapping("when"))) }
        for rule in root.mappings("distribution") where rule.text("pot") == Settings.Pot.sidecar.rawValue {
            let lines = Self.byCluster(Self.conditions(rule.mapping("when"))).compactMap { conditions in
                divisions.first { mapping, those in
                    mapping.text("by") == Settings.NodeMethod.provider.rawValue
                        ? !Self.areApart(conditions, those) : Self.isWithin(conditions, those)
                }
            }.filter { $0.0.text("by") == Settings.NodeMethod.provider.rawValue }.map { $0.0.position.line }
            if let line = lines.first { problems.add(.sidecarsUntold(divisionLine: line), at: rule.placeOfValue("pot")) }
        }
    }

    /// Whether no cluster and account meets both.
    private static func areApart(_ first: [Settings.DistributionCondition], _ second: [Settings.DistributionCondition]) -> Bool {
        first.contains { one in
            second.contains { other in
                one.field == other.field
                    && one.patterns.allSatisfy { a in other.patterns.allSatisfy { b in !haveCommon(a, b) } }
            }
        }
    }

    /// Whether what meets the first meets the second, as far as the texts say.
    private static func isWithin(_ first: [Settings.DistributionCondition], _ second: [Settings.DistributionCondition]) -> Bool {
        second.allSatisfy { other in
            first.contains { one in
                one.field == other.field && one.patterns.allSatisfy { a in
                    other.patterns.contains { b in a == b || (!a.contains("*") && haveCommon(a, b)) }
                }
            }
        }
    }

    /// The conditions cluster by cluster, as an entry may leave one of them out and not another.
    private static func byCluster(_ conditions: [Settings.DistributionCondition]) -> [[Settings.DistributionCondition]] {
        guard let place = conditions.firstIndex(where: { $0.field == .cluster }) else { return [conditions] }
        return conditions[place].patterns.map { pattern in
            var single = conditions
            single[place] = .init(field: .cluster, patterns: [pattern])
            return single
        }
    }

    /// Whether some text matches both patterns, in which `*` stands for any characters.
    static func haveCommon(_ first: String, _ second: String) -> Bool {
        let (a, b) = (Array(first), Array(second))
        // Whether what remains of `a` from a place on and of `b` from another have a text in common, by the place in `b`.
        var later: [Bool] = []
        for i in stride(from: a.count, through: 0, by: -1) {
            var row = Array(repeating: false, count: b.count + 1)
            for j in stride(from: b.count, through: 0, by: -1) {
                let (starsA, starsB) = (i < a.count && a[i] == "*", j < b.count && b[j] == "*")
                if i == a.count, j == b.count {
                    row[j] = true
                } else if starsA || starsB {
                    row[j] = (i < a.count && (starsA || starsB && a[i] != "*") && later[j]) || (j < b.count && row[j + 1])
                } else {
                    row[j] = i < a.count && j < b.count && a[i] == b[j] && later[j + 1]
                }
            }
            later = row
        }
        return later[0]
    }
}
