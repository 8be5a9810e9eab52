/// The one spelling under which a bill's resource and a cluster's node or volume meet.
///
/// Bills and clusters name the same machine differently: a cost and usage report says
/// `i-0a1b`, a FOCUS bill `arn:aws:ec2:us-east-1:111111111111:instance/i-0a1b`, the cluster
/// `aws:///us-east-1a/i-0a1b`. Keys are compared as bytes.
public enum ResourceKey {
    /// The key of a resource id as a bill writes it.
    ///
    /// - EC2 instance and EBS volume ARNs become their last part (`i-…`, `vol-…`), as AWS ids are unique.
    /// - Azure ids are the whole path in lower case: Azure compares them so.
    /// - Everything else is kept as it is.
    public static func billed(_ resourceID: String) -> String {
        if resourceID.hasPrefix("arn:"), let last = ec2Part(of: resourceID) { return last }
        if resourceID.utf8.first == UInt8(ascii: "/"), resourceID.lowercased().hasPrefix("/subscriptions/") { return resourceID.lowercased() }
        return resourceID
    }

    /// The key of a node's `provider_id` (`kube_node_info`).
    ///
    /// - `aws:///us-east-1a/i-0a1b` → `i-0a1b`
    /// - `azure:///subscriptions/…` → `/subscriptions/…` in lower case
    ///   (a machine of a scale set keeps its whole path; where the bill names the set alone, the ledger takes that)
    /// - `gce://project/zone/name` → `//compute.googleapis.com/projects/project/zones/zone/instances/name`
    /// - `alicloud://cn-hangzhou.i-bp1…` and `cn-hangzhou.i-bp1…` → `i-bp1…`
    /// - `oci://ocid1.instance.…` → `ocid1.instance.…`
    /// - anything else is kept as it is.
    public static func provider(_ providerID: String) -> String {
        if providerID.hasPrefix("aws://") {
            return String(providerID.split(separator: "/").last ?? Substring(providerID))
        }
        if providerID.hasPrefix("azure://") {
            return String(providerID.dropFirst("azure://".count)).lowercased()
        }
        if providerID.hasPrefix("gce://") {
            let parts = providerID.dropFirst("gce://".count).split(separator: "/")
            guard parts.count == 3 else { return providerID }
            return "//compute.googleapis.com/projects/\(parts[0])/zones/\(parts[1])/instances/\(parts[2])"
        }
        if providerID.hasPrefix("oci://") { return String(providerID.dropFirst("oci://".count)) }
        return alibabaPart(of: providerID) ?? providerID
    }

    /// The key of a persistent volume's CSI handle (`kube_persistentvolume_info`).
    ///
    /// EBS handles are the volume's id already; in-tree ones read `aws://us-east-1a/vol-0a1b`.
    public static func volume(_ handle: String) -> String {
        handle.hasPrefix("aws://") ? provider(handle) : billed(handle)
    }

    /// `i-…` of a region and an instance, as Alibaba Cloud's controller writes them, with or without its scheme.
    private static func alibabaPart(of id: String) -> String? {
        let scheme = "alicloud://"
        let parts = (id.hasPrefix(scheme) ? id.dropFirst(scheme.count) : Substring(id)).split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasPrefix("i-"), parts[0].contains("-"),
            parts[0].utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        return String(parts[1])
    }

    /// `i-…` or `vol-…` of an EC2 ARN.
    private static func ec2Part(of arn: String) -> String? {
        let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[2] == "ec2" else { return nil }
        for kind in ["instance/", "volume/"] where parts[5].hasPrefix(kind) {
            return String(parts[5].dropFirst(kind.count))
        }
        return nil
    }
}
