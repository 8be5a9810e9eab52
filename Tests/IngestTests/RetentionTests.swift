import Errors
import Foundation
import Ingest
import Keys
import Store
import TestSupport
import Testing

@Suite("Old versions of bills give up their lines")
struct RetentionTests {
    private static let header =
        "BilledCost,EffectiveCost,BillingCurrency,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ServiceName"

    private let folder: TemporaryFolder
    private let database: ThrowAwayDatabase
    private let connection: Connection

    init() throws {
        folder = try TemporaryFolder()
        database = try ThrowAwayDatabase()
        connection = try database.connect()
    }

    /// Loads a month's bill of one line per service.
    private func load(_ services: [String], month: String = "2026-10", next: String = "2026-11") throws {
        let rows = services.map { service in
            "1.5,1.5,USD,1001,\(month)-01T00:00:00Z,\(next)-01T00:00:00Z,\(month)-02T00:00:00Z,\(month)-03T00:00:00Z,Usage,\(service)"
        }
        let path = folder.root.appending(path: "bill.csv")
        try Data(([Self.header] + rows).map { $0 + "\n" }.joined().utf8).write(to: path)
        _ = try BillLoader(connection, source: "main").load([path.path])
    }

    private func prune(versions: Int = 1, days: Int = 7, inDays: Int = 30) throws -> [String] {
        try BillPruner(connection).prune(
            supersededVersions: versions, supersededDays: days, at: Instant(seconds: Instant.now.seconds + Int64(inDays) * 86_400))
    }

    private func states() throws -> [String] {
        try connection.query("select version, state from bill.delivery order by billing_month, version")
            .map { "\($0.text("version")) \($0.text("state"))" }
    }

    private func findings() throws -> [String] {
        try ["stored_equals_read", "versions_have_no_gap", "pruned_is_not_needed", "charges_have_a_place"].flatMap { name in
            try connection.query(SQL.text("checks/\(name).sql"), [.text(nil)]).map { _ in name }
        }
    }

    @Test("Of four versions the current one and the one before it keep them; all checks hold, and no item is left that no line names")
    func oldVersions() throws {
        for number in 1...4 { try load(["a", "only \(number)"]) }
        #expect(try prune() == ["main 1001 2026-10 version 1: its lines were given up", "main 1001 2026-10 version 2: its lines were given up"])
        #expect(try states() == ["1 pruned", "2 pruned", "3 superseded", "4 current"])
        #expect(try findings() == [])
        let services = try connection.query("select service_name from bill.item order by 1").map { $0.text("service_name") }
        #expect(services == ["a", "only 3", "only 4"])
        let parts = try connection.query(
            "select (select count(*) from bill.wording) || ' ' || (select count(*) from bill.tag_set) as n")[0].text("n")
        #expect(parts == "3 1")
        #expect(try connection.query("select count(*) as n from bill.charge")[0].integer("n") == 4)
        // Totals and digests stay, and there is nothing left to do.
        #expect(try connection.query("select count(*) as n from bill.delivery_total")[0].integer("n") == 4)
        #expect(try prune() == [])
    }

    @Test("The content of a pruned version that comes again is a new version, with lines of its own")
    func comesAgain() throws {
        for number in 1...3 { try load(["only \(number)"]) }
        _ = try prune()
        try load(["only 1"])
        #expect(try states() == ["1 pruned", "2 superseded", "3 superseded", "4 current"])
        #expect(try findings() == [])
        let digests = try connection.query("select distinct content_sha256 from bill.delivery where version in (1, 4)")
        #expect(digests.count == 1)
    }

    @Test("Neither the days nor the number of versions is undercut", arguments: [(1, 40), (3, 7)])
    func keeps(versions: Int, days: Int) throws {
        for number in 1...4 { try load(["only \(number)"]) }
        #expect(try prune(versions: versions, days: days) == [])
        #expect(try states() == ["1 superseded", "2 superseded", "3 superseded", "4 current"])
    }

    @Test("What a month is published from, or was closed with, keeps its lines however old it is")
    func publishedAndClosed() throws {
        for number in 1...4 { try load(["only \(number)"]) }
        try connection.execute(
            """
            insert into cost.period (billing_month, state, input_sha256, delivery_ids, digest, published_at)
            select '2026-10-01', 'open', '', array[(select delivery_id from bill.delivery where version = 2)], '', now()
            """)
        #expect(try prune() == ["main 1001 2026-10 version 1: its lines were given up"])
        #expect(try states() == ["1 pruned", "2 superseded", "3 superseded", "4 current"])
        try connection.execute("update cost.period set delivery_ids = array[(select delivery_id from bill.delivery where version = 1)]")
        #expect(try findings() == ["pruned_is_not_needed"])
    }

    @Test("While somebody reads bill lines nothing is given up, and nothing fails")
    func readers() throws {
        for number in 1...3 { try load(["only \(number)"]) }
        let reader = try database.connect()
        try reader.execute("begin; select count(*) from bill.charge")
        #expect(try prune() == ["old versions of bills keep their lines for now: somebody reads bill lines"])
        #expect(try states() == ["1 superseded", "2 superseded", "3 current"])
        try reader.execute("commit")
        #expect(try prune().count == 1)
    }
}
