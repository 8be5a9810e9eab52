/// Makes settings of a checked file and notes what contradicts itself.
///
/// Every part is made as far as its values go, so that one reading finds all errors; what lacks a value has been
/// refused before, and the whole is thrown away then.
struct Builder {
    let root: CheckedMapping
    var problems: Problems
    /// The names of the teams, where the file declares any.
    let teamNames: [String]
    /// The names of the receivers.
    let receiverNames: [String]
    /// The calendars by name.
    var calendars: [String: Settings.Calendar] = [:]
    /// The environments' names.
    let environmentNames: [String]
    /// The departments' names.
    let departmentNames: [String]
    /// The hosts that may be told.
    let hosts: [String]

    init(root: CheckedMapping, problems: Problems) {
        self.root = root
        self.problems = problems
        teamNames = root.mappings("teams").compactMap { $0.text("name") }
        receiverNames = root.mappings("receivers").compactMap { $0.text("name") }
        environmentNames = root.mappings("environments").compactMap { $0.text("name") }
        departmentNames = root.mappings("teams").compactMap { $0.text("department") }
        hosts = root.texts("alert_hosts")
    }

    /// The settings; `nil` only where there are problems.
    mutating func build() -> Settings? {
        refuseTakenNames()
        for calendar in root.mappings("calendars").compactMap(Self.calendar) { calendars[calendar.name] = calendar }
        refuseIdleRules()
        refuseUntoldSidecars()
        let teamRules = root.mappings("team_rules").compactMap { teamRule($0) }
        let allocation = root.mapping("allocation").flatMap { self.allocation($0) }
        let distribution = root.mappings("distribution").compactMap { distributionRule($0) }
        let budgets = root.mappings("budgets").compactMap { budget($0) }
        let thresholds = root.mappings("thresholds").compactMap { threshold($0) }
        refuseParts(budgets)
        let growth = root.mappings("growth").compactMap { self.growth($0) }
        let watches = self.watches()
        let monitoring = root.mapping("monitoring").flatMap { self.monitoring($0) }
        let receivers = root.mappings("receivers").compactMap { receiver($0) }
        let reports = root.mapping("reports").flatMap { self.reports($0) }
        let prometheus = root.mappings("prometheus").compactMap { self.prometheus($0) }
        guard problems.isEmpty, let allocation, let reports, let monitoring,
            let labels = root.mapping("labels").flatMap(Self.labels),
            let retention = root.mapping("retention").flatMap(Self.retention),
            let coverage = root.mapping("coverage").flatMap(Self.coverage),
            let journal = root.mapping("journal").flatMap(Self.journal)
        else { return nil }
        return Settings(
            database: root.confidential("database"), dataDirectory: root.text("data_directory"),
            bills: root.mappings("bills").compactMap(Self.bill), retention: retention,
            usage: root.mappings("usage").compactMap(Self.usage), prometheus: prometheus,
            usageCatalogue: root.text("usage_catalogue"), coverage: coverage, sidecars: root.texts("sidecars"),
            labels: labels, teams: root.mappings("teams").compactMap(Self.team), teamRules: teamRules,
            allocation: allocation, distribution: distribution, platformNamespaces: root.texts("platform_namespaces"),
            clusters: root.mappings("clusters").compactMap(Self.cluster),
            environments: root.mappings("environments").compactMap(Self.environment),
            budgets: budgets, thresholds: thresholds, growth: growth, watches: watches, receivers: receivers,
            monitoring: monitoring, reports: reports, journal: journal,
            canonicalText: CanonicalText.of(root))
    }

    /// Names that must be unique within their section.
    private mutating func refuseTakenNames() {
        let sections = [
            ("bills", "source", "source"), ("prometheus", "cluster", "cluster"), ("teams", "name", "team"), ("budgets", "name", "budget"),
            ("thresholds", "name", "threshold"), ("growth", "name", "growth limit"), ("receivers", "name", "receiver"),
            ("anomalies", "name", "anomaly"), ("shares", "name", "share"), ("restatements", "name", "restatement"),
            ("approvals", "name", "approval"),
            ("quotas", "name", "quota"), ("unit_costs", "name", "unit cost"), ("minimums", "name", "minimum"),
            ("prices", "name", "price rule"), ("late_bills", "name", "late bill"),
            ("calendars", "name", "calendar"),
            ("clusters", "name", "cluster"), ("environments", "name", "environment"),
        ]
        for (section, key, kind) in sections {
            var firstLines: [String: Int] = [:]
            for mapping in root.mappings(section) {
                guard let name = mapping.text(key) else { continue }
                let position = mapping.placeOfValue(key)
                if let line = firstLines[name] {
                    problems.add(.nameTaken(name, kind: kind, firstLine: line), at: position)
                } else {
                    firstLines[name] = position.line
                }
            }
        }
    }

    /// Refuses a team that the file does not declare, where it declares any.
    mutating func refuseUndeclared(team name: String, at position: Position) {
        guard !teamNames.isEmpty, !teamNames.contains(name) else { return }
        let nearest = nearestWord(to: name, in: teamNames)
        problems.add(.nameUnknown(name, kind: "team", section: "teams", nearest: nearest), at: position)
    }
}
