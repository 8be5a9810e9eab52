import Money

extension Builder {
    mutating func quota(_ mapping: CheckedMapping) -> Settings.Quota? {
        let telling = self.telling(mapping)
        refuseRepeats(in: mapping.list("approvers"), kind: "approver")
        var limits: [Settings.QuotaResource: ExactDecimal] = [:]
        for resource in Settings.QuotaResource.allCases { limits[resource] = mapping.decimal(resource.rawValue) }
        let resources = Settings.QuotaResource.allCases.map(\.rawValue)
        if resources.allSatisfy({ mapping.written[$0] == nil }) {
            problems.add(.keyMissing("cores", example: "cores: 16"), at: mapping.position)
        }
        guard let scope = scope(mapping), let name = mapping.text("name"), let days = mapping.whole("growth_days"),
            let isByHand = mapping.truth("by_hand")
        else { return nil }
        refuse(scope, unlessIn: Settings.Quota.scopes, of: "a quota", at: mapping.place(of: "scope"))
        if mapping.written["growth"] == nil {
            for key in ["growth_days", "by_hand", "approvers"] where mapping.written[key] != nil {
                problems.add(.keyNeeded("growth", because: "'\(key)' is about it"), at: mapping.place(of: key))
            }
        } else if !isByHand, mapping.written["approvers"] != nil {
            problems.add(.keyNeeded("by_hand", because: "'approvers' is about it"), at: mapping.place(of: "approvers"))
        }
        return .init(
            name: name, scope: scope, limits: limits, growthPercent: mapping.decimal("growth"), growthDays: days,
            isGrowthByHand: isByHand, approvers: mapping.texts("approvers"), telling: telling)
    }

    mutating func unitCost(_ mapping: CheckedMapping) -> Settings.UnitCostTarget? {
        let telling = self.telling(mapping)
        guard let name = mapping.text("name"), let metric = mapping.text("metric"), let dimension = mapping.text("by"),
            let target = mapping.decimal("target"), let currency = currency(mapping), let limit = mapping.decimal("limit"),
            let over = mapping.text("over")
        else { return nil }
        return .init(
            name: name, metric: metric, dimension: dimension, subject: mapping.text("of"), target: Money(target, currency),
            limit: limit, over: over, telling: telling)
    }

    mutating func minimum(_ mapping: CheckedMapping) -> Settings.Minimum? {
        let telling = self.telling(mapping)
        guard let scope = scope(mapping), let name = mapping.text("name"), let of = mapping.text("of"),
            let percent = mapping.decimal("percent"), let share = Settings.Minimum.shares.first(where: { $0.name == of })
        else { return nil }
        refuse(scope, unlessIn: share.scopes, of: of, at: mapping.place(of: "scope"))
        if share.isOfCost, mapping.written["currency"] == nil {
            problems.add(.keyNeeded("currency", because: "'\(of)' is a share of cost"), at: mapping.placeOfValue("of"))
        } else if !share.isOfCost, mapping.written["currency"] != nil {
            problems.add(.keyIdle("currency", because: "'\(of)' is no share of cost"), at: mapping.place(of: "currency"))
        }
        return .init(
            name: name, scope: scope, of: of, percent: percent, currency: share.isOfCost ? currency(mapping) : nil,
            telling: telling)
    }

    mutating func price(_ mapping: CheckedMapping) -> Settings.PriceDifference? {
        let telling = self.telling(mapping)
        refuseRepeats(in: mapping.list("between"), kind: "comparison")
        guard let name = mapping.text("name"), let percent = mapping.decimal("percent"), let currency = currency(mapping),
            let minimum = mapping.decimal("minimum")
        else { return nil }
        return .init(
            name: name, between: mapping.texts("between"), percent: percent, currency: currency, minimum: minimum,
            telling: telling)
    }

    mutating func lateBill(_ mapping: CheckedMapping) -> Settings.LateBill? {
        let telling = self.telling(mapping)
        if let source = mapping.text("source") {
            let known = root.mappings("bills").compactMap { $0.text("source") }
            if !known.isEmpty {
                refuseUndeclared(source, among: known, kind: "source", section: "bills", at: mapping.placeOfValue("source"))
            }
        }
        guard let name = mapping.text("name"), let days = mapping.whole("days") else { return nil }
        return .init(name: name, source: mapping.text("source"), days: days, telling: telling)
    }

    private mutating func refuse(_ scope: Settings.AlertScope, unlessIn kinds: [String], of subject: String, at position: Position) {
        guard !kinds.contains(scope.kind) else { return }
        problems.add(
            .wordUnknown(subject: "the scope of \(subject)", text: scope.kind, allowed: kinds, nearest: nil), at: position)
    }
}
