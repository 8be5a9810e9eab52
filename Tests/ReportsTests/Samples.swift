import Money

@testable import Reports

/// A number written in a test.
func number(_ text: String) -> ExactDecimal {
    do { return try ExactDecimal(text) } catch { preconditionFailure("\(text) \(error)") }
}

/// The document whose golden files lie under reports/golden: every kind of cell and section once.
enum Samples {
    static let monthly = ReportDocument(
        title: "Cost by team", subtitle: "September 2026",
        facts: [
            ReportFact("Period", "2026-09"), ReportFact("Currency", "USD"),
            ReportFact("Cost basis", "effective, after commitments and credits"),
            ReportFact("Generated from", "run 812"),
            ReportFact("Digest", "9f2c61d04be7a3158c0d27f6e4b95a1208d7c3ef645ba90217fe83dc5a6b4e01"),
        ],
        stamp: .provisional, sections: [teams, services, adjustments])

    private static let columns = [
        ReportColumn("team", "Team", .text), ReportColumn("direct", "Direct", .money(places: 2)),
        ReportColumn("shared", "Shared", .money(places: 2)), ReportColumn("total", "Total", .money(places: 2)),
        ReportColumn("share", "Share", .percent), ReportColumn("previous", "Previous month", .money(places: 2)),
        ReportColumn("change", "Change", .money(places: 2), isChange: true), ReportColumn("pods", "Pods", .count),
        ReportColumn("core_hours", "Core hours", .quantity(places: 1)),
    ]

    /// Team, direct, shared, previous month, pods, core hours.
    private static let figures: [(String, String, String, String?, Int64?, String?)] = [
        ("checkout", "18204.125", "2911.4449999", "17650.005", 214, "41250.25"),
        ("search and recommendations", "12077.3333333333", "2004.6666666667", "12911.125", 180, "38811.75"),
        ("payments", "9310.005", "1350.0000003", "9310.005", 96, "20104.5"),
        ("data platform", "7450.5", "890.125", "4120.75", 41, "16020"),
        ("mobile backend", "3015.999", "455.001", nil, 30, "6150.5"),
        ("Zahlungsverkehr & Überweisungen", "1240.0049", "177.3351", "1188.4", 12, "2650.25"),
        ("refunds and credits", "-1500.25", "0", "-250", nil, nil),
        ("unallocated: no usage", "41.2", "0", "0.005", nil, nil),
    ]

    private static let teams: ReportSection = {
        let all = sum(figures.flatMap { [number($0.1), number($0.2)] })
        let rows = figures.map { team, direct, shared, previous, pods, hours -> [ReportCell] in
            let total = sum([number(direct), number(shared)])
            let before = previous.map(number)
            return [
                .text(team), .money(number(direct)), .money(number(shared)), .money(total),
                .percent(ratio(total, all)), before.map(ReportCell.money) ?? .absent,
                .money(sum([total, -(before ?? .zero)])), pods.map(ReportCell.count) ?? .absent,
                hours.map { .quantity(number($0)) } ?? .absent,
            ]
        }
        return ReportSection(
            key: "teams", title: "Teams",
            note:
                "Direct is what a team's own resources cost; shared is its part of idle capacity, platform and support.",
            columns: columns, rows: rows, total: total(of: rows),
            relations: [
                .sum(total: "total", parts: ["direct", "shared"]),
                .difference(result: "change", minuend: "total", subtrahend: "previous"),
            ],
            chart: ReportChart(label: "team", columns: ["direct", "shared"]))
    }()

    private static let services = ReportSection(
        key: "services", title: "Services",
        columns: [
            ReportColumn("service", "Service", .text), ReportColumn("provider", "Provider", .text),
            ReportColumn("cost", "Cost", .money(places: 2)),
            ReportColumn("unit_price", "Price of an hour", .money(places: 4)),
        ],
        rows: [
            [
                .text("Amazon Elastic Compute Cloud"), .text("aws"), .money(number("31044.3349")),
                .money(number("0.0416")),
            ],
            [
                .text("Amazon Simple Storage Service"), .text("aws"), .money(number("9113.3345")),
                .money(number("0.00005")),
            ],
            [.text("Cloud SQL"), .text("gcp"), .money(number("4410.8205")), .absent],
        ],
        total: [.text("Total"), .absent, .money(number("44568.4899")), .absent],
        chart: ReportChart(label: "service", columns: ["cost"]))

    private static let adjustments = ReportSection(
        key: "adjustments", title: "Adjustments to closed months", note: "What changed after a month was closed.",
        columns: [ReportColumn("month", "Month", .text), ReportColumn("cost", "Cost", .money(places: 2))], rows: [])

    private static func total(of rows: [[ReportCell]]) -> [ReportCell] {
        columns.indices.map { index in
            switch columns[index].kind {
            case .text: .text("Total")
            case .percent: .percent(number("1"))
            case .money: .money(sum(rows.compactMap { $0[index].amount }))
            case .quantity: .quantity(sum(rows.compactMap { $0[index].amount }))
            case .count: .count(Int64(sum(rows.compactMap { $0[index].amount }).significand))
            }
        }
    }

    static func sum(_ amounts: [ExactDecimal]) -> ExactDecimal {
        amounts.reduce(.zero) { sum, amount in
            do { return try sum.adding(amount) } catch { preconditionFailure("\(error)") }
        }
    }

    /// The ratio to four decimals: enough for a share that is shown with one.
    private static func ratio(_ part: ExactDecimal, _ whole: ExactDecimal) -> ExactDecimal {
        let places = max(part.scale, whole.scale)
        let numerator = (part.digits(atScale: places) ?? 0) * 10_000
        return ExactDecimal(significand: numerator / (whole.digits(atScale: places) ?? 1), scale: 4)
    }
}
