import Errors
import Keys
import Settings
import Store
import TestSupport
import Testing

@testable import Change

@Suite("What the gate refuses to compare")
struct RefusalTests {
    typealias Commit = Company.Commit

    private func refusal(_ body: () throws -> Void) -> String? {
        let error = #expect(throws: ChangeError.self) { try body() }
        return error.map { "\($0.line) → \($0.exitCode.rawValue)" }
    }

    @Test("Unknown and ambiguous services and unknown commits are refused, with what was most likely meant")
    func names() throws {
        let company = try Company()
        try company.plant("checkout", Commit(name: "aaa1111"), Commit(name: "bbb2222"))
        try company.plant("api", namespace: "one", Commit(name: "aaa1111"), Commit(name: "bbb2222"))
        try company.plant("api", namespace: "two", Commit(name: "aaa1111"), Commit(name: "bbb2222"))
        #expect(
            refusal { _ = try company.compare("chekout", "aaa1111", "bbb2222") }
                == "chargeback: CB260 no usage has a service 'chekout'; did you mean 'checkout'? → 66")
        #expect(
            refusal { _ = try company.compare("api", "aaa1111", "bbb2222") }
                == "chargeback: CB261 'api' is several services; name one of prod/one/Deployment/api, prod/two/Deployment/api → 64")
        #expect(
            refusal { _ = try company.compare("checkout", "aaa1112", "bbb2222") }
                == "chargeback: CB262 prod/shop/Deployment/checkout has not run commit 'aaa1112'; did you mean 'aaa1111'? → 66")
        #expect(try company.compare("two/api", "aaa1111", "bbb2222").verdict == "passed")
    }

    @Test("Where a side lacks load or cost, or the loads are too different, there is the reason and no number")
    func windows() throws {
        let company = try Company()
        let base = Commit(name: "aaa1111")
        try company.plant("unmeasured", base, Commit(name: "bbb2222", load: nil))
        try company.plant("louder", base, Commit(name: "bbb2222", load: "15001"))
        try company.plant("idle", base, Commit(name: "bbb2222", load: "0"))
        try company.plant("unbilled", base, Commit(name: "bbb2222"))
        try company.connection.execute(
            "delete from cost.day where workload = 'Deployment/unbilled' and usage_date = '2026-10-04'")
        let found = ["unmeasured", "louder", "idle", "unbilled"].map { service in
            refusal { _ = try company.compare(service, "aaa1111", "bbb2222") }
        }
        #expect(
            found == [
                "chargeback: CB263 not compared: head (bbb2222) has no requests, so that its load is not known → 1",
                "chargeback: CB264 not compared: the load is too different, 10000.000000 an hour and 15001.000000 an hour; "
                    + "up to 50 % is allowed (load_difference) → 1",
                "chargeback: CB263 not compared: head (bbb2222) has no requests, so that its load is not known → 1",
                "chargeback: CB263 not compared: head (bbb2222) has 1 day(s) with usage and without cost → 1",
            ])
    }

    @Test("Days without usage, and sides that ran too short, are refused")
    func short() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222"))
        let rules = try ChangeRules.parse("hours: 49\nrules: [{name: x, when: [{figure: cost, up: 1}]}]", file: "gate.yaml")
        let loader = SnapshotLoader(company.connection, rules: rules)
        #expect(
            refusal { _ = try loader.load(service: "api", subject: .init(commit: "aaa1111")) }
                == "chargeback: CB263 not compared: head (aaa1111) ran for 48.000 hours; 49 are needed (hours) → 1")
        let later = SnapshotLoader.Subject(from: UTCDate(iso: "2027-01-01"), to: UTCDate(iso: "2027-01-08"))
        #expect(
            refusal { _ = try loader.load(service: "api", subject: later) }
                == "chargeback: CB263 not compared: head (2027-01-01..2027-01-08) has no usage → 1")
    }

    @Test("Snapshots of different services, and files that are none, are refused")
    func files() throws {
        let company = try Company()
        try company.plant("one", Commit(name: "aaa1111"), Commit(name: "bbb2222"))
        try company.plant("two", Commit(name: "aaa1111"), Commit(name: "bbb2222"))
        let rules = try ChangeRules.load(path: nil)
        let loader = SnapshotLoader(company.connection, rules: rules)
        let one = try loader.load(service: "one", subject: .init(commit: "aaa1111"))
        let two = try loader.load(service: "two", subject: .init(commit: "aaa1111"))
        #expect(
            refusal { _ = try Comparison(base: one, head: two, rules: rules) }
                == "chargeback: CB265 not compared: the services differ, prod/shop/Deployment/one and prod/shop/Deployment/two → 1")
        let folder = try TemporaryFolder()
        try folder.write("not.json", "{}")
        try folder.write("huge.json", one.json.replacing("10000.000000", with: "1e40"))
        for (name, words) in [
            ("not.json", "it is not JSON with the members of one"), ("gone.json", "it cannot be read"),
            ("huge.json", "'1e40' is not a number from 0 to 10¹² with at most 12 decimals"),
        ] {
            let path = folder.path(name)
            #expect(
                refusal { _ = try Snapshot(path: path) }
                    == "\(path): CB266 this is no snapshot of 'chargeback snapshot': \(words) → 65")
        }
    }

    @Test("A rule file's mistakes are named with line and column")
    func rules() throws {
        let text = """
            metrik: requests
            rules:
              - name: a
                when: [{figure: cots, up: 5}]
              - name: a
                when: [{figure: cost}, {figure: cost, up: 5, down: 5}]
            """
        let errors = #expect(throws: CodedErrors.self) { try ChangeRules.parse(text, file: "gate.yaml") }
        #expect(
            errors?.errors.map { String($0.line.prefix { $0 != " " }) } == [
                "gate.yaml:1:1:", "gate.yaml:4:21:", "gate.yaml:5:11:", "gate.yaml:6:12:", "gate.yaml:6:28:",
            ])
    }
}
