import Foundation
import Testing

@testable import Settings

@Suite("The schema and what is shown of the configuration")
struct SchemaTextTests {
    static let paths = Settings.schemaKeys(.standard).map(\.path)

    @Test("The schema's text has every key with its type, default and meaning")
    func text() {
        #expect(Self.paths.count > 90 && Set(Self.paths).count == Self.paths.count)
        for path in Self.paths { #expect(Settings.schemaText.contains("\n\(path)\n    ") || path == Self.paths[0]) }
        #expect(
            Settings.schemaText.contains(
                """
                bills[].several
                    one of refuse, versions, parts; default refuse
                    What several files of one account and period are: an error, versions (the latest counts) or parts.
                """))
        #expect(
            Settings.schemaText.contains(
                "\ndistribution[].scope\n    one of node, cluster, account, environment, organisation; default cluster with pot control plane, "
                    + "node with pot idle, cluster with pot sidecar, else organisation\n"))
    }

    @Test("docs/configuration.md has each key's type, default and meaning as the schema has them, and every code")
    func documentation() throws {
        let document = ErrorFixtureTests.root.appendingPathComponent("docs/configuration.md")
        let text = try String(contentsOf: document, encoding: .utf8)
        for key in Settings.schemaKeys(.standard) {
            let row = "| `\(key.path)` | \(key.kind) | \(key.presence) | \(key.meaning) |"
            #expect(text.contains(row + "\n"), "the documentation lacks the row \(row)")
        }
        for form in Settings.schemaForms(.standard) {
            let row = "| \(form.noun) | \(form.title) | `\(form.example)` |"
            #expect(text.contains(row + "\n"), "the documentation lacks the row \(row)")
            #expect(Settings.schemaText.contains("\n\(form.noun): \(form.title), e.g. "))
        }
        for code in 70...79 { #expect(text.contains("| CB0\(code) |"), "CB0\(code) is not explained") }
    }

    @Test("The example uses every key")
    func example() throws {
        let text = try SettingsTests.example()
        for path in Self.paths {
            let name = path.split(separator: ".").last.map(String.init) ?? path
            let known = name == "<key>" ? "tag.team" : name
            #expect(text.contains("\(known):"), "\(path) is not in the example")
        }
    }

    @Test("What is shown reads as the same configuration again")
    func roundTrip() throws {
        let environment = SettingsTests.exampleEnvironment
        let texts = [
            "", DigestTests.text,
            try SettingsTests.example().replacingOccurrences(
                of: "hooks.example.org/chargeback", with: "hooks.example.org"),
            #"teams: [{ name: 'a "b" \ : #c' }, { name: "no" }, { name: "-1" }, { name: "Zoë" }, { name: "{x" }]"#,
        ]
        for text in texts {
            let settings = try parse(text, environment: environment)
            let again = try parse(settings.canonicalText, environment: environment)
            #expect(again == settings)
            #expect(again.canonicalText == settings.canonicalText)
        }
    }

    @Test("What is shown has defaults written out and paths resolved")
    func shown() throws {
        let settings = try parse(
            "bills: [{ source: aws-main, paths: [b/*.csv] }]\nplatform_namespaces: [a]", directory: "/etc")
        #expect(
            settings.canonicalText.hasPrefix(
                """
                bills:
                  - source: aws-main
                    paths: ["/etc/b/*.csv"]
                    format: auto
                    several: refuse
                    assume: {}
                    allow_missing_final_newline: false
                    allow_short_rows: false
                retention:
                  superseded_versions: 1
                  superseded_days: 7
                usage: []
                prometheus: []
                coverage:
                  minimum_percent: 95
                  below: accept
                sidecars: [istio-proxy, linkerd-proxy, envoy, vault-agent]
                labels:
                  csv: []
                  fields: {}
                  aliases: {}
                  lowercase: []
                  allowed: {}
                  values_max: 10000
                  conflicts: ignore

                """))
        #expect(settings.canonicalText.contains("\n  - pot: unused commitment\n") == false)
        #expect(settings.canonicalText.contains("\n  - pot: \"unused commitment\"\n    when: {}\n    method: proportional\n"))
    }
}
