import Foundation
import Keys
import Store
import TestSupport
import Testing

@testable import Reports

/// What a team may read, and nothing else. Everything of every other schema is closed to teams and analysts alike.
private enum Expectation {
    /// A team sees its own rows.
    case own
    /// A team sees all rows: they are nobody's.
    case shared
    /// A team is refused.
    case closed

    static let views: [String: Expectation] = [
        "report.allocation": .closed, "report.bill_change": .closed, "report.bill_line": .closed,
        "report.bill_version": .closed, "report.provider_split": .closed, "report.billed_to_effective": .closed, "report.idle_month": .closed,
        "report.unallocated_month": .closed, "report.exchange_rate": .closed, "report.closing": .closed,
        "report.sku_month": .closed, "report.commitment_month": .closed, "report.commitment_coverage": .closed,
        "report.allocation_kpi": .closed,
        "report.metric": .closed, "report.node_density": .closed, "report.usage_day_coverage": .closed,
        "report.usage_coverage": .closed, "report.labelled_hour": .closed, "report.labelled_pod_day": .closed,
        "report.go_memory_limit": .closed, "report.month_section": .own,
        "report.commit_cost": .closed, "report.unit_cost": .closed, "report.efficiency": .closed, "report.rightsizing": .closed,
        "report.idle_reclaim": .closed, "report.instance_price": .closed, "report.arbitrage": .closed,
        "report.price_difference": .closed, "report.machine_commitment": .closed, "report.commit_lifetime": .closed,
        "report.pool_density": .closed, "report.runtime": .closed, "report.sidecar_overhead": .closed, "report.blocked_change": .closed,
        "report.day": .own, "report.team_day": .own, "report.month_cost": .own, "report.month_breakdown": .own,
        "report.team": .own, "report.team_month": .own, "report.tenant_month": .own, "report.tier_month": .own,
        "report.commit_month": .own, "report.owner_month": .own, "report.namespace_month": .own,
        "report.service_month": .own, "report.kind_month": .own, "report.label_month": .own, "report.adjustment": .own,
        "report.label_compliance": .own, "report.pod_day": .own, "report.team_sku_month": .own, "report.scope_month": .own,
        "report.dispute": .own, "report.budget": .own, "report.alert": .own, "report.month": .shared,
    ]
}

/// Books of two teams whose every word is a canary, and a role of each kind.
private struct Secrets {
    let database: ThrowAwayDatabase
    /// Roles belong to the server, which other tests share.
    let suffix = String(UInt32.random(in: 0 ... .max), radix: 36)

    /// For tests that change nothing.
    static let shared = Result { try Secrets() }

    init() throws {
        database = try ThrowAwayDatabase(filled: "two_teams") { connection in
            try Books.load(Self.books, into: connection)
            try Books.allocate(connection)
        }
        let owner = try database.connect()
        try owner.execute(
            """
            insert into org.team (team, cost_centre) values ('alpha', 'canaryalpha'), ('beta', 'canarybeta') on conflict do nothing;
            with booking as (
                insert into cost.booking (origin, billing_month, original_month, cause, author)
                select 'restatement', date '2026-10-01', date '2026-09-01', 'canary' || team, 'canary' || team
                from unnest(array['alpha', 'beta']) as team
                returning booking_id, cause
            )
            insert into cost.adjustment (
                booking_id, source, billing_account_id, billing_currency, original_kind, tenant, team,
                billed_cost, effective_cost, contracted_cost, list_cost
            )
            select booking_id, 'aws', cause, 'USD', 'direct', cause, substr(cause, 7), 1, 1, 1, 1 from booking;
            insert into cost.dispute (billing_month, team, billing_currency, figure_cost, amount, reason, author)
            select '2026-10-01', team, 'USD', 5, 5, 'canary' || team, 'canary' || team from unnest(array['alpha', 'beta']) as team;
            insert into cost.dispute_event (dispute_id, event, amount, author, reason)
            select dispute_id, 'accepted', 5, 'canary' || team, 'canary' || team from cost.dispute;
            insert into cost.consumer (
                billing_month, part, consumer, valid_from, valid_to, cluster, namespace, pod, pod_key, tenant, team
            )
            select '2026-10-01', 1, number, '2026-10-01', '2026-11-01', 'c', 'canary' || team, 'canary' || team, 'canary' || team, 'canary' || team, team
            from unnest(array['alpha', 'beta']) with ordinality as teams (team, number);
            insert into cost.pod_day select '2026-10-01', '2026-10-01', 1, number, 'USD', team, 0, 0, 0, 0, 0, 0
            from unnest(array['alpha', 'beta']) with ordinality as teams (team, number);
            insert into cost.defaulted_day select '2026-10-01', '2026-10-01', 'USD', team, 'tenant', 0, 0 from unnest(array['alpha', 'beta']) as team;
            insert into cost.team_sku (
                billing_month, billing_currency, team, sku, billed_cost, effective_cost, contracted_cost, list_cost
            ) select '2026-10-01', 'USD', team, 'canary' || team, 0, 0, 0, 0 from unnest(array['alpha', 'beta']) as team;
            insert into org.scope_pattern select 'department', 'canary' || team, 'team', team from unnest(array['alpha', 'beta']) as team;
            insert into org.budget (budget, scope_kind, scope_name, period, billing_currency, cost, amount)
            select 'canary' || team, 'team', team, 'month', 'USD', 'effective', 5 from unnest(array['alpha', 'beta']) as team;
            insert into ops.alert (
                alert_id, rule_kind, rule, scope_kind, scope_name, billing_month, level, billing_currency, severity, cost,
                amount, threshold, causes, explain_command, message
            )
            select 'canary' || team, 'budget', 'canary' || team, 'team', team, '2026-10-01', '80%', 'USD', 'notice', 'effective',
                1, 1, '[]', '', 'canary' || team
            from unnest(array['alpha', 'beta']) as team;
            analyze
            """)
        let roles = DatabaseRoles(owner)
        try roles.grant(name("alpha"), as: .team("alpha"))
        try roles.grant(name("beta"), as: .team("beta"))
        try roles.grant(name("analyst"), as: .analyst)
        try roles.grant(name("reporter"), as: .reporter)
        try owner.execute("create role \(name("stranger")) login")
    }

    private static let books = """
            2026-09 USD alpha/tenant=canaryalpha/owner=canaryalpha/commit=canaryalpha 10.00
            2026-10 USD alpha/tenant=canaryalpha/owner=canaryalpha/commit=canaryalpha 12.50
            2026-10 USD beta/tenant=canarybeta/owner=canarybeta/commit=canarybeta 7.25
            2026-10 USD - 1.00
            """

    func owner() throws -> Connection { try database.connect() }

    func name(_ kind: String) -> String { "rm_\(kind)_\(suffix)" }

    /// A session of a role, as from outside: not by `set role`, which could be reset.
    func session(_ kind: String) throws -> Connection {
        let text = database.target.connectionText.replacing("user=chargeback", with: "user=\(name(kind))")
        return try Connection(DatabaseTarget(given: text))
    }

    /// Everything that a catalogue names: relations of our schemas that are no partitions.
    func relations() throws -> [String] {
        try owner().query(
            """
            select format('%s.%s', relnamespace::regnamespace, relname) as name from pg_class
            where relnamespace::regnamespace::text in ('bill', 'usage', 'org', 'cost', 'report', 'ops', 'public')
                and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
            order by 1
            """
        ).map { $0.text("name") }
    }
}

/// All that a statement says: its rows as one text, or its error.
private func outcome(_ connection: Connection, _ statement: String) -> (text: String, isRefused: Bool) {
    do {
        let rows = try connection.query(statement)
        return (rows.map { row in rows.columnNames.map { row[$0] ?? "" }.joined(separator: "|") }.joined(separator: "\n"), false)
    } catch { return ("\(error)", true) }
}

@Suite("Who may see what")
struct RoleMatrixTests {
    /// Ways to get at the rows of a relation, `@` being its name.
    static let readings = [
        "select * from @", "select count(*)::text as n, string_agg(every::text, ',') as words from @ as every",
        "explain (analyze, verbose) select * from @", "table @",
        "select * from @ as every where every::text like '%canary%'",
        "select to_jsonb(every)::text as words from @ as every",
        "select query_to_xml('select * from @', true, false, '')::text as words",
        "select (every::text)::int as number from @ as every", "select * from @ for update",
        "select * from @ tablesample system (100)",
        "select 1 / (length(every::text) - length(every::text)) as number from @ as every",
    ]
    /// Ways to change them; none is anybody's.
    static let changes = [
        "delete from @ returning *", "insert into @ select * from @ returning *",
        "insert into @ select * from @ on conflict do nothing", "truncate @", "drop view @", "lock table @",
        "alter table @ disable row level security", "alter view @ set (security_barrier = false)",
    ]

    @Test("Every object of the catalogue has an expectation, and each role sees exactly what it says")
    func matrix() throws {
        let secrets = try Secrets.shared.get()
        let relations = try secrets.relations()
        let views = relations.filter { $0.hasPrefix("report.") }
        #expect(Set(views) == Set(Expectation.views.keys), "a new view needs an expectation here, and maybe in grant_rights.sql")
        for (own, foreign) in [("alpha", "beta"), ("beta", "alpha")] {
            let session = try secrets.session(own)
            for relation in relations {
                let expected = Expectation.views[relation] ?? .closed
                for reading in Self.readings {
                    let (text, isRefused) = outcome(session, reading.replacing("@", with: relation))
                    #expect(!text.contains("canary\(foreign)"), "\(own): \(reading) of \(relation): \(text)")
                    if reading == "select * from @" {
                        #expect(isRefused == (expected == .closed), "\(own): \(relation): \(text)")
                        if expected == .own { #expect(!text.isEmpty && !text.contains(foreign), "\(own): \(relation): \(text)") }
                        if expected == .shared { #expect(text.contains("2026-10-01")) }
                    }
                }
                for change in Self.changes {
                    let (text, isRefused) = outcome(session, change.replacing("@", with: relation))
                    #expect(isRefused, "\(own): \(change) of \(relation) was done")
                    #expect(!text.contains("canary\(foreign)"), "\(own): \(change) of \(relation): \(text)")
                }
            }
        }
    }

    @Test("An analyst reads every view of all teams and no table; a reporter reads everything; a stranger nothing; none writes")
    func others() throws {
        let secrets = try Secrets.shared.get()
        let sessions = try ["analyst", "reporter", "stranger"].map { ($0, try secrets.session($0)) }
        for relation in try secrets.relations() {
            for (kind, session) in sessions {
                let isOpen =
                    kind == "reporter" && !relation.hasSuffix("_seq") || kind == "analyst" && relation.hasPrefix("report.")
                let (text, isRefused) = outcome(session, "select * from \(relation)")
                #expect(isRefused == !isOpen, "\(kind): \(relation): \(text)")
                if isOpen { #expect(try text == outcome(secrets.owner(), "select * from \(relation)").text, "\(kind): \(relation)") }
                for change in Self.changes {
                    #expect(outcome(session, change.replacing("@", with: relation)).isRefused, "\(kind): \(change) \(relation)")
                }
            }
        }
    }

    @Test("A team or an analyst can call none of our functions but those that read only their arguments, a reporter none that changes anything")
    func functions() throws {
        let secrets = try Secrets.shared.get()
        let rows = try secrets.owner().query(
            """
            select pg_proc.oid::regprocedure::text as name, rolname as role,
                has_function_privilege(pg_roles.oid, pg_proc.oid, 'execute') as may, prosecdef as is_definer,
                provolatile = 'i' and pronamespace = 'report'::regnamespace and rolname not like 'rm_stranger%' as is_open
            from pg_proc cross join pg_roles
            where pronamespace::regnamespace::text in ('bill', 'usage', 'org', 'cost', 'report', 'ops', 'public')
                and rolname like 'rm_%\(secrets.suffix)' and (rolname not like 'rm_reporter%' or provolatile = 'v')
            """)
        #expect(rows.count > 40)
        for row in rows { #expect(row.flag("may") == row.flag("is_open") && !row.flag("is_definer"), "\(row.text("role")): \(row.text("name"))") }
    }

    @Test(
        "What could lead round the rows is closed to a team",
        arguments: [
            "create function pg_temp.peek(words text) returns boolean language sql as 'select true'",
            "create temporary table peek (words text)", "create table public.peek (words text)",
            "create table report.peek (words text)", "create schema peek",
            "do $$ begin raise notice 'peek'; end $$", "select lo_create(0)", "select lo_from_bytea(0, 'peek')",
            "copy report.day to program 'cat'", "copy report.day to '/tmp/peek'", "select pg_read_file('/etc/passwd')",
            "select * from pg_statistic", "set session authorization chargeback", "set role chargeback",
            "alter role chargeback nosuperuser", "select * from pg_authid", "create materialized view report.peek as select 1",
            "create policy peek on cost.day using (true)", "grant select on report.day to public with grant option; select 1/0",
            "set row_security = off; select * from report.day",
            "insert into org.database_role values ('x', 'team', 'beta')",
        ])
    func closed(statement: String) throws {
        let secrets = try Secrets.shared.get()
        let session = try secrets.session("alpha")
        var refusal = ""
        do { try session.execute(statement) } catch { refusal = "\(error)" }
        #expect(!refusal.isEmpty, "was done")
        #expect(!refusal.contains("canarybeta"))
    }

    @Test("Statistics, settings, other sessions and the catalogue tell a team no word of another")
    func sideWays() throws {
        let secrets = try Secrets.shared.get()
        let session = try secrets.session("alpha")
        for statement in [
            "select * from pg_stats", "select * from pg_stats_ext", "select * from pg_stats_ext_exprs",
            "select * from pg_stat_activity", "select * from pg_prepared_statements", "select * from pg_policies",
            "select * from information_schema.column_privileges", "select role_name, role_kind, team from org.database_role",
            "explain select * from report.day where team = 'beta' and tenant = 'x'",
        ] {
            #expect(!outcome(session, statement).text.contains("canarybeta"), "\(statement)")
        }
        // A setting that looks as if it named the team changes nothing.
        try session.execute("set app.team = 'beta'; set chargeback.team = 'beta'")
        #expect(outcome(session, "select distinct team from report.day").text == "alpha")
    }

    @Test("A function that a team brings along sees only the team's rows, even where it may make one")
    func leakyFunction() throws {
        let secrets = try Secrets()
        try secrets.owner().execute(
            """
            create schema lab; grant usage, create on schema lab to public; grant usage on language plpgsql to public;
            create table lab.seen (words text); grant insert, select on lab.seen to public
            """)
        let session = try secrets.session("alpha")
        try session.execute(
            """
            create function lab.peek(words text) returns boolean language plpgsql cost 0.0000001 as
            'begin insert into lab.seen values (words); return true; end'
            """)
        for view in ["day", "month_cost", "month_breakdown", "team_day", "team", "team_month", "adjustment", "dispute", "budget", "alert", "label_month", "label_compliance", "pod_day", "team_sku_month", "scope_month", "month_section"] {
            _ = outcome(session, "select * from report.\(view) as every where lab.peek(every::text)")
        }
        let seen = outcome(try secrets.owner(), "select distinct words from lab.seen").text
        #expect(seen.contains("alpha") && !seen.contains("beta"), "\(seen)")
    }

    @Test("What is granted is shown, can be taken back, and is the same after views are made anew")
    func lifecycle() throws {
        let secrets = try Secrets()
        let roles = DatabaseRoles(try secrets.owner())
        #expect(try roles.grants().map(\.kind).sorted() == ["analyst", "reporter", "team", "team"])
        try Migrator(secrets.owner()).migrate()
        try secrets.owner().execute("drop view report.team_month; create view report.team_month as select * from report.month_cost")
        try roles.apply()
        let session = try secrets.session("alpha")
        #expect(outcome(session, "select distinct team from report.team_month").text == "alpha")
        try roles.grant(secrets.name("alpha"), as: .team("beta"))
        #expect(outcome(session, "select distinct team from report.day order by 1").text == "alpha\nbeta")
        try roles.revoke(secrets.name("alpha"), .team("alpha"))
        #expect(outcome(session, "select distinct team from report.day").text == "beta")
        try roles.revoke(secrets.name("alpha"))
        #expect(outcome(session, "select distinct team from report.day").isRefused)
        #expect(throws: RoleError(.notGranted, role: "nobody")) { try roles.revoke("nobody") }
        #expect(throws: RoleError(.isOwner, role: "chargeback")) { try roles.grant("chargeback", as: .analyst) }
        try secrets.owner().execute("alter role \(secrets.name("stranger")) bypassrls")
        #expect(throws: RoleError(.unbound, role: secrets.name("stranger"))) {
            try roles.grant(secrets.name("stranger"), as: .team("alpha"))
        }
        #expect(throws: RoleError(.ownerIsSuperuser("chargeback"), role: secrets.name("beta"))) {
            try roles.grant(secrets.name("beta"), as: .loader)
        }
    }

    @Test("Members of a team's role see what it sees")
    func groups() throws {
        let secrets = try Secrets()
        try secrets.owner().execute("grant \(secrets.name("alpha")) to \(secrets.name("stranger"))")
        let session = try secrets.session("stranger")
        #expect(outcome(session, "select distinct team from report.day").text == "alpha")
    }

    @Test("A reporter's reports are those of the owner, byte for byte")
    func reporter() throws {
        let secrets = try Secrets.shared.get()
        let month = try #require(Month("2026-10"))
        func text(_ connection: Connection) throws -> String {
            try ReportLoader(connection).all(month).printed(as: .text, by: nil, options: ReportOptions())
        }
        #expect(try text(secrets.session("reporter")) == text(secrets.owner()))
    }
}
