import Money
import Settings

/// What to do about a change, each with the figure that says so.
struct Suggestions {
    let base: Snapshot
    let head: Snapshot
    let changes: [ChangeRules.Figure: Int128]

    /// Changes from here on are worth a word, in thousandths of a per cent.
    private static let notable: Int128 = 10_000
    /// Below this share of its request a resource is reserved for nothing much.
    private static let lowShare = ExactDecimal(significand: 40, scale: 2)
    /// Above this share of its request memory is near its end.
    private static let highShare = ExactDecimal(significand: 80, scale: 2)

    var all: [String] { [cpuRequest, memoryRequest, memoryPressure, work, price].compactMap { $0 } }

    private var cpuRequest: String? {
        guard let share = head.compared(.cpuUtilisation), share < Self.lowShare else { return nil }
        return "lower the CPU request: \(Percent.share(share)) of it is used; report.rightsizing says to what"
    }

    private var memoryRequest: String? {
        guard let share = head.compared(.memoryUtilisation), share < Self.lowShare else { return nil }
        return "lower the memory request: \(Percent.share(share)) of it is used; report.rightsizing says to what"
    }

    private var memoryPressure: String? {
        guard let share = head.compared(.memoryUtilisation), share > Self.highShare else { return nil }
        let limit = head.goLimit.map { "; or, for Go, GOMEMLIMIT=\($0.words)" } ?? ""
        return "raise the memory request: \(Percent.share(share)) of it is used\(limit)"
    }

    private var work: String? {
        guard let change = changes[.cpu], change >= Self.notable else { return nil }
        let memory = changes[.memory].map { ", memory \(Percent.change($0))" } ?? ""
        let limit = head.goLimit.map { " (GOMEMLIMIT=\($0.words))" } ?? ""
        return "profile it: CPU at the same load \(Percent.change(change))\(memory); for Go, look at GOGC and GOMEMLIMIT first\(limit)"
    }

    private var price: String? {
        guard let cost = changes[.cost], cost >= Self.notable else { return nil }
        let causes: [ChangeRules.Figure] = [.cpu, .memory, .cpuRequest, .memoryRequest]
        guard causes.allSatisfy({ (changes[$0] ?? 0) < Self.notable / 2 }) else { return nil }
        return "look at the machines: cost \(Percent.change(cost)), while neither use nor requests grew; "
            + "report.instance_price and report.arbitrage compare types"
    }
}

extension Snapshot.GoLimit {
    /// `4080218931: container api, Guaranteed, limit 4294967296`.
    fileprivate var words: String { "\(bytes): container \(container), \(qosClass), limit \(limitBytes)" }
}

/// Per cent as people read it.
enum Percent {
    /// `+22.3 %`, of thousandths of a per cent; cut off, so that nothing looks larger than it is.
    static func change(_ thousandths: Int128) -> String {
        let tenths = thousandths / 100
        return "\(thousandths < 0 ? "-" : "+")\(tenths.magnitude / 10).\(tenths.magnitude % 10) %"
    }

    /// `41.2 %`, of a share.
    static func share(_ value: ExactDecimal) -> String {
        let tenths = (value.digits(atScale: 12) ?? 0) / 1_000_000_000
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
