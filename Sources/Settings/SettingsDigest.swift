import Keys
import Labels

extension Settings {
    /// The digest of what decides who is charged: label fields, aliases and conflicts, coverage, sidecars, team rules, allocation,
    /// distribution and platform namespaces.
    ///
    /// It is the same whatever the order of the keys, the comments, or whether a default is written out; two
    /// runs with the same digest and inputs give the same amounts. Where label files lie is left out of it, as
    /// are bills, usage, alerts and reports.
    public var digest: Digest {
        var content = DigestContent()
        content.add("chargeback settings", "1")
        add(labels, to: &content)
        content.add("team_rules", "\(teamRules.count)")
        for rule in teamRules {
            content.add(rule.team.notation, rule.from?.description ?? "", rule.to?.description ?? "")
            content.addSorted(rule.conditions.map { [$0.field.name] + Set($0.patterns).sorted(by: byBytes) })
        }
        content.add("allocation", allocation.split.rawValue, allocation.usageMissing.rawValue)
        content.add("\(allocation.memoryPriceRatio.cpu)", "\(allocation.memoryPriceRatio.memory)", "\(allocation.memoryPriceRatio.gpu)")
        content.addSorted(allocation.families.map { [$0.key, "\($0.value.cpu)", "\($0.value.memory)", "\($0.value.gpu)"] })
        content.addSorted(allocation.ingressControllers.map { [$0] })
        // Where nothing is written the digest is as it was before there was this key.
        if !allocation.nodes.isEmpty { content.add("nodes", "\(allocation.nodes.count)") }
        for rule in allocation.nodes {
            content.add(rule.method.rawValue)
            add(rule.conditions, to: &content)
        }
        content.add("distribution", "\(distribution.count)")
        for rule in distribution {
            content.add(rule.pot.rawValue, rule.scope.rawValue, rule.fallback?.rawValue ?? "")
            add(rule.conditions, to: &content)
            add(rule.method, to: &content)
        }
        content.add("clusters", "\(clusters.count)")
        for cluster in clusters {
            content.add(cluster.name)
            content.addSorted(cluster.also.map { [$0] })
            content.addSorted(cluster.resources.map { [$0] })
        }
        content.add("environments", "\(environments.count)")
        for environment in environments {
            content.add(environment.name)
            add(environment.conditions, to: &content)
            if environment.labels.isEmpty { continue }
            content.addSorted(environment.labels.map { ["label." + $0.key] + Set($0.patterns).sorted(by: byBytes) })
        }
        content.add("platform_namespaces")
        content.addSorted(Set(platformNamespaces).map { [$0] })
        content.add("coverage", "\(coverage.minimumPercent)", coverage.below.rawValue)
        content.add("sidecars")
        content.addSorted(Set(sidecars).map { [$0] })
        return content.digest()
    }

    private func add(_ labels: Labels, to content: inout DigestContent) {
        content.add("labels", labels.conflicts.rawValue, "\(labels.valuesMax)")
        for field in CostField.allCases {
            let sources = labels.fields[field]?.map(\.notation)
            content.add(field.rawValue, sources == nil ? "standard" : "written")
            content.add(sources ?? [])
            content.addSorted((labels.aliases[field] ?? [:]).map { [$0.key, $0.value] })
            content.add(labels.lowercased.contains(field) ? "lower case" : "as written")
            content.addSorted((labels.allowed[field] ?? []).map { [$0] })
        }
    }

    private func add(_ conditions: [DistributionCondition], to content: inout DigestContent) {
        content.addSorted(conditions.map { [$0.field.rawValue] + Set($0.patterns).sorted(by: byBytes) })
    }

    private func add(_ method: DistributionMethod, to content: inout DigestContent) {
        switch method {
        case .keep(let team): content.add(["keep"] + (team.map { [$0] } ?? []))
        case .proportional(let basis): content.add("proportional", basis.word)
        case .even: content.add("even")
        case .fixed(let parts):
            content.add("fixed")
            content.addSorted(parts.map { [$0.key, "\($0.value)"] })
        }
    }
}

/// Rows of fields on their way into a digest; counts in front keep their borders.
private struct DigestContent: ~Copyable {
    private var hasher = Hasher256()

    mutating func add(_ fields: String...) { add(fields) }

    mutating func add(_ fields: [String]) {
        hasher.updateField("\(fields.count)")
        for field in fields { hasher.updateField(field) }
    }

    /// Rows whose order means nothing.
    mutating func addSorted(_ rows: [[String]]) {
        hasher.updateField("\(rows.count)")
        let sorted = rows.sorted { $0.lexicographicallyPrecedes($1, by: byBytes) }
        for row in sorted { add(row) }
    }

    mutating func digest() -> Digest { hasher.finalize() }
}

/// The order of the UTF-8 bytes, which no locale and no version of Unicode changes.
private func byBytes(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
