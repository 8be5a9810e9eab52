import Foundation
import Money
import Store
import TestSupport
import Testing

@Suite("Views for analysts")
struct ReportViewTests {
    private let database: ThrowAwayDatabase
    private let connection: Connection

    init() throws {
        database = try Books.matched()
        connection = try database.connect()
    }

    @Test("Every view of schema report says its grain, and every column what it is")
    func comments() throws {
        let views = try connection.query(
            """
            select relname, obj_description(pg_class.oid) as words
            from pg_class where relnamespace = 'report'::regnamespace and relkind = 'v' order by relname
            """)
        #expect(views.count > 40)
        for view in views {
            #expect(view["words"]?.hasPrefix("One row per ") == true, "report.\(view.text("relname"))")
        }
        let silent = try connection.query(
            """
            select attrelid::regclass as view, attname from pg_attribute inner join pg_class on pg_class.oid = attrelid
            where relnamespace = 'report'::regnamespace and attnum > 0 and col_description(attrelid, attnum) is null
            """)
        #expect(silent.map { "\($0.text("view")).\($0.text("attname"))" } == [])
    }

    @Test(
        "Each view by month adds up to the bill in all four costs, and direct and shared to each",
        arguments: ["team", "tenant", "tier", "commit", "owner", "namespace", "service", "kind"])
    func addsUp(dimension: String) throws {
        for (cost, exact) in [
            ("billed", "931.144799988"), ("effective", "975.784799988"), ("contracted", "924.010799988"),
            ("list", "1610.572799988"),
        ] {
            let row = try connection.query(
                """
                select trim_scale(sum(\(cost)_cost)) as total,
                    trim_scale(sum(direct_\(cost)_cost + shared_\(cost)_cost)) as parts
                from report.\(dimension)_month
                where billing_month = '2026-10-01' and billing_currency = 'USD'
                """)[0]
            #expect(row["total"] == exact)
            #expect(row["parts"] == exact)
        }
    }

    @Test("Bill lines are the current version only, and add up to it")
    func billLines() throws {
        let row = try connection.query(
            """
            select trim_scale(sum(billed_cost)) as billed, trim_scale(sum(effective_cost)) as effective,
                count(distinct (path, row_number)) as rows, string_agg(distinct version::text, ',') as versions
            from report.bill_line where billing_month = '2026-10-01'
            """)[0]
        #expect(row["billed"] == "931.144799988")
        #expect(row["effective"] == "975.784799988")
        #expect(row["rows"] == "8310")
        #expect(row["versions"] == "2")
    }

    @Test("Bill versions show what was delivered and which one is published")
    func versions() throws {
        let rows = try connection.query(
            "select version, state, is_published, effective_cost from report.bill_version order by version")
        #expect(
            rows.map {
                "\($0.text("version")) \($0.text("state")) \($0.flag("is_published")) \($0.text("effective_cost"))"
            }
                == ["1 superseded false 930.523303214", "2 current true 975.784799988"])
    }

    @Test("The steps from billed to effective cost add up")
    func bridge() throws {
        let steps = try connection.query(
            "select step, amount from report.billed_to_effective order by billing_month, billing_currency, step_number")
        #expect(
            steps.map { "\($0.text("step")) \($0.text("amount"))" } == [
                "billed cost 931.144799988", "commitment purchases -297.6", "negations of covered use 285.696",
                "used commitment 15.624", "unused commitment 40.92", "effective cost 975.784799988",
            ])
        let sum = try steps.dropLast().reduce(ExactDecimal.zero) { try $0.adding(try $1.decimal("amount") ?? .zero) }
        #expect(try sum == steps.last?.decimal("amount"))
    }

    @Test("Usage coverage counts what was expected and what was there")
    func coverage() throws {
        let row = try connection.query(
            """
            select min(coverage) as coverage, sum(samples_present) as present, sum(samples_missing) as missing
            from report.usage_day_coverage where cluster = 'prod-use1' and measure = 'pod_cpu_request'
            """)[0]
        #expect(row["coverage"] == "1.000000")
        #expect(row["present"] == "4584")
        #expect(row["missing"] == "0")
    }
}
