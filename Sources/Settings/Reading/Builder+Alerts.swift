import Money

extension Builder {
    mutating func budget(_ mapping: CheckedMapping) -> Settings.Budget? {
        refuseDescent(in: mapping.list("steps"), "'steps'")
        refuseDescent(in: mapping.list("amounts"), "'amounts'")
        let telling = self.telling(mapping)
        let steps = mapping.list("steps").compactMap(\.content.number)
        refuseRepeats(in: mapping.list("on"), kind: "subject")
        let on = mapping.texts("on").compactMap { Settings.BudgetSubject(rawValue: $0) }
        guard let scope = scope(mapping), let name = mapping.text("name"), let amount = amount(mapping),
            let cost: Settings.Cost = mapping.word("cost"), let period: Settings.BudgetPeriod = mapping.word("period")
        else { return nil }
        return .init(
            name: name, scope: scope, amount: amount, cost: cost, period: period, on: on, steps: steps,
            amounts: mapping.list("amounts").compactMap(\.content.number), within: mapping.text("within"), telling: telling)
    }

    mutating func threshold(_ mapping: CheckedMapping) -> Settings.Threshold? {
        let telling = self.telling(mapping)
        guard let scope = scope(mapping), let name = mapping.text("name"), let amount = amount(mapping),
            let cost: Settings.Cost = mapping.word("cost")
        else { return nil }
        return .init(name: name, scope: scope, amount: amount, cost: cost, telling: telling)
    }

    mutating func growth(_ mapping: CheckedMapping) -> Settings.GrowthLimit? {
        let telling = self.telling(mapping)
        if let minimum = mapping.decimal("minimum"), !minimum.isZero, mapping.written["currency"] == nil {
            problems.add(
                .keyNeeded("currency", because: "'minimum' is an amount of it"), at: mapping.place(of: "minimum"))
        }
        guard let scope = scope(mapping), let name = mapping.text("name"), let percent = mapping.decimal("percent"),
            let minimum = mapping.decimal("minimum"), let cost: Settings.Cost = mapping.word("cost"),
            let over: Settings.GrowthPeriod = mapping.word("over")
        else { return nil }
        if over != .month, mapping.written["currency"] == nil {
            problems.add(.keyNeeded("currency", because: "weeks and days are watched in one"), at: mapping.position)
        }
        return .init(
            name: name, scope: scope, percent: percent, over: over, minimum: minimum,
            currency: mapping.text("currency").flatMap { Currency($0) }, cost: cost, telling: telling)
    }

    func amount(_ mapping: CheckedMapping) -> Money? {
        guard let amount = mapping.decimal("amount"), let currency = mapping.text("currency").flatMap({ Currency($0) })
        else { return nil }
        return Money(amount, currency)
    }

    /// The receivers that are named, each declared and once; all where none are named.
    mutating func receivers(_ mapping: CheckedMapping) -> [String] {
        guard mapping.written["receivers"] != nil else { return receiverNames }
        let values = mapping.list("receivers")
        refuseRepeats(in: values, kind: "receiver")
        for value in values {
            guard case .text(let name) = value.content, !receiverNames.contains(name) else { continue }
            let nearest = nearestWord(to: name, in: receiverNames)
            problems.add(
                .nameUnknown(name, kind: "receiver", section: "receivers", nearest: nearest), at: value.position)
        }
        return mapping.texts("receivers")
    }

    mutating func scope(_ mapping: CheckedMapping) -> Settings.AlertScope? {
        mapping.mapping("scope").flatMap { scope(of: $0) }
    }

    /// The scope of a mapping with its one key.
    mutating func scope(of scope: CheckedMapping) -> Settings.AlertScope? {
        let keys = scope.written.sorted { $0.value < $1.value }
        guard keys.count <= 1 else {
            problems.add(.keysExclude(keys.map(\.key)), at: keys[1].value)
            return nil
        }
        guard let entry = scope.entries.first else {
            // What the file wrote here was refused already; nothing at all is refused now.
            if keys.isEmpty {
                problems.add(.keyMissing("team", example: "scope: { team: payments }"), at: scope.position)
            }
            return nil
        }
        guard case .text(let value) = entry.value.content else { return .organisation }
        switch entry.key {
        case "team":
            refuseUndeclared(team: value, at: entry.value.position)
            return .team(value)
        case "tenant": return .tenant(value)
        case "tier": return .tier(value)
        case "namespace": return .namespace(value)
        case "service": return .service(value)
        case "account": return .account(value)
        case "cluster": return .cluster(value)
        case "owner": return .owner(value)
        case "commit": return .commit(value)
        case "department":
            refuseUndeclared(value, among: departmentNames, kind: "department", section: "teams", at: entry.value.position)
            return .department(value)
        case "environment":
            refuseUndeclared(
                value, among: environmentNames, kind: "environment", section: "environments", at: entry.value.position)
            return .environment(value)
        default: preconditionFailure("the schema has no scope '\(entry.key)'")
        }
    }

    private mutating func refuseDescent(in steps: [CheckedValue], _ subject: String) {
        for (previous, step) in zip(steps, steps.dropFirst()) {
            guard let first = previous.content.number, let second = step.content.number, second <= first else {
                continue
            }
            problems.add(.notAscending(subject: subject, first: "\(first)", second: "\(second)"), at: step.position)
        }
    }
}

extension CheckedValue.Content {
    /// The number, where it is one.
    var number: ExactDecimal? {
        if case .decimal(let number) = self { number } else { nil }
    }
}
