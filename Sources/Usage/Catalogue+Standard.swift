extension Catalogue {
    /// The signals that come with chargeback (docs/prometheus.md lists them with their queries).
    public static let standard = Catalogue(requests + usages + nodes + pods + volumes)

    private static let podKey: [SubjectKey] = [.namespace, .pod, .uid, .node, .container]
    private static let claimKey: [SubjectKey] = [.namespace, .claim]
    private static let gpuResources = ["nvidia_com_gpu", "amd_com_gpu", "gpu_intel_com_i915", "gpu_intel_com_xe"]

    /// More cores, bytes or devices than one machine has; a value above it has the wrong unit.
    private static let coresMax = 4096.0
    private static let bytesMax = 256e12
    private static let gpusMax = 1024.0

    private static func cpu(
        _ id: String, _ quantity: String, _ names: [Signal.Name], kind: Signal.Kind = .gauge,
        subject: [SubjectKey] = podKey, step: Int = 300, isRequired: Bool = false
    ) -> Signal {
        Signal(
            id: id, quantity: quantity, names: names, kind: kind, unit: "core_microsecond", scale: 1_000_000,
            stepSeconds: step, subject: subject, isRequired: isRequired,
            valueMax: kind == .increase ? coresMax * Double(step) : coresMax)
    }

    private static func bytes(
        _ id: String, _ quantity: String, _ names: [Signal.Name], kind: Signal.Kind = .gauge,
        subject: [SubjectKey] = podKey, isRequired: Bool = false, valueMax: Double = bytesMax
    ) -> Signal {
        Signal(
            id: id, quantity: quantity, names: names, kind: kind, unit: kind == .increase ? "byte" : "byte_second",
            subject: subject, duplicates: kind == .increase ? .sum : .max, isRequired: isRequired, valueMax: valueMax)
    }

    private static func gpu(
        _ id: String, _ quantity: String, _ names: [Signal.Name], subject: [SubjectKey] = podKey
    ) -> Signal {
        Signal(
            id: id, quantity: quantity, names: names, kind: .gauge, unit: "gpu_microsecond", scale: 1_000_000,
            subject: subject, valueMax: gpusMax)
    }

    private static func info(_ id: String, _ names: [String], subject: [SubjectKey]) -> Signal {
        Signal(id: id, names: names.map { .init($0) }, kind: .info, subject: subject)
    }

    /// Of a pod that has a node: one that waits for a node holds no capacity.
    private static func bound(_ name: String, _ resources: [String]) -> Signal.Name {
        .init(name, where: ["resource": .oneOf(resources), "node": .present()])
    }

    private static func resource(_ name: String, _ resources: [String]) -> Signal.Name {
        .init(name, where: ["resource": .oneOf(resources)])
    }

    private static let requests: [Signal] = [
        cpu(
            "pod_cpu_request", "pod_cpu_request",
            [
                .init("pod_request_cpu_cores"), .init("cpu_request_cores"), .init("cpu_request"),
                .init("kube_pod_container_resource_requests_cpu_cores"),
                bound("kube_pod_container_resource_requests", ["cpu"]),
            ], isRequired: true),
        bytes(
            "pod_memory_request", "pod_memory_request",
            [
                .init("pod_request_memory_bytes"), .init("mem_request_bytes"), .init("memory_request"),
                .init("kube_pod_container_resource_requests_memory_bytes"),
                bound("kube_pod_container_resource_requests", ["memory"]),
            ], isRequired: true),
        gpu(
            "pod_gpu_request", "pod_gpu_request",
            [
                .init("pod_request_gpu"), .init("pod_request_gpus"), .init("gpu_request"),
                bound("kube_pod_container_resource_requests", gpuResources),
            ]),
        cpu(
            "pod_cpu_limit", "pod_cpu_limit",
            [.init("pod_limit_cpu_cores"), bound("kube_pod_container_resource_limits", ["cpu"])]),
        bytes(
            "pod_memory_limit", "pod_memory_limit",
            [.init("pod_limit_memory_bytes"), bound("kube_pod_container_resource_limits", ["memory"])]),
        gpu("pod_gpu_limit", "pod_gpu_limit", [bound("kube_pod_container_resource_limits", gpuResources)]),
    ]

    /// Without the sandbox container and the pod's own control group, which count everything twice.
    private static let realContainer: [String: Signal.LabelMatch] = ["container": .present(except: ["POD"])]

    private static let usages: [Signal] = [
        cpu("pod_cpu_usage", "pod_cpu_usage", [.init("pod_usage_cpu_cores"), .init("cpu_usage")]),
        cpu("pod_cpu_usage_rate", "pod_cpu_usage", [.init("cpu_usage_cores")], kind: .rate),
        cpu(
            "pod_cpu_usage_increase_1h", "pod_cpu_usage", [.init("cpu_increase_1h"), .init("cpu_usage_core_seconds")],
            kind: .increase, step: 3600),
        cpu("pod_cpu_usage_increase_5m", "pod_cpu_usage", [.init("cpu_increase_5m")], kind: .increase),
        bytes(
            "pod_memory_usage", "pod_memory_usage",
            [
                .init("pod_usage_memory_bytes"), .init("memory_usage"),
                .init("container_memory_working_set_bytes", where: realContainer),
            ]),
        bytes("pod_memory_usage_mean", "pod_memory_usage", [.init("mem_working_set_bytes")], kind: .rate),
        gpu("pod_gpu_usage", "pod_gpu_usage", [.init("pod_usage_gpu"), .init("gpu_usage")]),
        bytes(
            "pod_network_receive", "pod_network_receive", [.init("net_rx_bytes"), .init("pod_network_receive_bytes")],
            kind: .increase, valueMax: 1e18),
        bytes(
            "pod_network_transmit", "pod_network_transmit",
            [.init("net_tx_bytes"), .init("pod_network_transmit_bytes")], kind: .increase, valueMax: 1e18),
    ]

    private static let nodes: [Signal] = [
        cpu(
            "node_cpu_capacity", "node_cpu_capacity",
            [.init("node_capacity_cpu_cores"), resource("kube_node_status_capacity", ["cpu"])]
                + node("capacity", "cpu"),
            subject: [.node]),
        bytes(
            "node_memory_capacity", "node_memory_capacity",
            [.init("node_capacity_memory_bytes"), resource("kube_node_status_capacity", ["memory"])]
                + node("capacity", "memory"), subject: [.node]),
        gpu(
            "node_gpu_capacity", "node_gpu_capacity",
            [
                .init("node_capacity_gpu"), .init("node_capacity_gpus"),
                resource("kube_node_status_capacity", gpuResources),
            ]
                + node("capacity", gpuResources), subject: [.node]),
        cpu(
            "node_cpu_allocatable", "node_cpu_allocatable",
            [resource("kube_node_status_allocatable", ["cpu"])] + node("allocatable", "cpu"), subject: [.node]),
        bytes(
            "node_memory_allocatable", "node_memory_allocatable",
            [resource("kube_node_status_allocatable", ["memory"])] + node("allocatable", "memory"), subject: [.node]),
        gpu(
            "node_gpu_allocatable", "node_gpu_allocatable",
            [resource("kube_node_status_allocatable", gpuResources)] + node("allocatable", gpuResources),
            subject: [.node]),
        info("node_info", ["kube_node_info"], subject: [.node]),
        info("node_labels", ["kube_node_labels"], subject: [.node]),
    ]

    private static func node(_ what: String, _ resources: String...) -> [Signal.Name] { node(what, resources) }
    private static func node(_ what: String, _ resources: [String]) -> [Signal.Name] {
        [resource("node_\(what)", resources)]
    }

    private static let podIdentity: [SubjectKey] = [.namespace, .pod, .uid]

    private static let pods: [Signal] = [
        info("pod_info", ["kube_pod_info"], subject: [.namespace, .pod, .uid, .node]),
        info("pod_owner", ["kube_pod_owner"], subject: podIdentity),
        info("pod_labels", ["kube_pod_labels"], subject: podIdentity),
        info("pod_annotations", ["kube_pod_annotations"], subject: podIdentity),
        info("pod_phase", ["kube_pod_status_phase", "pod_phase_active"], subject: podIdentity),
        info("namespace_labels", ["kube_namespace_labels"], subject: [.namespace]),
        info("namespace_annotations", ["kube_namespace_annotations"], subject: [.namespace]),
    ]

    private static let volumes: [Signal] = [
        info("volume_info", ["kube_persistentvolume_info"], subject: [.volume]),
        info("claim_info", ["kube_persistentvolumeclaim_info"], subject: claimKey),
        info(
            "pod_claim", ["kube_pod_spec_volumes_persistentvolumeclaims_info", "pod_pvc"],
            subject: podIdentity + [.claim]),
        bytes(
            "volume_capacity", "volume_capacity", [.init("kube_persistentvolume_capacity_bytes")], subject: [.volume]),
        bytes(
            "claim_request", "claim_request",
            [.init("pvc_request_bytes"), .init("kube_persistentvolumeclaim_resource_requests_storage_bytes")],
            subject: claimKey),
        bytes(
            "claim_usage", "claim_usage", [.init("kubelet_volume_stats_used_bytes")], subject: claimKey),
    ]

}
