import Store
import TestSupport
import Testing

@testable import Ledger

@Suite("Sums of a day")
struct DayTotalsTests {
    @Test("Shares of any scale add up by pot, kind and consumer to the last digit, also beyond 128 bits")
    func sums() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("begin")
        for step in ["00_work_tables", "01_sum_tables"] { try connection.execute(SQL.text("ledger/allocate/\(step).sql")) }
        var totals = DayTotals(kinds: ["cpu", "memory"])
        try totals.start(7)
        // An hour and the next: the same consumers in another order, one of them new; costs that are nought.
        try totals.add([100, 250], scale: 2, of: 0, kind: 0, [1, 2])
        try totals.add([1], scale: 28, of: 0, kind: 0, [2])
        try totals.add([5, 5, 5], scale: 0, of: 0, kind: 0, [3, 2, 1])
        try totals.add([], scale: 0, of: 1, kind: 0, [1, 2, 3])
        try totals.add([.max, .max], scale: 18, of: 3, kind: 1, [9, 9])
        try totals.add([.max], scale: 18, of: 3, kind: 1, [9])
        try totals.add([-3], scale: 28, of: 3, kind: 1, [9])
        try totals.start(8)
        try totals.add([1], scale: 1, of: 2, kind: 0, [1])
        try totals.finish(on: connection)
        let rows = try connection.query(
            """
            select concat_ws(' ', pot, kind, consumer, trim_scale(sum(billed_cost)), trim_scale(sum(effective_cost)),
                trim_scale(sum(contracted_cost)), trim_scale(sum(list_cost))) as words
            from work_direct group by pot, kind, consumer order by pot, kind, consumer
            """)
        #expect(
            rows.map { $0.text("words") } == [
                "7 cpu 1 6 0 0 0", "7 cpu 2 7.5000000000000000000000000001 0 0 0", "7 cpu 3 5 0 0 0",
                // 3 × (2¹²⁷ − 1) × 10⁻¹⁸ − 3 × 10⁻²⁸
                "7 memory 9 0 0 0 510423550381407695195.0619111476523171809999999997",
                "8 cpu 1 0 0 0.1 0",
            ])
    }
}
