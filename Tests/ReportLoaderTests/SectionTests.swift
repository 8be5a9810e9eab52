import Foundation
import Keys
import Ledger
import Money
import Settings
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("Sections of use, sizes, prices and commits")
struct SectionTests {
    private static let own = ["unit-cost", "efficiency", "rightsizing", "machine-prices", "arbitrage", "machine-commitments", "commits"]

    private func reports(_ connection: Connection) throws -> [LoadedReport] { try ReportLoader(connection).all(Books.october) }

    private func document(_ team: String?, _ reports: [LoadedReport]) throws -> ReportDocument {
        try #require(reports.first { $0.team == team }).document
    }

    @Test("What was planted is found, and only that; a team sees its own")
    func findings() throws {
        let reports = try reports(Books.change().connect())
        let efficiency = try document(nil, reports).section("efficiency")
        #expect(
            efficiency.lines("cpu", "cpu_band", "memory_band", "finding") == [
                "checkout/Deployment/api 0.384706 below healthy CPU request too large",
                "find/Deployment/query 0.54 healthy healthy –",
                "checkout/Deployment/report-builder 0.066667 below below idle: reclaim it or scale it down",
                "checkout/Deployment/web 0.55 healthy healthy –",
                "find/StatefulSet/index 0.6 healthy healthy memory grows: look for a leak",
                "find/Deployment/cache 0.9 above above CPU request too small; memory request too small",
                "find/Deployment/probe – nothing requested nothing requested nothing requested",
            ])
        let search = try document("search", reports)
        #expect(try search.section("efficiency").lines("direct").count == 4)
        #expect(try search.section("rightsizing").lines("cpu_suggested", "freed").suffix(2) == ["find/Deployment/cache 1.035 0", "find/Deployment/probe 0.0575 0"])
    }

    @Test("Sizes say their window, percentile, head room and floor; what they free adds up over the teams")
    func sizes() throws {
        let reports = try reports(Books.change().connect())
        let sizes = try document(nil, reports).section("rightsizing")
        #expect(
            sizes.lines("cpu_requested", "cpu_percentile", "cpu_suggested", "memory_greatest", "memory_suggested")[1]
                == "checkout/Deployment/report-builder 3 0.2 0.23 1 1.2")
        let note = "\(try #require(sizes.note))"
        for words in ["2026-10-01 to 2026-10-14", "percentile 95.0 %", "15.0 % head room, at least 0.01 cores", "20.0 %, at least 32 MiB"] {
            #expect(note.contains(words), "\(words)")
        }
        let freed = try ["checkout", "search"].map { team -> ExactDecimal in
            let section = try document(team, reports).section("rightsizing")
            return try #require(section.total?[8].amount)
        }
        #expect(try freed[0].adding(freed[1]) == sizes.total?[8].amount)
        #expect(try document(nil, reports).highlights.contains { "\($0.words)".hasSuffix("would be freed by requests that fit: see Rightsizing.") })
    }

    @Test("Prices by type and purchase option, what is over 35 % cheaper elsewhere, and whether commitments pay")
    func prices() throws {
        let reports = try reports(Books.change().connect())
        let whole = try document(nil, reports)
        #expect(
            try whole.section("machine-prices").lines("machines", "total", "hourly", "vcpu_hour", "gib_hour") == [
                "m5.2xlarge, on demand 2 258.048 0.384 0.033230769231 0.003692307692",
                "m6g.2xlarge, on demand 1 103.488 0.308 0.026653846154 0.002961538462",
                "m5.2xlarge, committed 1 81.312 0.242 0.020942307692 0.002326923077",
                "m5.2xlarge, spot 1 51.6096 0.1536 0.013292307692 0.001476923077",
            ])
        #expect(
            try whole.section("arbitrage").lines("compared", "cheaper", "difference", "saving") == [
                "m5.2xlarge, on demand purchase option m5.2xlarge, spot 1.5 154.8288",
                "m5.2xlarge, committed purchase option m5.2xlarge, spot 0.575521 29.7024",
            ])
        #expect(
            try whole.section("machine-commitments").lines("coverage", "utilisation", "break_even", "saving", "finding")
                == ["AmazonEC2 0.263014 0.889706 0.630208 37.632 it pays"])
        let team = try document("search", reports)
        #expect(try team.section("machine-prices").columns.map(\.key).contains("total") == false)
        #expect(try team.section("arbitrage").columns.map(\.key).contains("saving") == false)
    }

    @Test("Tenant, tier, average cost per day, commit, responsible person; overlapping roll-outs are split")
    func commits() throws {
        let commits = try document("search", reports(Books.change().connect())).section("commits")
        #expect(
            commits.lines("tier", "per_day", "commit", "responsible", "days", "first", "last").first
                == "globex silver 9.086432 c0ffee1 cleo 7 2026-10-01 2026-10-07")
        let whole = try document(nil, reports(Books.change().connect())).section("commits").lines("commit", "days", "last")
        #expect(whole.contains("acme 3f2a91c 8 2026-10-08") && whole.contains("acme 91bb02d 7 2026-10-14"))
    }

    @Test("Unit costs have the limit of their target, and a reason where there is no number")
    func unitCosts() throws {
        let units = try document(nil, reports(Books.change().connect())).section("unit-cost")
        #expect(
            units.lines("of", "limit", "reason") == [
                "requests namespace checkout – –", "requests tenant acme 0.0216 –", "requests namespace find – –",
                "requests tenant globex – –", "requests tenant internal – the metric has no data",
            ])
        let team = try document("search", reports(Books.change().connect())).section("unit-cost")
        #expect(team.lines("of") == ["requests namespace find", "requests tenant globex"])
    }

    @Test("GOMEMLIMIT goes by class of service and limit, and where there is none, says why")
    func goMemoryLimit() throws {
        let lines = try Books.change().connect().query(
            """
            select concat_ws(' ', container, qos_class, memory_limit_bytes, go_memory_limit_bytes, evidence) as line
            from report.go_memory_limit where namespace = 'find' order by workload
            """
        ).map { $0.text("line") }
        #expect(
            lines == [
                "cache Guaranteed 4294967296 4080218931 guaranteed: 95 % of the limit", "BestEffort best effort: none",
                "query Burstable 8589934592 6871947673 burstable: 80 % of the limit",
                "index Burstable 8589934592 6871947673 burstable: 80 % of the limit",
            ])
    }

    @Test("A month's sections stay as they were published, whatever usage and thresholds say later; one published before has none")
    func kept() throws {
        let connection = try ThrowAwayDatabase().connect()
        try Books.loadChanges(into: connection)
        let before = try reports(connection)
        try connection.execute(
            """
            update cost.period set state = 'closed';
            update org.change_setting set value = value / 2;
            update usage.pod_day set cpu_used_core_microseconds = 0;
            update usage.metric_hour set quantity = 1;
            insert into org.commit values ('c0ffee1aaaa', 'Zoe', '2026-10-01Z', 'x')
            """)
        let after = try reports(connection)
        for (one, other) in zip(before, after) {
            #expect(one.document.sections.filter { Self.own.contains($0.key) } == other.document.sections.filter { Self.own.contains($0.key) })
        }
        #expect(throws: StoreError.self) { try connection.execute("delete from cost.month_section") }
        try connection.execute("update cost.period set state = 'open'; delete from cost.month_section")
        let old = try document(nil, reports(connection))
        #expect(old.sections.map(\.key).filter { Self.own.contains($0) } == ["unit-cost"])
        #expect(try old.section("unit-cost").columnIndex("reason") == nil)
    }

    @Test("A table that ends in a row for others is cut once more without losing count of them")
    func folding() throws {
        let money = ReportColumn.Kind.money(places: 2)
        let rows = (1...50).map { [ReportCell.text("w\($0)"), .money(number("1"))] } + [[.phrase("(\(Int64(3950)) others)"), .money(number("7"))]]
        let section = ReportSection(
            key: "efficiency", title: "Efficiency", columns: [ReportColumn("workload", "Workload", .text), ReportColumn("direct", "Direct", money)],
            rows: rows, total: [.phrase("Total"), .money(number("57"))])
        #expect(try section.folded(rowCountMax: 31).lines("direct").last == "(3,970 others) 27")
    }

    @Test("A month without usage has one line that says so, in every format")
    func withoutUsage() throws {
        let reports = try reports(Books.small("2026-10 USD web 10.00").connect())
        let reason = "No usage of clusters was measured in the month"
        let report = try #require(reports.first)
        #expect(report.document.sections.map(\.key).filter { Self.own.contains($0) } == ["efficiency"])
        for format in [ReportFormat.text, .html, .markdown, .json] {
            let text = try report.document(for: format).rendered(as: format)
            #expect(text.contains(reason), "\(format)")
            #expect(format == .json || !text.contains("Growth is a pod"), "\(format)")
        }
        #expect(try document("web", reports).sections.allSatisfy { !Self.own.contains($0.key) })
    }

    @Test("The fortnight reads byte for byte as in reports/golden-change, in English and Chinese")
    func golden() throws {
        for report in try reports(Books.change().connect()) where report.team == nil || report.team == "search" {
            for format in ReportFormat.allCases where format != .xlsx {
                for file in try report.document(for: format).files(as: format, name: report.fileName) { try compare(file) }
            }
            let options = ReportOptions(language: .chinese)
            for file in try report.document(for: .html).files(as: .html, name: "\(report.fileName).zh-CN", options: options) { try compare(file) }
            #expect(try report.document(for: .xlsx).files(as: .xlsx, name: report.fileName).allSatisfy { $0.bytes.count > 10_000 })
        }
    }

    private func compare(_ file: ReportFile) throws {
        let path = Checkout.path("reports/golden-change/\(file.name)")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(atPath: Checkout.path("reports/golden-change"), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: URL(filePath: path))
            Issue.record("\(file.name) was recorded; look at it, then run without RECORD")
            return
        }
        let expected = try #require(FileManager.default.contents(atPath: path), "\(file.name) is missing")
        let isEqual = Array(expected) == file.bytes
        #expect(isEqual, "\(file.name) differs; RECORD=1 records it anew")
    }
}
