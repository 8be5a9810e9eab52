import Keys
import Money
import Settings
import Store

/// Puts the configuration's teams and rules where the SQL of the ledger reads them.
struct Organisation {
    private let settings: Settings

    init(_ settings: Settings) { self.settings = settings }

    /// Replaces all of `org`, within the caller's transaction.
    func store(_ connection: Connection) throws {
        try connection.execute(SQL.text("ledger/organisation/forget.sql"), name: "ledger/organisation/forget.sql")
        for team in settings.teams {
            try connection.query(
                SQL.text("ledger/organisation/team.sql"), [.text(team.name), .text(team.costCentre), .text(team.email)])
        }
        for (index, rule) in settings.teamRules.enumerated() {
            try connection.query(
                SQL.text("ledger/organisation/team_rule.sql"),
                [
                    .integer(index + 1), .text(rule.team.word), .text(Self.conditions(of: rule)), .date(rule.from),
                    .date(rule.to), .text(Self.words(of: rule)),
                ])
        }
        for (index, rule) in settings.distribution.enumerated() { try store(rule, ordinal: index + 1, connection) }
        try store(settings.allocation.memoryPriceRatio, family: "*", connection)
        for (family, ratio) in settings.allocation.families.sorted(by: { $0.key < $1.key }) {
            try store(ratio, family: family, connection)
        }
        try storeUsagePolicy(connection)
        try storeClusters(connection)
        let patterns = settings.platformNamespaces.map(Self.likePattern)
        try connection.query(
            SQL.text("ledger/organisation/policy.sql"),
            [
                .text(settings.allocation.split.rawValue), .text(settings.allocation.usageMissing.rawValue),
                .text(JSONText.array(patterns)), .text(JSONText.array(settings.allocation.ingressControllers.map(Self.likePattern))),
                .text(settings.digest.description),
            ])
    }

    /// How complete usage must be, and which containers are sidecars.
    private func storeUsagePolicy(_ connection: Connection) throws {
        try connection.query(
            SQL.text("ledger/organisation/usage_policy.sql"),
            [
                .decimal(settings.coverage.minimumPercent), .text(settings.coverage.below.rawValue),
                .text(JSONText.array(settings.sidecars.map(Self.likePattern))),
            ])
    }

    /// How bills call clusters, by what their machines are divided, and which parts of them are environments.
    private func storeClusters(_ connection: Connection) throws {
        for (index, cluster) in settings.clusters.enumerated() {
            try connection.query(
                SQL.text("ledger/organisation/cluster_name.sql"),
                [
                    .integer(index + 1), .text(cluster.name), .text(JSONText.array(cluster.also.map(Self.likePattern))),
                    .text(JSONText.array(cluster.resources.map(Self.likePattern))),
                ])
        }
        for (index, rule) in settings.allocation.nodes.enumerated() {
            try connection.query(
                SQL.text("ledger/organisation/node_division.sql"),
                [.integer(index + 1), .text(rule.method.rawValue), .text(Self.conditions(rule.conditions))])
        }
        let environments = settings.environments.map { environment in
            let labels = environment.labels.map { label in
                JSONText.object([
                    (name: "names", json: JSONText.array(label.names)), (name: "patterns", json: JSONText.array(label.patterns.map(Self.likePattern))),
                ])
            }
            return JSONText.object([
                (name: "name", json: JSONText.text(environment.name)), (name: "conditions", json: Self.conditions(environment.conditions)),
                (name: "labels", json: "[" + labels.joined(separator: ",") + "]"),
            ])
        }
        try connection.query(
            SQL.text("ledger/organisation/environments.sql"), [.text("[" + environments.joined(separator: ",") + "]")])
    }

    /// Field → patterns of LIKE.
    private static func conditions(_ conditions: [Settings.DistributionCondition]) -> String {
        JSONText.object(conditions.map { ($0.field.rawValue, JSONText.array($0.patterns.map(likePattern))) })
    }

    private func store(_ ratio: Settings.PriceRatio, family: String, _ connection: Connection) throws {
        try connection.query(
            SQL.text("ledger/organisation/price_ratio.sql"),
            [.text(family), .decimal(ratio.cpu), .decimal(ratio.memory), .decimal(ratio.gpu)])
    }

    private func store(_ rule: Settings.DistributionRule, ordinal: Int, _ connection: Connection) throws {
        var (method, basis, team, parts) = ("keep", "direct", String?.none, "{}")
        switch rule.method {
        case .keep(let keeper): team = keeper
        case .proportional(let chosen): (method, basis) = ("proportional", chosen.word)
        case .even: method = "even"
        case .fixed(let weights):
            method = "fixed"
            parts = JSONText.object(weights.sorted { $0.key < $1.key }.map { ($0.key, JSONText.text($0.value.description)) })
        }
        try connection.query(
            SQL.text("ledger/organisation/distribution_rule.sql"),
            [
                .integer(ordinal), .text(rule.pot.rawValue), .text(method), .text(basis), .text(rule.scope.rawValue),
                .text(team), .text(parts), .text(Self.conditions(rule.conditions)), .text(rule.fallback?.rawValue),
            ])
    }

    /// Field → patterns of LIKE.
    private static func conditions(of rule: Settings.TeamRule) -> String {
        JSONText.object(rule.conditions.map { ($0.field.word, JSONText.array($0.patterns.map(likePattern))) })
    }

    private static func words(of rule: Settings.TeamRule) -> String {
        let conditions = rule.conditions.map { "\($0.field.word) = \($0.patterns.joined(separator: " or "))" }
        return conditions.isEmpty ? "everything" : conditions.joined(separator: ", ")
    }

    /// A glob in LIKE's words: `*` is any characters, all else stands for itself.
    static func likePattern(_ glob: String) -> String {
        var pattern = ""
        for character in glob {
            switch character {
            case "*": pattern += "%"
            case "%", "_", "\\": pattern += "\\" + String(character)
            default: pattern.append(character)
            }
        }
        return pattern
    }
}

extension Settings.TeamName {
    /// The name, or the field in braces.
    fileprivate var word: String {
        switch self {
        case .fixed(let name): name
        case .value(let field): "{\(field.word)}"
        }
    }
}

extension Settings.TeamField {
    /// The field as the SQL's facts name it.
    fileprivate var word: String {
        switch self {
        case .cluster: "cluster"
        case .namespace: "namespace"
        case .tenant: "tenant"
        case .tier: "tier"
        case .owner: "owner"
        case .account: "account"
        case .service: "service"
        case .resource: "resource"
        case .tag(let key): "tag.\(key)"
        }
    }
}
