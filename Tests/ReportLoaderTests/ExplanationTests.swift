import Foundation
import Keys
import Ledger
import Money
import Settings
import Store
import TestSupport
import Testing

@Suite("Explaining a figure")
struct ExplanationTests {
    private let connection: Connection

    init() throws { connection = try Books.matched().connect() }

    @Test("For every team and kind the parts add up to the report's figure, in all four costs")
    func partsAreTheFigure() throws {
        for cost in ["effective", "billed", "list", "contracted"] {
            let wrong = try connection.query(
                """
                with explained as (
                    select coalesce(team, '') as team, kind, sum(amount) as amount
                    from report.explain('2026-10-01', $1) group by 1, 2
                ), figures as (
                    select coalesce(team, '') as team, kind, sum(\(cost)_cost) as amount
                    from report.month_cost where billing_month = '2026-10-01' group by 1, 2
                )
                select team, kind from explained full join figures using (team, kind)
                where explained.amount is distinct from figures.amount
                """, [.text(cost)])
            #expect(wrong.isEmpty)
        }
    }

    @Test("The arithmetic shown gives each machine's and volume's parts to the last digit", arguments: ["effective", "billed"])
    func splitsAreTheParts(cost: String) throws {
        let counts = try connection.query(
            """
            with days as (
                select resource_key, usage_date
                from report.allocation
                where billing_month = '2026-10-01' and kind in ('cpu', 'network', 'storage') and rule not like 'negation%'
                group by 1, 2 order by md5(resource_key || usage_date) limit 12
            ), explained as (
                select days.resource_key, days.usage_date, split.hour, split.kind, split.service,
                    array[split.cluster, split.namespace, case when split.pod is not null then split.pod_key end,
                        split.tenant, split.tier, split.commit, split.owner] as who, sum(split.share) as amount
                from days
                cross join lateral report.explain_split('2026-10-01', resource_key, resource_key, usage_date, $1) as split
                where split.cluster is not null
                group by 1, 2, 3, 4, 5, 6
            ), figures as (
                select resource_key, usage_date, hour, kind, service,
                    array[cluster, namespace, pod_key, tenant, tier, commit, owner] as who, sum(\(cost)_cost) as amount
                from report.allocation inner join days using (resource_key, usage_date)
                where billing_month = '2026-10-01' and kind in ('cpu', 'memory', 'network', 'storage') and rule not like 'negation%'
                group by 1, 2, 3, 4, 5, 6
            )
            select count(*) as part_count, count(*) filter (where figures.amount is distinct from coalesce(explained.amount, 0)) as wrong
            from figures left join explained using (resource_key, usage_date, hour, kind, service, who)
            """, [.text(cost)])[0]
        #expect(counts.integer("part_count") > 300)
        #expect(counts.integer("wrong") == 0)
    }

    @Test("The arithmetic shown gives each share of the common pots to the last digit")
    func sharesAreTheParts() throws {
        let counts = try connection.query(
            """
            with pots as (
                select resource_key, usage_date, kind, source, billing_account_id, sub_account_id, service, billing_currency
                from report.allocation where billing_month = '2026-10-01' and is_shared and effective_cost <> 0
                group by 1, 2, 3, 4, 5, 6, 7, 8 order by md5(resource_key || usage_date || kind) limit 60
            ), explained as (
                select pots.resource_key, pots.usage_date, pots.kind, coalesce(pots.service, '') as service,
                    coalesce(pots.sub_account_id, '') as account,
                    array[share.cluster, share.namespace, share.tenant, share.tier, share.commit, share.owner, share.team] as who,
                    sum(share.share) as amount
                from pots
                cross join lateral report.explain_distribution('2026-10-01', pots.resource_key, pots.resource_key, pots.usage_date,
                    pots.kind, pots.source, pots.billing_account_id, pots.sub_account_id, pots.service, pots.billing_currency) as share
                group by 1, 2, 3, 4, 5, 6
            ), figures as (
                select a.resource_key, a.usage_date, a.kind, coalesce(a.service, '') as service, coalesce(a.sub_account_id, '') as account,
                    array[a.cluster, a.namespace, a.tenant, a.tier, a.commit, a.owner, a.team] as who, sum(a.effective_cost) as amount
                from report.allocation as a
                where a.billing_month = '2026-10-01' and a.is_shared
                group by 1, 2, 3, 4, 5, 6
            )
            select count(explained.amount) as part_count,
                count(*) filter (where figures.amount is distinct from explained.amount) as wrong
            from explained left join figures using (resource_key, usage_date, kind, service, account, who)
            """)[0]
        #expect(counts.integer("part_count") > 100)
        #expect(counts.integer("wrong") == 0)
    }

    @Test("An explanation names file and row, use, rule with its version and the sum, and reproduces each part")
    func wholeExplanation() throws {
        let october = Books.october
        let explanation = try Explainer(connection).explain(
            .init(month: october, filters: [.team: "search", .kind: "cpu"], limit: 3))
        let figure = try connection.query(
            "select trim_scale(sum(effective_cost))::text as cost from report.month_cost where team = 'search' and kind = 'cpu'")
        #expect(explanation.totals.map(\.amount.description) == [figure[0].text("cost")])
        #expect(explanation.parts.count == 3 && explanation.parts.allSatisfy(\.isReproduced))
        for part in explanation.parts {
            #expect(part.lines.first?["file"]?.hasSuffix("aws-cur-2026-10-final.csv.gz") == true)
            #expect(Int(part.lines.first?["row_number"] ?? "") ?? 0 > 0)
            #expect(part.part["configuration_sha256"]?.count == 64)
        }
        let text = explanation.lines.joined(separator: "\n")
        #expect(text.contains("2026-10, effective cost, team search, kind cpu: \(figure[0].text("cost")) USD"))
        #expect(text.contains("core microseconds") && text.contains("aws-cur-2026-10-final.csv.gz row "))
        let json = try JSONSerialization.jsonObject(with: Data(explanation.json.utf8)) as? [String: Any]
        #expect((json?["parts"] as? [Any])?.count == 3)
    }

    @Test("The idle and tax of a team are explained as pot, basis and share")
    func commonPots() throws {
        for kind in ["idle", "tax", "credit"] {
            let explanation = try Explainer(connection).explain(
                .init(month: Books.october, filters: [.team: "search", .kind: kind], limit: 2))
            #expect(!explanation.parts.isEmpty)
            for part in explanation.parts {
                #expect(part.shares.count == 1 && part.isReproduced && !part.lines.isEmpty)
            }
        }
    }

    @Test("A name that is not there is answered with the nearest one, or with those there are")
    func nearestNames() throws {
        let explainer = Explainer(connection)
        func line(_ filters: [Explainer.Dimension: String]) -> String? {
            do { _ = try explainer.explain(.init(month: Books.october, filters: filters)) } catch { return (error as? ExplanationError)?.line }
            return nil
        }
        #expect(line([.team: "serch"]) == "chargeback: CB236 no cost of 2026-10 has the team 'serch'; did you mean 'search'?")
        #expect(line([.kind: "xyzzyxyzzyxyzzy"])?.hasPrefix("chargeback: CB236 no cost of 2026-10 has the kind 'xyzzyxyzzyxyzzy'; there are ") == true)
        #expect(line([.team: ""]) == nil)
        #expect(throws: LedgerError.self) { _ = try explainer.explain(.init(month: Month("2031-01")!)) }
    }
}
