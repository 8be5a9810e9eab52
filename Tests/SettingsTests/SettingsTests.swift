import Errors
import Foundation
import Keys
import Money
import Testing

@testable import Settings

/// Reads a text of the test as a file in `conf`.
func parse(_ text: String, directory: String = "", environment: [String: String] = [:]) throws -> Settings {
    try Settings.parse(text, file: "chargeback.yaml", directory: directory, environment: environment)
}

/// The error lines of a text; empty where it is well.
func lines(_ text: String, environment: [String: String] = [:]) -> [String] {
    do {
        _ = try Settings.parse(text, file: "c.yaml", environment: environment)
        return []
    } catch {
        return error.errors.map(\.line)
    }
}

@Suite("Settings")
struct SettingsTests {
    static let exampleEnvironment = [
        "CHARGEBACK_DATABASE_URL": "postgresql://cost@db.example.org/chargeback",
        "FINANCE_HOOK": "https://finance.example.org/hook", "FINANCE_HOOK_KEY": "correct horse",
        "PING_URL": "https://ping.example.org/0f1e", "MIMIR_URL": "http://mimir:8080/prometheus", "MIMIR_TOKEN": "eyJhbGciOi", "DEV_PASSWORD": "correct horse",
    ]

    static func example() throws -> String {
        try String(
            contentsOf: ErrorFixtureTests.root.appendingPathComponent("chargeback.example.yaml"), encoding: .utf8)
    }

    @Test(
        "A file without content is every default",
        arguments: [
            "", "\n\n", "# only a comment\n", "---\n", "--- {}\n", "{}", "\u{FEFF}# with a byte order mark\r\n",
        ])
    func empty(text: String) throws {
        #expect(try parse(text) == Settings.standard)
    }

    @Test("The defaults are these")
    func defaults() throws {
        let settings = Settings.standard
        #expect(settings.database == nil && settings.dataDirectory == nil)
        #expect(
            settings.bills.isEmpty && settings.usage.isEmpty && settings.teams.isEmpty && settings.teamRules.isEmpty)
        #expect(
            settings.labels
                == .init(
                    csv: [], fields: [:], aliases: [:], lowercased: [], allowed: [:], valuesMax: 10_000,
                    conflicts: .ignore))
        #expect(settings.coverage == .init(minimumPercent: try ExactDecimal("95"), below: .accept))
        #expect(settings.usageCatalogue == nil)
        let nineToOne = Settings.PriceRatio(cpu: try ExactDecimal("9"), memory: try ExactDecimal("1"), gpu: try ExactDecimal("225"))
        #expect(
            settings.allocation
                == .init(
                    memoryPriceRatio: nineToOne, families: [:], split: .max, usageMissing: .unallocated,
                    ingressControllers: [
                        "ingress-nginx/*", "*/*-ingress-nginx-controller", "*/*-ingress-controller", "*/traefik",
                    ], nodes: []))
        #expect(settings.distribution.first == .init(pot: .idle, method: .proportional(.direct), scope: .node))
        #expect(
            settings.distribution.dropFirst().map(\.pot) == [
                .controlPlane, .tax, .support, .credit, .refund, .adjustment, .unusedCommitment, .commitmentPurchase, .shared,
            ])
        #expect(
            settings.distribution.dropFirst(2).allSatisfy {
                $0.method == .proportional(.direct) && $0.scope == .organisation
            })
        #expect(settings.reports == .init(output: "reports", formats: [.html, .csv, .json], cost: .effective, locale: .english, digest: nil))
        #expect(settings.budgets.isEmpty && settings.receivers.isEmpty && settings.platformNamespaces.isEmpty)
    }

    @Test("Entries have the documented defaults")
    func defaultsOfEntries() throws {
        let settings = try parse(
            """
            bills: [{ source: aws-main, paths: [a.csv] }]
            usage: [{ cluster: prod, paths: [a.json] }]
            team_rules: [{ team: "{owner}" }]
            distribution:
              - { pot: idle, method: proportional }
              - { pot: tax, method: proportional, basis: cpu }
              - { pot: support, method: keep }
            budgets: [{ name: month, amount: 400, currency: USD }]
            growth: [{ name: rise, percent: 20 }]
            receivers: [{ name: ops, url: "https://hooks.example.org" }, { name: dev, url: "http://localhost:8080/x" }]
            """)
        #expect(
            settings.bills == [
                .init(
                    source: "aws-main", paths: ["a.csv"], format: "auto", several: .refuse, assumed: [:],
                    allowsMissingFinalNewline: false, allowsShortRows: false)
            ])
        #expect(
            settings.usage
                == [.init(cluster: "prod", paths: ["a.json"], signal: nil, stepSeconds: nil, allowPartial: false)])
        #expect(settings.teamRules == [.init(team: .value(.owner), conditions: [], from: nil, to: nil)])
        #expect(
            settings.distribution == [
                .init(pot: .idle, method: .proportional(.direct), scope: .node),
                .init(pot: .tax, method: .proportional(.cpu), scope: .organisation),
                .init(pot: .support, method: .keep(team: nil), scope: .organisation),
            ])
        let budget = try #require(settings.budgets.first)
        #expect(budget.scope == .organisation && budget.cost == .effective)
        #expect(try budget.steps == [ExactDecimal("50"), ExactDecimal("80"), ExactDecimal("100")])
        #expect(budget.telling.receivers == ["ops", "dev"])
        #expect(settings.growth.first?.minimum == .zero && settings.growth.first?.currency == nil)
        #expect(settings.receivers.map(\.allowPrivate) == [false, false])
    }

    @Test("The example is read whole")
    func example() throws {
        let settings = try parse(Self.example(), environment: Self.exampleEnvironment)
        #expect(settings.database?.revealed == "postgresql://cost@db.example.org/chargeback")
        #expect(settings.bills.map(\.several) == [.versions, .refuse])
        #expect(settings.usage[1].signal == "http_requests" && settings.usage[1].stepSeconds == 60)
        #expect(
            settings.labels.fields[.tenant] == [
                .csv, .podLabel("cost.tenant-id"), .namespaceLabel("cost.tenant-id"), .literal("shared"),
            ])
        #expect(settings.labels.fields[.owner]?.last == .workload)
        #expect(settings.labels.aliases == [.owner: ["pay": "payments", "Payments": "payments"]])
        #expect(settings.teams.first == .init(name: "payments", costCentre: "CC-2100", email: "pay@example.org", department: "product"))
        let first = try #require(settings.teamRules.first)
        #expect(first.from == UTCDate(iso: "2026-01-01") && first.to == UTCDate(iso: "2026-07-01"))
        #expect(
            settings.teamRules[1].conditions == [
                .init(field: .cluster, patterns: ["prod-*"]),
                .init(field: .namespace, patterns: ["search", "search-*"]),
            ])
        #expect(settings.teamRules[4].team == .value(.tag("team")))
        #expect(settings.teamRules[4].conditions == [.init(field: .tag("team"), patterns: ["*"])])
        #expect(try settings.allocation.families["r6i"]?.cpu == ExactDecimal("7.5"))
        #expect(settings.allocation.usageMissing == .hold)
        #expect(
            try settings.distribution[7].method
                == .fixed(["payments": ExactDecimal("60"), "search": ExactDecimal("40")]))
        #expect(settings.distribution[8].method == .keep(team: "platform"))
        #expect(try settings.budgets[0].amount == Money(ExactDecimal("400"), #require(Currency("USD"))))
        #expect(settings.budgets[0].scope == .team("payments") && settings.budgets[1].telling.receivers == ["ops", "finance", "finance-mail"])
        #expect(settings.thresholds.first?.scope == .namespace("search") && settings.thresholds.first?.cost == .billed)
        #expect(
            try settings.growth.first?.minimum == ExactDecimal("50") && settings.growth.first?.currency?.code == "USD")
        #expect(settings.receivers[0].key == .file("/etc/chargeback/hook.key"))
        #expect(settings.receivers[1].url?.revealed == "https://finance.example.org/hook")
        guard case .text(let key)? = settings.receivers[1].key else { return #expect(Bool(false), "no key") }
        #expect(key.revealed == "correct horse")
    }

    @Test("Values are read from their characters, not from what YAML takes them for")
    func characters() throws {
        let settings = try parse(
            """
            teams: [{ name: no, cost_centre: 0012 }, { name: 2026-01-01, cost_centre: 1_000 }, { name: 1e3 }]
            team_rules: [{ team: no, when: { account: 012345678901, owner: [yes, 0x10] } }]
            budgets:
              - { name: day, amount: 123456789012345678.0123456789, currency: USD }
              - { name: small, amount: 35.2E-7, currency: USD, steps: [1, 33.333] }
            """)
        #expect(settings.teams.map(\.name) == ["no", "2026-01-01", "1e3"])
        #expect(settings.teams.map(\.costCentre) == ["0012", "1_000", nil])
        #expect(settings.teamRules[0].conditions.map(\.patterns) == [["yes", "0x10"], ["012345678901"]])
        #expect(settings.budgets.map(\.amount.amount.description) == ["123456789012345678.0123456789", "0.00000352"])
        #expect(settings.budgets[1].steps.map(\.description) == ["1", "33.333"])
    }

    @Test("Aliases and merged mappings stand for what they name; own keys win")
    func aliases() throws {
        let settings = try parse(
            """
            bills:
              - &base { source: aws-main, paths: &files [a.csv, b.csv], several: parts }
              - { <<: *base, source: aws-other }
              - { source: third, paths: *files }
            """)
        #expect(settings.bills.map(\.source) == ["aws-main", "aws-other", "third"])
        #expect(settings.bills.map(\.several) == [.parts, .parts, .refuse])
        #expect(settings.bills.allSatisfy { $0.paths == ["a.csv", "b.csv"] })
    }

    @Test("A format and a signal are checked against the words that are passed in")
    func vocabulary() throws {
        let text =
            "bills: [{ source: a, paths: [a.csv], format: cur2 }]\nusage: [{ cluster: c, paths: [x], signal: cpu }]"
        let words = Settings.Vocabulary(billFormats: ["auto", "cur2"], signals: ["cpu", "memory"])
        #expect(try Settings.parse(text, file: "c.yaml", vocabulary: words).bills[0].format == "cur2")
        let other = Settings.Vocabulary(billFormats: ["auto"], signals: ["memory"])
        let errors = try #require(throws: CodedErrors.self) {
            try Settings.parse(text, file: "c.yaml", vocabulary: other)
        }
        #expect(errors.errors.map(\.code) == [75, 75])
    }
}
