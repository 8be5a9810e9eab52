import Errors
import Keys
import Settings
import Store
import TestSupport
import Testing

@testable import Change

@Suite("The gate")
struct GateTests {
    typealias Commit = Company.Commit

    @Test("Planted regressions are found, and only those; each with the rule that says so")
    func planted() throws {
        let company = try Company()
        let base = Commit(name: "aaa1111")
        try company.plant("same", base, Commit(name: "bbb2222"))
        try company.plant("waste", base, Commit(name: "bbb2222", cpuUsed: "0.84", cost: "29.4"))
        try company.plant("dearer", base, Commit(name: "bbb2222", cost: "31.2"))
        try company.plant("better", base, Commit(name: "bbb2222", cpuUsed: "0.8", cost: "18"))
        try company.plant("busier", base, Commit(name: "bbb2222", cpuUsed: "1.2", cost: "28.8", load: "12000"))
        try company.plant("nearly", base, Commit(name: "bbb2222", cost: "31.19"))
        let verdicts = try ["same", "waste", "dearer", "better", "busier", "nearly"].map {
            "\($0): \(try company.compare($0, "aaa1111", "bbb2222").verdict)"
        }
        #expect(
            verdicts == [
                "same: passed", "waste: BLOCKED by waste", "dearer: BLOCKED by dearer", "better: passed", "busier: passed",
                "nearly: passed",
            ])
        #expect(try company.compare("busier", "aaa1111", "bbb2222").change(of: .cost) == 0)
        #expect(try company.compare("better", "aaa1111", "bbb2222").change(of: .cost) == -25_000)
        #expect(try company.compare("same", "aaa1111", "bbb2222").suggestions == [])
    }

    @Test("Text, Markdown and suggestions of a blocked change")
    func printed() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222", cpuRequested: "4", cpuUsed: "1.2", cost: "36"))
        let comparison = try company.compare("shop/api", "aaa1111", "bbb2222")
        #expect(
            comparison.text == """
                prod/shop/Deployment/api: aaa1111 → bbb2222
                BLOCKED by waste, dearer

                Figure                             Base    Head  At the same load
                cost an hour, USD                     1     1.5           +50.0 %
                cost per thousand requests, USD     0.1    0.15           +50.0 %
                CPU used, cores                       1     1.2           +20.0 %
                memory used, GiB                    2.5     2.5            +0.0 %
                CPU requested, cores                  2       4          +100.0 %
                memory requested, GiB                 4       4            +0.0 %
                CPU utilisation                  50.0 %  30.0 %           -40.0 %
                memory utilisation               62.5 %  62.5 %            +0.0 %
                requests an hour                  10000   10000
                - rule waste: cpu_utilisation down 15 % or more and cost up 22 % or more
                - rule dearer: cost up 30 % or more
                - lower the CPU request: 30.0 % of it is used; report.rightsizing says to what
                - profile it: CPU at the same load +20.0 %, memory +0.0 %; for Go, look at GOGC and GOMEMLIMIT first

                """)
        #expect(comparison.markdown.contains("| cost per thousand requests, USD | 0.1 | 0.15 | +50.0 % |\n"))
        #expect(comparison.json.contains(#""blocked_by" : ["#) && comparison.json.contains(#""change_percent" : "+50.0""#))
    }

    @Test("Where the largest container's limit and class of service are known, a suggestion about memory names the GOMEMLIMIT and its evidence")
    func goLimit() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222", cpuUsed: "1.5", memoryUsed: "3.6"))
        var comparison = try company.compare("api", "aaa1111", "bbb2222")
        #expect(comparison.suggestions.contains { $0 == "raise the memory request: 90.0 % of it is used" })
        var head = comparison.head
        head.goLimit = .init(container: "main", qosClass: "Guaranteed", limitBytes: "4294967296", bytes: "4080218931")
        comparison = try Comparison(base: comparison.base, head: head, rules: .load(path: nil))
        let words = "GOMEMLIMIT=4080218931: container main, Guaranteed, limit 4294967296"
        #expect(comparison.suggestions.contains("raise the memory request: 90.0 % of it is used; or, for Go, \(words)"))
        #expect(comparison.suggestions.contains { $0.hasSuffix("look at GOGC and GOMEMLIMIT first (\(words))") })
        let folder = try TemporaryFolder()
        try folder.write("head.json", head.json)
        #expect(try Snapshot(path: folder.path("head.json")) == head)
    }

    @Test("A snapshot that is written and read again is the same, and compares without a database")
    func snapshots() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222", cost: "36"))
        let comparison = try company.compare("api", "aaa1111", "bbb2222")
        let folder = try TemporaryFolder()
        try folder.write("base.json", comparison.base.json)
        try folder.write("head.json", comparison.head.json)
        let base = try Snapshot(path: folder.path("base.json"))
        let head = try Snapshot(path: folder.path("head.json"))
        #expect(base == comparison.base && head == comparison.head)
        #expect(try Comparison(base: base, head: head, rules: .load(path: nil)).text == comparison.text)
    }

    @Test("Blocked changes add up to what they would have cost in a year; one that passes later does not count")
    func decisions() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222", cost: "36"))
        let comparison = try company.compare("api", "aaa1111", "bbb2222")
        let rules = try ChangeRules.load(path: nil)
        try Decisions(company.connection).record(comparison, rules: rules)
        try Decisions(company.connection).record(comparison, rules: rules)
        let query = "select rules, trim_scale(avoided_cost_per_year) as cost from report.blocked_change"
        // (0.15 − 0.10) USD per thousand × 10,000 an hour × 8760 h.
        #expect(try company.connection.query(query).map { $0.text("cost") } == ["4380"])
        let lax = try ChangeRules.parse("rules: [{name: x, when: [{figure: cost, up: 90}]}]", file: "lax.yaml")
        try Decisions(company.connection).record(
            Comparison(base: comparison.base, head: comparison.head, rules: lax), rules: lax)
        #expect(try company.connection.query(query).isEmpty)
    }
}
