extension SeriesCollector {
    /// Adds what a counter grew by, and keeps its first sample where it started later than others.
    mutating func addGrowth(
        _ series: PendingSeries.Head, _ times: UnsafePointer<Int64>, _ values: UnsafePointer<Double>, _ count: Int,
        _ step: Int64
    ) throws(FinderFailure) {
        let growth = CounterGrowth(times: times, values: values, count: count, step: step)
        if !growth.ends.isEmpty { try addHours(series, growth.ends, growth.amounts, growth.ends.count, step) }
        guard times[0] > countersFrom else { return }
        counterStarts.append(CounterStart(head: series, at: times[0], amount: growth.start, step: step))
    }

    /// A counter that starts later than the file is a new container's, and counts from nought.
    mutating func addCounterStarts() throws {
        var unknownCount = 0
        for start in counterStarts where start.at > countersFrom {
            guard let amount = start.amount else {
                unknownCount += 1
                continue
            }
            do throws(FinderFailure) { try addHours(start.head, [start.at], [amount], 1, start.step) } catch {
                throw FinderFailure(error.reason, at: start.head.place)
            }
        }
        counterStarts.removeAll()
        guard unknownCount > 0 else { return }
        summary.warnings.append("\(unknownCount) counters start late and high: what they counted before is left out")
    }
}
