import Foundation
import Ledger
import Store
import TestSupport
import Testing

@testable import Reports

/// The numbers of the documents are those of the month that they name: that of `make demo`.
@Suite("Worked examples of the documents")
struct WorkedExampleTests {
    private static func document(_ path: String) throws -> String {
        try String(contentsOfFile: Checkout.path(path), encoding: .utf8)
    }

    @Test("docs/allocation.md: a machine's hour among its pods, as psql prints it")
    func machineHour() throws {
        let text = try Self.document("docs/allocation.md")
        let rows = try Books.matched().connect().query(
            """
            select kind, pod, team, effective_cost from cost.allocation
            where resource_key = 'i-0a1b2c3d4e5f60001' and usage_date = '2026-10-10' and hour = 5 and kind in ('cpu', 'memory')
            order by 1, 2
            """)
        #expect(rows.count == 6)
        for row in rows {
            let words = rows.columnNames.map { row.text($0) }
            let printed = text.split(separator: "\n").contains { line in
                line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } == words
            }
            #expect(printed, "docs/allocation.md does not print \(words)")
            #expect(text.contains("| \(words[3]) |"), "the table of docs/allocation.md lacks \(words[3])")
        }
    }

    @Test("docs/allocation.md: the machine's idle capacity of the day, among those who caused that day's cost of it")
    func idle() throws {
        let text = try Self.document("docs/allocation.md").replacing("\n", with: " ")
        let rows = try Books.matched().connect().query(
            """
            select coalesce(tenant, namespace) as bearer, sum(effective_cost) filter (where not is_shared) as direct,
                sum(effective_cost) filter (where kind = 'idle') as idle, sum(sum(effective_cost) filter (where kind = 'idle')) over () as whole
            from cost.allocation
            where resource_key = 'i-0a1b2c3d4e5f60001' and usage_date = '2026-10-10'
            group by 1
            order by 1
            """)
        #expect(rows.map { $0.text("bearer") } == ["acme", "globex", "monitoring"])
        for number in rows.flatMap({ [$0.text("direct"), $0.text("idle"), $0.text("whole")] }) {
            #expect(text.contains(" \(number)"), "docs/allocation.md lacks \(number)")
        }
    }

    @Test("docs/accounting.md: a figure with its largest part")
    func explanation() throws {
        let text = try Self.document("docs/accounting.md")
        let explanation = try Explainer(Books.matched().connect()).explain(
            .init(month: Books.october, filters: [.team: "search"], limit: 1))
        let lines = explanation.lines
        // The document has the file's name, the explanation its path.
        let bill = lines.filter { $0.hasPrefix("   bill    ") }.map { "   bill    " + ($0.split(separator: "/").last ?? "") }
        for line in [lines[0]] + bill { #expect(text.contains(line), "docs/accounting.md lacks \(line)") }
        let share = try #require(lines.first { $0.hasPrefix("   share   pot ") })
        #expect(text.contains(share.prefix(while: { $0 != "," })), "docs/accounting.md lacks \(share)")
    }
}
