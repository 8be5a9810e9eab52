import Money

extension Builder {
    mutating func watches() -> Settings.Watches {
        Settings.Watches(
            anomalies: root.mappings("anomalies").compactMap { anomaly($0) },
            shares: root.mappings("shares").compactMap { share($0) },
            restatements: root.mappings("restatements").compactMap { restatement($0) },
            approvals: root.mappings("approvals").compactMap { approval($0) },
            quotas: root.mappings("quotas").compactMap { quota($0) },
            unitCosts: root.mappings("unit_costs").compactMap { unitCost($0) },
            minimums: root.mappings("minimums").compactMap { minimum($0) },
            prices: root.mappings("prices").compactMap { price($0) },
            lateBills: root.mappings("late_bills").compactMap { lateBill($0) })
    }

    private mutating func anomaly(_ mapping: CheckedMapping) -> Settings.Anomaly? {
        let telling = self.telling(mapping)
        guard let scope = scope(mapping), let name = mapping.text("name"), let currency = currency(mapping),
            let deviations = mapping.decimal("deviations"), let minimum = mapping.decimal("minimum"),
            let cost: Settings.Cost = mapping.word("cost")
        else { return nil }
        return .init(
            name: name, scope: scope, currency: currency, deviations: deviations, minimum: minimum,
            calendar: calendar(of: mapping), cost: cost, telling: telling)
    }

    private mutating func share(_ mapping: CheckedMapping) -> Settings.ShareLimit? {
        let telling = self.telling(mapping)
        guard let scope = scope(mapping), let name = mapping.text("name"), let currency = currency(mapping),
            let of = mapping.text("of"), let percent = mapping.decimal("percent"),
            let minimum = mapping.decimal("minimum"), let cost: Settings.Cost = mapping.word("cost")
        else { return nil }
        return .init(
            name: name, scope: scope, of: of, percent: percent, currency: currency, minimum: minimum, cost: cost,
            telling: telling)
    }

    private mutating func restatement(_ mapping: CheckedMapping) -> Settings.Restatement? {
        let telling = self.telling(mapping)
        guard let name = mapping.text("name"), let currency = currency(mapping),
            let minimum = mapping.decimal("minimum"), let cost: Settings.Cost = mapping.word("cost")
        else { return nil }
        return .init(name: name, minimum: minimum, currency: currency, cost: cost, telling: telling)
    }

    private mutating func approval(_ mapping: CheckedMapping) -> Settings.ApprovalRule? {
        let telling = self.telling(mapping)
        refuseRepeats(in: mapping.list("approvers"), kind: "approver")
        guard let scope = scope(mapping), let name = mapping.text("name"), let amount = amount(mapping),
            let cost: Settings.Cost = mapping.word("cost")
        else { return nil }
        return .init(
            name: name, scope: scope, amount: amount, approvers: mapping.texts("approvers"), cost: cost,
            telling: telling)
    }

    func currency(_ mapping: CheckedMapping) -> Currency? {
        mapping.text("currency").flatMap { Currency($0) }
    }

    func monitoring(_ mapping: CheckedMapping) -> Settings.Monitoring? {
        guard let allowPrivate = mapping.truth("allow_private") else { return nil }
        return .init(
            pingURL: mapping.confidential("ping_url"), allowPrivate: allowPrivate,
            hosts: hosts, metricsFile: mapping.text("metrics_file"))
    }
}
