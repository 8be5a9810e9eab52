import Money
import Store

/// The tables of machines' prices: by type and purchase option, where the same is cheaper, and what commitments save.
struct MachineSections {
    let scope: ReportScope
    let settings: SectionSettings
    /// Whether it is the organisation's report: a team sees prices of machines that it shares, not what they cost altogether.
    let isWhole: Bool

    /// Decimals of a price of an hour beyond the currency's.
    private static let morePlaces = 4

    private var money: ReportColumn.Kind { .money(places: scope.currency.places) }
    private var price: ReportColumn.Kind { .money(places: scope.currency.places + Self.morePlaces) }

    /// What an hour of each type cost in effect, and of it a vCPU and a GiB.
    func prices(_ rows: [Row]) throws -> ReportSection {
        let cells = try rows.map { row -> [ReportCell] in
            if let others = row.others {
                return [others, .absent, .absent] + (isWhole ? [.absent, .absent, try row.money("amount")] : [])
                    + [ReportCell](repeating: .absent, count: 5)
            }
            let whole: [ReportCell] = isWhole ? [.count(row.integer("machines")), try row.quantity("hours"), try row.money("amount")] : []
            return try [.phrase(Self.machine(row, "")), text(row, "region"), text(row, "provider")] + whole
                + ["hourly", "vcpu_hour", "gib_hour"].map(row.money) + [text(row, "benchmark"), row.money("operations")]
        }
        let whole = isWhole
            ? [ReportColumn("machines", "Machines", .count), ReportColumn("hours", "Hours", .quantity(places: 0)), ReportColumn("total", "Total", money)]
            : []
        var total: [ReportCell]?
        if isWhole {
            total = [.phrase("Total")] + [ReportCell](repeating: .absent, count: 10)
            total?[5] = .money(try ReportSums.sum(cells, column: 5, section: "machine-prices"))
        }
        return ReportSection(
            key: "machine-prices", title: "Prices of machines",
            note: isWhole
                ? "Effective prices of an hour by type and purchase option, from the bill, and of it a vCPU and a GiB. 10,000 op/s is an hour of so many sustained operations, where throughput was measured (org.instance_throughput)."
                : "Effective prices of an hour of the machines of the clusters that the team runs in, and of it a vCPU and a GiB.",
            columns: [
                ReportColumn("machine", "Machine", .text), ReportColumn("region", "Region", .text), ReportColumn("provider", "Provider", .text),
            ] + whole + [
                ReportColumn("hourly", "An hour", price), ReportColumn("vcpu_hour", "A vCPU-hour", price),
                ReportColumn("gib_hour", "A GiB-hour", price), ReportColumn("benchmark", "Benchmark", .text),
                ReportColumn("operations", "10,000 op/s", price),
            ],
            rows: cells, total: total, chart: cells.count > 1 ? ReportChart(label: "machine", columns: ["vcpu_hour"]) : nil)
    }

    /// What would be cheaper elsewhere, all else alike.
    func arbitrage(_ rows: [Row]) throws -> ReportSection {
        let cells = try rows.map { row -> [ReportCell] in
            if let others = row.others { return [others] + [ReportCell](repeating: .absent, count: isWhole ? 8 : 7) }
            return try [
                .phrase(Self.machine(row, "")), text(row, "region"), .phrase(Self.compared(row.text("compared"))), row.money("price"),
                .phrase(Self.machine(row, "cheaper_")), text(row, "cheaper_region"), row.money("cheaper_price"), row.ratio("difference"),
            ] + (isWhole ? [row.money("amount")] : [])
        }
        var section = ReportSection(
            key: "arbitrage", title: "Cheaper elsewhere",
            note: "Machines over \(percent: settings.arbitrageMin) dearer than another type, region or purchase option, all else alike: by an hour of 10,000 op/s where throughput was measured, else by a vCPU-hour. Savings of several comparisons are not added: they are of the same machines.",
            columns: [
                ReportColumn("machine", "Machine", .text), ReportColumn("region", "Region", .text), ReportColumn("compared", "Compared", .text),
                ReportColumn("price", "Price", price), ReportColumn("cheaper", "Cheaper", .text),
                ReportColumn("cheaper_region", "Its region", .text), ReportColumn("cheaper_price", "Its price", price),
                ReportColumn("difference", "Difference", .percent),
            ] + (isWhole ? [ReportColumn("saving", "Saving", money)] : []), rows: cells)
        if cells.isEmpty { section.emptyReason = "No machine is over \(percent: settings.arbitrageMin) dearer than another for the same work." }
        return section
    }

    /// What commitments and spot machines cover and save, and from which use on commitments pay.
    func commitments(_ rows: [Row]) throws -> ReportSection {
        let cells = try rows.map { row -> [ReportCell] in
            let (used, needed) = (try row.decimal("utilisation"), try row.decimal("break_even"))
            var finding = ReportCell.absent
            if let used, let needed { finding = .phrase(used >= needed ? "it pays" : "on demand would be cheaper") }
            return try [row["service"].map(ReportCell.text) ?? .phrase("(no service)")]
                + ["coverage", "spot", "utilisation", "break_even"].map(row.ratio)
                + ["covered", "unused", "saving", "spot_saving"].map(row.money) + [finding]
        }
        return ReportSection(
            key: "machine-commitments", title: "Commitments and spot machines",
            note: "Coverage and spot are shares of machines' use at list prices. A commitment pays from the break-even utilisation on: its price against the list price. Saved is list price less cost, unused commitments taken off.",
            columns: [
                ReportColumn("service", "Service", .text), ReportColumn("coverage", "Coverage", .percent), ReportColumn("spot", "Spot", .percent),
                ReportColumn("utilisation", "Utilisation", .percent), ReportColumn("break_even", "Break-even", .percent),
                ReportColumn("covered", "Covered", money), ReportColumn("unused", "Unused", money), ReportColumn("saving", "Saved", money),
                ReportColumn("spot_saving", "Saved by spot", money), ReportColumn("finding", "Finding", .text),
            ], rows: cells)
    }

    private func text(_ row: Row, _ name: String) -> ReportCell { row[name].map(ReportCell.text) ?? .absent }

    /// `m5.2xlarge, on demand`.
    private static func machine(_ row: Row, _ side: String) -> Phrase {
        let option: Phrase =
            switch row.text("\(side)option") {
            case "spot": "spot"
            case "committed": "committed"
            default: "on demand"
            }
        return "\(row.text("\(side)type")), \(option)"
    }

    private static func compared(_ word: String) -> Phrase {
        switch word {
        case "type": "type"
        case "region": "region"
        default: "purchase option"
        }
    }
}
