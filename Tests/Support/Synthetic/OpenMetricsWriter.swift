import Glibc

/// Writes what a cluster's exporters would have been scraped for, in OpenMetrics' text format.
///
/// kube-state-metrics and each kubelet are scraped every 30 seconds, each at its own moment.
struct OpenMetricsWriter: ~Copyable {
    static let scrapeSeconds: Int64 = 30
    private let file: UnsafeMutablePointer<FILE>
    private let cluster: SyntheticCluster

    init?(path: String, cluster: SyntheticCluster) {
        guard let file = fopen(path, "w") else { return nil }
        self.file = file
        self.cluster = cluster
    }

    deinit { fclose(file) }

    func write() {
        writeScrapes()
        writeNodes()
        writePods()
        writeVolumes()
        for pod in cluster.pods { writeUsage(of: pod) }
        fputs("# EOF\n", file)
    }

    /// One series: a sample at each scrape in a time.
    private func series(
        _ name: String, _ labels: [(String, String)], offset: Int64, from: Int64, to: Int64,
        without gap: Range<Int64> = 0..<0, value: (Int64) -> Double
    ) {
        let text = labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
        let head = "\(name){\(text)} "
        var at = (from - offset + Self.scrapeSeconds - 1) / Self.scrapeSeconds * Self.scrapeSeconds + offset
        while at < to {
            if !gap.contains(at) {
                fputs(head, file)
                fputs("\(value(at)) \(at)\n", file)
            }
            at += Self.scrapeSeconds
        }
    }

    private var first: Int64 { SyntheticCluster.firstSecond }
    private var last: Int64 { SyntheticCluster.lastSecond }

    /// kube-state-metrics' series have the exporter's own labels beside the object's.
    private func state(_ name: String, _ labels: [(String, String)], from: Int64, to: Int64, value: (Int64) -> Double = { _ in 1 }) {
        let own = [("job", "kube-state-metrics"), ("instance", "10.0.0.9:8080")]
        series(name, labels + own, offset: 13, from: from, to: to, value: value)
    }

    private static func offset(of node: String) -> Int64 { Int64(node.utf8.last! % 16) * 7 % scrapeSeconds }

    private static func gap(of node: String) -> Range<Int64> { node == "node-3" ? SyntheticCluster.gap : 0..<0 }

    private func writeScrapes() {
        state("up", [], from: first, to: last)
        for node in SyntheticCluster.nodes {
            let labels = [("job", "kubelet"), ("metrics_path", "/metrics/cadvisor"), ("node", node), ("instance", "\(node):10250")]
            series("up", labels, offset: Self.offset(of: node), from: first, to: last, without: Self.gap(of: node)) { _ in 1 }
        }
    }

    private func writeNodes() {
        for node in SyntheticCluster.nodes {
            let machine = "aws:///eu-central-1a/\(SyntheticCluster.instance(of: node))"
            state("kube_node_info", [("node", node), ("provider_id", machine)], from: first, to: last)
            state(
                "kube_node_labels", [("node", node), ("label_node_kubernetes_io_instance_type", "m6i.2xlarge")], from: first,
                to: last)
            let capacity: [(String, String, Double)] = [
                ("cpu", "core", 16), ("memory", "byte", 68_719_476_736), ("pods", "integer", 110),
            ]
            for (resource, unit, value) in capacity + (node == "node-4" ? [("nvidia_com_gpu", "integer", 2)] : []) {
                for name in ["kube_node_status_capacity", "kube_node_status_allocatable"] {
                    state(name, [("node", node), ("resource", resource), ("unit", unit)], from: first, to: last) { _ in value }
                }
            }
        }
        for namespace in Set(cluster.pods.map(\.namespace)).sorted() {
            state("kube_namespace_labels", [("namespace", namespace), ("label_team", "team-\(namespace)")], from: first, to: last)
        }
    }

    private func writePods() {
        for pod in cluster.pods {
            let key = [("namespace", pod.namespace), ("pod", pod.name), ("uid", pod.uid)]
            state("kube_pod_owner", key + [("owner_kind", pod.owner.kind), ("owner_name", pod.owner.name), ("owner_is_controller", "true")], from: pod.createdAt, to: pod.deletedAt)
            let info = [
                ("created_by_kind", pod.owner.kind), ("created_by_name", pod.owner.name),
                ("host_network", "\(pod.isHostNetwork)"),
            ]
            if pod.createdAt < pod.startedAt {
                state("kube_pod_info", key + info, from: pod.createdAt, to: pod.startedAt)
            }
            state("kube_pod_info", key + [("node", pod.node)] + info, from: pod.startedAt, to: pod.deletedAt)
            for (index, entry) in pod.labels.enumerated() {
                let to = index + 1 < pod.labels.count ? pod.labels[index + 1].from : pod.deletedAt
                state("kube_pod_labels", key + entry.labels, from: entry.from, to: to)
            }
            for phase in ["Pending", "Running", "Succeeded", "Failed", "Unknown"] {
                state("kube_pod_status_phase", key + [("phase", phase)], from: pod.createdAt, to: pod.deletedAt) { at in
                    let now = at < pod.startedAt ? "Pending" : at < pod.endedAt ? "Running" : pod.lastPhase
                    return now == phase ? 1 : 0
                }
            }
            for quality in ["BestEffort", "Burstable", "Guaranteed"] {
                state("kube_pod_status_qos_class", key + [("qos_class", quality)], from: pod.createdAt, to: pod.deletedAt) { _ in
                    quality == "Burstable" ? 1 : 0
                }
            }
            writeRequests(of: pod, key)
        }
    }

    private func writeRequests(of pod: SyntheticPod, _ key: [(String, String)]) {
        for (index, container) in pod.containers.enumerated() {
            let requests: [(String, String, Double)] =
                [("cpu", "core", container.cpuRequest), ("memory", "byte", container.memoryRequest)]
                + (index == 0 && pod.gpus > 0 ? [("nvidia_com_gpu", "integer", Double(pod.gpus))] : [])
            for (resource, unit, value) in requests {
                let labels = key + [("container", container.name), ("resource", resource), ("unit", unit)]
                if pod.createdAt < pod.startedAt {
                    state("kube_pod_container_resource_requests", labels, from: pod.createdAt, to: pod.startedAt) { _ in value }
                }
                state(
                    "kube_pod_container_resource_requests", labels + [("node", pod.node)], from: pod.startedAt,
                    to: pod.deletedAt) { _ in value }
            }
        }
    }

    private func writeVolumes() {
        for pod in cluster.pods {
            guard let claim = pod.claim else { continue }
            let mount = [
                ("namespace", pod.namespace), ("pod", pod.name), ("uid", pod.uid), ("volume", "data"),
                ("persistentvolumeclaim", claim),
            ]
            state("kube_pod_spec_volumes_persistentvolumeclaims_info", mount, from: pod.createdAt, to: pod.deletedAt)
        }
        for claim in Set(cluster.pods.compactMap(\.claim)).sorted() {
            let key = [("namespace", "data"), ("persistentvolumeclaim", claim)]
            state("kube_persistentvolumeclaim_info", key + [("volumename", "pvc-\(claim)"), ("storageclass", "gp3")], from: first, to: last)
            state("kube_persistentvolumeclaim_resource_requests_storage_bytes", key, from: first, to: last) { _ in 107_374_182_400 }
            let volume = [("persistentvolume", "pvc-\(claim)")]
            state("kube_persistentvolume_info", volume + [("csi_driver", "ebs.csi.aws.com"), ("csi_volume_handle", "vol-\(claim)")], from: first, to: last)
            state("kube_persistentvolume_capacity_bytes", volume, from: first, to: last) { _ in 107_374_182_400 }
        }
    }

    private func writeUsage(of pod: SyntheticPod) {
        let scraped = [("job", "kubelet"), ("metrics_path", "/metrics/cadvisor"), ("instance", "\(pod.node):10250"), ("node", pod.node)]
        let offset = Self.offset(of: pod.node)
        let gap = Self.gap(of: pod.node)
        let slice =
            pod.hasUIDInPath
            ? "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod\(pod.uid.replacing("-", with: "_")).slice"
            : "/docker/\(pod.name)"
        func write(_ name: String, _ container: String, _ path: String, _ from: Int64, _ to: Int64, _ more: [(String, String)] = [], _ value: (Int64) -> Double) {
            let labels = [("namespace", pod.namespace), ("pod", pod.name), ("container", container), ("id", path)]
            series(name, labels.filter { !$0.1.isEmpty } + more + scraped, offset: offset, from: from, to: to, without: gap, value: value)
        }
        var podLives: [(Int64, Int64)] = []
        for container in pod.containers {
            let restart = container.restartedAt.map { [$0] } ?? []
            let edges = [pod.startedAt] + restart + [pod.endedAt]
            for (life, (from, to)) in zip(edges, edges.dropFirst()).enumerated() {
                let path = "\(slice)/cri-containerd-\(container.name)\(life).scope"
                write("container_cpu_usage_seconds_total", container.name, path, from, to) {
                    container.cpuUse * pod.wave.integral(from, $0)
                }
                write("container_memory_working_set_bytes", container.name, path, from, to) {
                    container.memoryUse * pod.swell.value($0)
                }
                podLives.append((from, to))
            }
        }
        // The pod's own cgroup repeats the sum of its containers; the pause container hardly does anything.
        write("container_cpu_usage_seconds_total", "", slice, pod.startedAt, pod.endedAt) { pod.cpuUsed(pod.startedAt, $0) }
        write("container_memory_working_set_bytes", "POD", slice + "/pause", pod.startedAt, pod.endedAt) { _ in 1e6 }
        for interface in ["eth0", "lo"] {
            for (name, rate) in [("receive", 1000.0), ("transmit", 3000.0)] {
                write("container_network_\(name)_bytes_total", "", slice, pod.startedAt, pod.endedAt, [("interface", interface)]) {
                    Double($0 - pod.startedAt) * rate
                }
            }
        }
        guard pod.gpus > 0 else { return }
        let labels = [("Hostname", pod.node), ("exported_namespace", pod.namespace), ("exported_pod", pod.name), ("exported_container", pod.containers[0].name), ("gpu", "0"), ("job", "dcgm")]
        series("DCGM_FI_PROF_GR_ENGINE_ACTIVE", labels, offset: 3, from: pod.startedAt, to: pod.endedAt) { _ in 0.75 }
    }
}
