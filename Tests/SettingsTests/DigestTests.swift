import Testing

@testable import Settings

@Suite("The configuration's digest")
struct DigestTests {
    static let text = """
        labels:
          aliases: { owner: { pay: payments, srch: search } }
        team_rules:
          - team: payments
            when: { owner: [pay, payments], cluster: prod }
        allocation:
          families: { r6i: { cpu: 7.50, memory: 1 }, m6i: { cpu: 9, memory: 1 } }
        distribution:
          - { pot: shared, method: fixed, parts: { payments: 60, search: 40 } }
          - { pot: tax, method: even }
        platform_namespaces: [monitoring, kube-system]
        """

    @Test(
        "Order of keys, comments, notation and written-out defaults do not change it",
        arguments: [
            """
            platform_namespaces: [kube-system, monitoring, monitoring]   # a comment
            distribution:
              - { parts: { search: 40.0, payments: 6E+1 }, method: fixed, pot: shared }
              - { scope: organisation, pot: tax, method: even }
            allocation:
              split: max
              families: { m6i: { memory: 1, cpu: 9 }, r6i: { memory: 1, cpu: "7.5" } }
              memory_price_ratio: { memory: 1, cpu: 9 }
            team_rules:
              - when: { cluster: [prod], owner: [payments, pay] }
                team: payments
            labels: { conflicts: ignore, aliases: { owner: { srch: search, pay: payments } } }
            """,
            text
                + "\nbills: [{ source: a, paths: [a.csv] }]\nreports: { cost: billed }"
                + "\nteams: [{ name: payments }, { name: search }]",
        ])
    func stable(other: String) throws {
        #expect(try parse(other).digest == parse(Self.text).digest)
    }

    @Test(
        "Everything that decides who is charged changes it",
        arguments: [
            "labels: { conflicts: first }", "labels: { fields: { tier: [csv] } }",
            "labels: { aliases: { tier: { a: b } } }", "team_rules: [{ team: a }]",
            "team_rules: [{ team: a, from: 2026-01-01 }]", "team_rules: [{ team: a, to: 2026-01-01 }]",
            "team_rules: [{ team: \"{owner}\" }]", "team_rules: [{ team: a, when: { owner: b } }]",
            "team_rules: [{ team: a, when: { tenant: b } }]", "allocation: { split: used }",
            "allocation: { usage_missing: hold }", "allocation: { ingress_controllers: [a/b] }",
            "allocation: { memory_price_ratio: { cpu: 9, memory: 1, gpu: 1 } }", "clusters: [{ name: a }]",
            "clusters: [{ name: a, also: [b] }]", "clusters: [{ name: a, resources: [b] }]", "environments: [{ name: a }]",
            "environments: [{ name: a, when: { cluster: b } }]", "environments: [{ name: a, when: { label.b: c } }]",
            "allocation: { nodes: [{ by: provider }] }", "allocation: { nodes: [{ by: provider, when: { account: a } }] }", "distribution: [{ pot: idle, when: { cluster: a }, method: even }]",
            "distribution: [{ pot: idle, method: proportional, fallback: even }]", "allocation: { memory_price_ratio: { cpu: 8, memory: 1 } }",
            "allocation: { families: { r6i: { cpu: 9, memory: 1 } } }", "distribution: []",
            "distribution: [{ pot: idle, method: keep }]", "distribution: [{ pot: idle, method: keep, team: a }]",
            "distribution: [{ pot: idle, method: even }]",
            "distribution: [{ pot: idle, method: even, scope: cluster }]", "platform_namespaces: [monitoring]",
        ])
    func changes(text: String) throws {
        #expect(try parse(text).digest != Settings.standard.digest)
    }

    @Test("No two of many different configurations share it")
    func differ() throws {
        let texts = [
            "team_rules: [{ team: a }, { team: b }]", "team_rules: [{ team: b }, { team: a }]",
            "team_rules: [{ team: a, when: { owner: [b, c] } }]",
            "team_rules: [{ team: a, when: { owner: b, tier: c } }]",
            "team_rules: [{ team: a, when: { owner: [bc] } }]",
            "distribution: [{ pot: idle, method: keep, team: even }]",
            "distribution: [{ pot: idle, method: even }]", "platform_namespaces: [a, b]", "platform_namespaces: [ab]",
            "team_rules: [{ team: a }]", "team_rules: [{ team: a, from: 2026-01-01 }]",
            "team_rules: [{ team: a, to: 2026-01-01 }]", "team_rules: [{ team: a, from: 2026-01-02 }]",
            "distribution: [{ pot: idle, method: even, scope: cluster }]", "allocation: { split: used }",
            "labels: { aliases: { owner: { a: b } } }", "labels: { aliases: { tier: { a: b } } }",
        ]
        #expect(try Set(texts.map { try parse($0).digest }).count == texts.count)
    }

    @Test("It is this today; another value would call every month computed anew")
    func pinned() {
        #expect(
            Settings.standard.digest.description == "d9a00e471a6b7be1bf05140423392ed6f9422ce8314276110fdee0313e9843cc")
    }
}
