import Foundation
import Store
import TestSupport

/// What is known of the made-up cluster beside what chargeback makes of it.
struct Truth {
    /// Sums of a quantity: how far pod hours are from what is true.
    struct Comparison: CustomStringConvertible {
        let name: String
        var true_ = 0.0
        var got = 0.0
        var misplaced = 0.0
        /// The pod hours that are furthest off.
        var worst: [(off: Double, words: String)] = []

        /// The difference of the totals, in per cent.
        var total: Double { (got - true_) / true_ * 100 }
        /// The sum of the pod hours' differences without their signs, in per cent.
        var misallocated: Double { misplaced / true_ * 100 }

        var description: String {
            let words = [name, String(format: "total %+.3f %%", total), String(format: "misallocated %.3f %%", misallocated)]
            let worst = worst.sorted { abs($0.off) > abs($1.off) }.prefix(5)
                .map { String(format: "%@ %+.3f %%", $0.words, $0.off / true_ * 100) }
            return (words + ["furthest: " + worst.joined(separator: ", ")]).joined(separator: "  ")
        }
    }

    private struct Key: Hashable {
        let pod: String
        let hour: Int
    }

    let cluster = SyntheticCluster()
    let rows: Rows

    /// Compares a column of usage.pod_hour, by uid and hour.
    func compare(
        _ name: String, _ column: String, unit: Double, where isMeant: (SyntheticPod) -> Bool = { _ in true },
        _ quantity: (SyntheticPod, Int64, Int64) -> Double
    ) -> Comparison {
        var comparison = Comparison(name: name)
        var got: [Key: Double] = [:]
        let meant = Set(cluster.pods.filter(isMeant).map(\.uid))
        let known = Set(cluster.pods.map(\.uid))
        for row in rows {
            let pod = row.text("pod_key")
            guard meant.contains(pod) || !known.contains(pod) else { continue }
            got[Key(pod: pod, hour: Int(row.integer("hour"))), default: 0] += Double(row.integer(column)) / unit
        }
        for pod in cluster.pods where isMeant(pod) {
            for hour in 0..<SyntheticCluster.hourCount {
                let from = SyntheticCluster.start + Int64(hour) * 3600
                let truth = quantity(pod, from, from + 3600)
                let seen = got.removeValue(forKey: Key(pod: pod.uid, hour: hour)) ?? 0
                comparison.true_ += truth
                comparison.got += seen
                comparison.misplaced += abs(seen - truth)
                comparison.worst.append((seen - truth, "\(pod.name) \(hour)"))
            }
        }
        for (key, value) in got {
            comparison.got += value
            comparison.misplaced += value
            comparison.worst.append((value, "\(key.pod) \(key.hour)"))
        }
        return comparison
    }
}
