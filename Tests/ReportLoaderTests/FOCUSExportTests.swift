import Foundation
import Ingest
import Keys
import Store
import TestSupport
import Testing

@testable import Reports

@Suite("The FOCUS export of the matched month")
struct FOCUSExportTests {
    private let text: String
    private let books: Connection
    private let loaded: Connection

    init() throws {
        let export = try Self.export.get()
        text = export.text
        books = try Books.matched().connect()
        loaded = try export.database.connect()
    }

    /// The export, and a database of its own into which the reader of FOCUS bills has loaded it; tests only read them.
    private static let export: Result<(text: String, database: ThrowAwayDatabase), any Error> = Result {
        let folder = try TemporaryFolder()
        let database = try ThrowAwayDatabase()
        let text = try FOCUSExport(try Books.matched().connect(), month: Books.october).text()
        try folder.write("bill.csv", text)
        _ = try BillLoader(database.connect(), source: "export").load([folder.path("bill.csv")])
        return (text, database)
    }

    private static let sums = """
        trim_scale(sum(billed_cost)) as billed, trim_scale(sum(effective_cost)) as effective,
        trim_scale(coalesce(sum(contracted_cost), 0)) as contracted, trim_scale(coalesce(sum(list_cost), 0)) as list
        """

    @Test("The rows of a bill line add up to it, in all costs and quantities, to the last digit")
    func origins() throws {
        let metrics = Self.sums + """
            , trim_scale(sum(consumed_quantity)) as consumed, trim_scale(sum(pricing_quantity)) as pricing,
            trim_scale(sum(commitment_discount_quantity)) as commitment
            """
        let lines = try books.lines(
            """
            select concat_ws('/', source, billing_account_id, '2026-10/1', row_number, nullif(part, 0)) as origin, \(metrics)
            from report.bill_line group by 1 order by 1
            """)
        let rows = try loaded.lines(
            """
            select extras ->> 'x_origin_id' as origin, \(metrics)
            from report.bill_line group by 1 order by 1
            """)
        #expect(lines.count == 9054)
        #expect(lines == rows)
    }

    @Test("What a consumer gets over all lines is what the allocation gives it, to the last digit")
    func consumers() throws {
        let allocation = try books.lines(
            """
            select concat_ws('|', coalesce(team, '-'), coalesce(tenant, '-'), coalesce(tier, '-'), coalesce(commit, '-'),
                coalesce(owner, '-'), coalesce(namespace, '-'), is_shared::text, coalesce(reason, '-')) as consumer, \(Self.sums)
            from report.allocation group by 1 order by 1
            """)
        let rows = try loaded.lines(
            """
            select concat_ws('|', coalesce(extras ->> 'x_team', '-'), coalesce(extras ->> 'x_tenant', '-'),
                coalesce(extras ->> 'x_tier', '-'), coalesce(extras ->> 'x_commit', '-'),
                coalesce(extras ->> 'x_owner', '-'), coalesce(extras ->> 'x_namespace', '-'),
                extras ->> 'x_is_shared', coalesce(extras ->> 'x_reason', '-')) as consumer, \(Self.sums)
            from report.bill_line
            where extras ? 'x_is_shared'
            group by 1 order by 1
            """)
        #expect(allocation.count > 30)
        #expect(allocation == rows)
    }

    @Test("All rows together are the bill, as its own reader and another program count it")
    func totals() throws {
        let bill = try books.lines("select \(Self.sums) from report.bill_line")
        #expect(bill == ["931.144799988|975.784799988|924.010799988|1610.572799988"])
        #expect(try loaded.lines("select \(Self.sums) from report.bill_line") == bill)
        let check = try script("check-focus")
        #expect(check.status == 0, "\(check.output)")
        #expect(
            check.output.hasPrefix(
                """
                BilledCost 931.144799988
                EffectiveCost 975.784799988
                ContractedCost 924.010799988
                ListCost 1610.572799988

                """), "\(check.output)")
    }

    @Test("The ratios of a line's rows make up exactly one, none of them below nought")
    func ratios() throws {
        let wrong = try loaded.lines(
            """
            select line.extras ->> 'x_origin_id', sum(ratio.value)
            from report.bill_line as line
            cross join lateral jsonb_array_elements(line.allocated_method_details::jsonb -> 'Elements') as element
            cross join lateral (select (element ->> 'AllocatedRatio')::numeric as value) as ratio
            group by 1
            having sum(ratio.value) <> 1 or min(ratio.value) < 0
            """)
        #expect(wrong == [])
    }

    @Test("A split row names its pod, what was measured of it, and the tags that the line has not")
    func splitRow() throws {
        let rows = try loaded.lines(
            """
            select allocated_method_id, allocated_resource_id, allocated_resource_name, allocated_tags::jsonb ->> 'commit',
                allocated_method_details::jsonb #>> '{Elements,0,UsageUnit}',
                allocated_method_details::jsonb #>> '{Elements,0,UsageQuantity}',
                allocated_method_details::jsonb #>> '{Elements,1,UsageUnit}',
                allocated_method_details::jsonb #>> '{Elements,1,UsageQuantity}'
            from report.bill_line
            where extras ->> 'x_origin_id' = 'aws-main/999999999999/2026-10/1/1' and extras ->> 'x_is_shared' = 'false'
                and allocated_resource_name like 'payments-api%'
            """)
        #expect(
            rows == ["chargeback/1|payments-api-7c9f-aaaaa-uid|payments-api-7c9f-aaaaa|3f2a91c|vCPU-Hours|2|GiB-Hours|4"])
        let repeated = try loaded.lines(
            """
            select row_number from report.bill_line cross join lateral jsonb_each(allocated_tags::jsonb) as tag
            where tags -> tag.key = tag.value
            """)
        #expect(repeated == [])
    }

    @Test("Of a line that goes to one place whole all Allocated columns are null")
    func wholeRow() throws {
        let whole = try loaded.lines(
            """
            select distinct extras ->> 'x_kind', allocated_method_details, allocated_resource_id, allocated_resource_name,
                allocated_tags
            from report.bill_line where allocated_method_id is null order by 1
            """)
        #expect(whole == ["direct||||", "unallocated||||"])
    }

    @Test("Another program finds nothing but what the bill itself does not say")
    func validated() throws {
        let check = try script("validate-focus")
        guard check.status != 2 else { return print(check.output) }
        // What FOCUS 1.4 has no longer, and what AWS does not say of savings plans.
        let known: Set = [
            "unknown_column ProviderName", "unknown_column PublisherName", "quantity_without_unit PricingUnit",
        ]
        let found = check.output.split(separator: "\n").compactMap { line in
            line.hasPrefix("focus-toolkit: ") ? line.split(separator: ": ").dropFirst().first.map(String.init) : nil
        }
        #expect(Set(found) == known)
    }

    /// Runs a program of scripts/ on the export.
    private func script(_ name: String) throws -> (status: Int32, output: String) {
        let folder = try TemporaryFolder()
        try folder.write("bill.csv", text)
        let process = Process()
        process.executableURL = Checkout.root.appending(path: "scripts/\(name)")
        process.arguments = [folder.path("bill.csv")]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}

extension FOCUSExport {
    /// The whole export, for small months.
    func text() throws -> String {
        var bytes: [UInt8] = []
        try write { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Connection {
    /// A statement's rows, their columns apart by `|`, null as nothing.
    func lines(_ sql: String) throws -> [String] {
        let rows = try query(sql)
        return rows.map { row in rows.columnNames.indices.map { row[$0] ?? "" }.joined(separator: "|") }
    }
}
