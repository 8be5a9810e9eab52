import Money
import Store

/// The tables of use and sizes: how much of what it reserves a workload uses, and which requests would do.
struct SizingSections {
    let scope: ReportScope
    let settings: SectionSettings

    private var money: ReportColumn.Kind { .money(places: scope.currency.places) }

    /// Use as a share of requests, with the bands in which it is healthy, and what to look at.
    func efficiency(_ rows: [Row]) throws -> ReportSection {
        let cells = try rows.map { row -> [ReportCell] in
            if let others = row.others { return [others, .absent, try row.money("amount")] + [ReportCell](repeating: .absent, count: 6) }
            return [
                row.workloadName, .text(row.text("cluster")), try row.money("amount"), try row.ratio("cpu"), .phrase(Self.band(row.text("cpu_band"))),
                try row.ratio("memory"), .phrase(Self.band(row.text("memory_band"))), try row.ratio("growth"), findings(row),
            ]
        }
        var section = ReportSection(
            key: "efficiency", title: "Efficiency",
            note: "CPU and memory used as a share of what is requested, of what costs most; direct cost, effective. Healthy is CPU from \(percent: settings.cpuBand.low) to \(percent: settings.cpuBand.high) and memory from \(percent: settings.memoryBand.low) to \(percent: settings.memoryBand.high). Growth is a pod's memory on the last day against the first.",
            columns: [
                ReportColumn("workload", "Workload", .text), ReportColumn("cluster", "Cluster", .text), ReportColumn("direct", "Direct", money),
                ReportColumn("cpu", "CPU used", .percent), ReportColumn("cpu_band", "CPU band", .text),
                ReportColumn("memory", "Memory used", .percent), ReportColumn("memory_band", "Memory band", .text),
                ReportColumn("growth", "Growth", .percent), ReportColumn("finding", "Finding", .text),
            ],
            rows: cells, total: try total(cells, column: 2, count: 9, key: "efficiency"),
            chart: ReportChart(
                label: "workload", columns: ["cpu", "memory"],
                form: .bands([.init(settings.cpuBand), .init(settings.memoryBand)])))
        if cells.isEmpty {
            section.emptyReason =
                settings.hasUsage
                ? "Usage was measured, but nothing on the bill is of its pods."
                : "No usage of clusters was measured in the month; 'chargeback ingest usage' takes range exports."
        }
        return section
    }

    /// The requests that would do, and the money that they would free.
    func rightsizing(_ rows: [Row], hasWorkloads: Bool) throws -> ReportSection {
        let cells = try rows.map { row -> [ReportCell] in
            if let others = row.others { return [others] + [ReportCell](repeating: .absent, count: 7) + [try row.money("amount")] }
            return try [row.workloadName, .text(row.text("cluster"))]
                + ["cpu_requested", "cpu_percentile", "cpu_suggested", "memory_requested", "memory_greatest", "memory_suggested"].map(row.quantity)
                + [row.money("amount")]
        }
        let month = scope.month.month
        let percentile: Phrase = "\(percent: settings.cpuPercentile)"
        var section = ReportSection(
            key: "rightsizing", title: "Rightsizing",
            note: "Requests of one pod that would have held \(month.firstDate.description) to \(settings.lastDate). CPU: of each pod's day the hour that 95 % of its hours do not exceed, of pods and days the percentile \(percentile), and \(percent: settings.cpuHeadRoom) head room, at least \(settings.cpuFloorCores.description) cores. Memory: the greatest hour and \(percent: settings.memoryHeadRoom), at least \(settings.memoryFloorMebibytes.description) MiB. Freed is that part of the direct CPU and memory cost, effective; it is money once machines follow. Means of an hour are seen, not the peaks inside.",
            columns: [
                ReportColumn("workload", "Workload", .text), ReportColumn("cluster", "Cluster", .text),
                ReportColumn("cpu_requested", "CPU requested", .quantity(places: 3)), ReportColumn("cpu_percentile", "CPU percentile", .quantity(places: 3)),
                ReportColumn("cpu_suggested", "CPU suggested", .quantity(places: 3)),
                ReportColumn("memory_requested", "GiB requested", .quantity(places: 3)), ReportColumn("memory_greatest", "GiB greatest", .quantity(places: 3)),
                ReportColumn("memory_suggested", "GiB suggested", .quantity(places: 3)), ReportColumn("freed", "Freed", money),
            ],
            rows: cells, total: try total(cells, column: 8, count: 9, key: "rightsizing"),
            chart: cells.count > 1 ? ReportChart(label: "workload", columns: ["freed"]) : nil)
        if cells.isEmpty {
            section.emptyReason =
                hasWorkloads ? "Every request fits what is used." : "Sizes are those of controllers, and none is known; range exports need kube_pod_owner."
        }
        return section
    }

    private func total(_ cells: [[ReportCell]], column: Int, count: Int, key: String) throws -> [ReportCell]? {
        guard !cells.isEmpty else { return nil }
        var total = [ReportCell.phrase("Total")] + [ReportCell](repeating: .absent, count: count - 1)
        total[column] = .money(try ReportSums.sum(cells, column: column, section: key))
        return total
    }

    private static func band(_ band: String) -> Phrase {
        switch band {
        case "below": "below"
        case "above": "above"
        case "healthy": "healthy"
        default: "nothing requested"
        }
    }

    private func findings(_ row: Row) -> ReportCell {
        var words: [Phrase] = []
        let (cpu, memory) = (row.text("cpu_band"), row.text("memory_band"))
        if row.flag("is_idle") { words.append("idle: reclaim it or scale it down") } else {
            if cpu == "below" { words.append("CPU request too large") }
            if memory == "below" { words.append("memory request too large") }
        }
        if cpu == "above" { words.append("CPU request too small") }
        if memory == "above" { words.append("memory request too small") }
        if cpu == "nothing requested" || memory == "nothing requested" { words.append("nothing requested") }
        if row.flag("is_growing") { words.append("memory grows: look for a leak") }
        if let runtime = row["go"] { words.append(Phrase(verbatim: runtime)) }
        return words.isEmpty ? .absent : .phrase(.joined(words, by: "; "))
    }
}
