/// The workload that a pod's owner stands for.
///
/// A Deployment owns its pods through a ReplicaSet, and a CronJob through a Job, whose names end in a part
/// that changes with every rollout or run. That part is cut off, so that `ReplicaSet/api-7d9f6c5b8` is
/// `Deployment/api` and `Job/report-29012345` is `CronJob/report`.
enum Workload {
    /// Kubernetes' alphabet of generated names: no vowels, and no digits that look like one
    /// (`k8s.io/apimachinery/pkg/util/rand`).
    private static let safeCharacters = Set("bcdfghjklmnpqrstvwxz2456789")

    /// `KIND/NAME` of a pod's owner, `nil` where it has none.
    static func name(_ labels: [String: String]) -> String? {
        guard let kind = value(labels["owner_kind"] ?? labels["created_by_kind"]),
            let name = value(labels["owner_name"] ?? labels["created_by_name"])
        else { return nil }
        switch kind {
        case "ReplicaSet":
            return cut(name) { (5...10).contains($0.count) && $0.allSatisfy(safeCharacters.contains) }
                .map { "Deployment/\($0)" } ?? "\(kind)/\(name)"
        case "Job":
            // The minute that the run was due, counted since 1970.
            return cut(name) { (8...10).contains($0.count) && $0.allSatisfy { ("0"..."9").contains($0) } }
                .map { "CronJob/\($0)" } ?? "\(kind)/\(name)"
        default: return "\(kind)/\(name)"
        }
    }

    private static func value(_ text: String?) -> String? {
        guard let text, !text.isEmpty, text != "<none>" else { return nil }
        return text
    }

    private static func cut(_ name: String, where isGenerated: (Substring) -> Bool) -> Substring? {
        guard let dash = name.lastIndex(of: "-"), dash > name.startIndex,
            isGenerated(name[name.index(after: dash)...])
        else { return nil }
        return name[..<dash]
    }
}
