import Labels

extension Builder {
    mutating func teamRule(_ mapping: CheckedMapping) -> Settings.TeamRule? {
        let from = mapping.date("from")
        let to = mapping.date("to")
        if let from, let to, to <= from {
            problems.add(
                .notAscending(subject: "'from' and 'to'", first: "\(from)", second: "\(to)"),
                at: mapping.placeOfValue("to"))
        }
        guard let team = mapping.text("team").flatMap(Settings.TeamName.init) else { return nil }
        if case .fixed(let name) = team { refuseUndeclared(team: name, at: mapping.placeOfValue("team")) }
        guard let when = mapping.mapping("when") else { return nil }
        let conditions = when.entries.compactMap { entry in
            Settings.TeamField(entry.key).map { Settings.TeamCondition(field: $0, patterns: when.texts(entry.key)) }
        }
        return .init(team: team, conditions: conditions, from: from, to: to)
    }

    mutating func allocation(_ mapping: CheckedMapping) -> Settings.Allocation? {
        let ratio = mapping.mapping("memory_price_ratio").flatMap { priceRatio($0) }
        var families: [String: Settings.PriceRatio] = [:]
        for entry in mapping.mapping("families")?.entries ?? [] {
            guard case .mapping(let parts) = entry.value.content else { continue }
            families[entry.key] = priceRatio(parts)
        }
        guard let ratio, let split: Settings.Split = mapping.word("split"),
            let missing: Settings.UsageMissing = mapping.word("usage_missing")
        else { return nil }
        return .init(
            memoryPriceRatio: ratio, families: families, split: split, usageMissing: missing,
            ingressControllers: mapping.texts("ingress_controllers"), nodes: nodeDivisions(mapping))
    }

    /// Rules behind one that always holds would never be asked.
    private mutating func nodeDivisions(_ allocation: CheckedMapping) -> [Settings.NodeDivision] {
        var lastLine: Int?
        return allocation.mappings("nodes").compactMap { mapping in
            if let lastLine {
                problems.add(.keyIdle("by", because: "the rule of line \(lastLine) always holds"), at: mapping.placeOfValue("by"))
            }
            let conditions = Self.conditions(mapping.mapping("when"))
            if mapping.written["when"] == nil { lastLine = lastLine ?? mapping.position.line }
            let method: Settings.NodeMethod? = mapping.word("by")
            return method.map { .init(method: $0, conditions: conditions) }
        }
    }

    private mutating func priceRatio(_ mapping: CheckedMapping) -> Settings.PriceRatio? {
        guard let cpu = mapping.decimal("cpu"), let memory = mapping.decimal("memory"), let gpu = mapping.decimal("gpu")
        else { return nil }
        if cpu.isZero, memory.isZero { problems.add(.allNought(["cpu", "memory"]), at: mapping.position) }
        return .init(cpu: cpu, memory: memory, gpu: gpu)
    }

    mutating func distributionRule(_ mapping: CheckedMapping) -> Settings.DistributionRule? {
        guard let word = mapping.text("method") else { return nil }
        refuseIdleKeys(of: mapping, method: word)
        guard let pot: Settings.Pot = mapping.word("pot"), let method = method(word, of: mapping),
            let scope: Settings.DistributionScope = mapping.word("scope")
        else { return nil }
        let fallback: Settings.DistributionFallback? = mapping.text("fallback") == nil ? nil : mapping.word("fallback")
        return .init(
            pot: pot, conditions: Self.conditions(mapping.mapping("when")), method: method, scope: scope, fallback: fallback)
    }

    static func cluster(_ mapping: CheckedMapping) -> Settings.Cluster? {
        mapping.text("name").map { .init(name: $0, also: mapping.texts("also"), resources: mapping.texts("resources")) }
    }

    static func environment(_ mapping: CheckedMapping) -> Settings.Environment? {
        mapping.text("name").map { name in
            let when = mapping.mapping("when")
            let labels = (when?.entries ?? []).compactMap { entry -> Settings.NamespaceLabel? in
                guard entry.key.hasPrefix("label.") else { return nil }
                let key = String(entry.key.dropFirst("label.".count))
                return .init(key: key, names: LabelNames.metricNames("label", key: key), patterns: when?.texts(entry.key) ?? [])
            }
            return .init(name: name, conditions: conditions(when), labels: labels)
        }
    }

    static func conditions(_ when: CheckedMapping?) -> [Settings.DistributionCondition] {
        (when?.entries ?? []).compactMap { entry in
            Settings.DistributionField(rawValue: entry.key).map { .init(field: $0, patterns: when?.texts(entry.key) ?? []) }
        }
    }

    /// Rules behind one that takes the whole pot would never be asked.
    mutating func refuseIdleRules() {
        var firstLines: [String: Int] = [:]
        for mapping in root.mappings("distribution") {
            guard let pot = mapping.text("pot") else { continue }
            let position = mapping.placeOfValue("pot")
            if let line = firstLines[pot] {
                problems.add(.nameTaken(pot, kind: "rule for pot", firstLine: line), at: position)
            } else if mapping.mapping("when")?.entries.isEmpty ?? true {
                firstLines[pot] = position.line
            }
        }
    }

    private mutating func refuseIdleKeys(of mapping: CheckedMapping, method: String) {
        for (key, owner) in [("basis", "proportional"), ("fallback", "proportional"), ("team", "keep"), ("parts", "fixed")] where owner != method {
            guard let position = mapping.written[key] else { continue }
            problems.add(.keyIdle(key, because: "it belongs to method \(owner)"), at: position)
        }
    }

    private mutating func method(_ word: String, of mapping: CheckedMapping) -> Settings.DistributionMethod? {
        switch word {
        case "even": return .even
        case "proportional":
            return mapping.text("basis").flatMap { Settings.DistributionBasis($0) }.map { .proportional($0) }
        case "keep":
            let team = mapping.text("team")
            if let team { refuseUndeclared(team: team, at: mapping.placeOfValue("team")) }
            return .keep(team: team)
        default:
            guard mapping.written["parts"] != nil else {
                problems.add(.keyNeeded("parts", because: "method fixed divides by them"), at: mapping.position)
                return nil
            }
            guard let table = mapping.mapping("parts") else { return nil }
            if table.written.isEmpty {
                problems.add(.listEmpty(subject: "'parts'", example: "{ payments: 60 }"), at: table.position)
            }
            for (team, position) in table.written { refuseUndeclared(team: team, at: position) }
            return .fixed(table.table { if case .decimal(let weight) = $0 { weight } else { nil } })
        }
    }
}
