import Ledger
import Settings
import Store
import Testing

@Suite("What serves a cluster")
struct PlaceTests {
    static let rules = "distribution: []\nteam_rules: [{team: \"{namespace}\"}]\n"

    /// Two namespaces on one machine that no bill names: shop moves three times the bytes of lab, with a third of its CPU.
    static func cluster() throws -> Scenario {
        var scenario = try Scenario()
        scenario.node("n1", machine: "i-0", cores: "8", gibibytes: 8, hours: 24)
        for (pod, namespace, cores, bytes) in [("web-1", "shop", "1", "3000"), ("web-2", "shop", "1", "0"), ("job-1", "lab", "6", "1000")] {
            scenario.pod(pod, on: "n1", namespace: namespace, cores: cores, gibibytes: 1, hours: 24)
            scenario.addHourly(
                "pod_network_receive_1h", #""namespace":"\#(namespace)","pod":"\#(pod)","uid":"\#(pod)-uid","node":"n1""#, bytes, hours: 24)
        }
        return scenario
    }

    static func service(_ scenario: inout Scenario, _ namespace: String, _ name: String, host: String) {
        scenario.add(
            "kube_service_status_load_balancer_ingress", #""namespace":"\#(namespace)","service":"\#(name)","hostname":"\#(host)""#, "1",
            hours: 24)
    }

    static let balancer = "arn:aws:elasticloadbalancing:eu-west-1:7:loadbalancer/net/a1b2/50dc6c49"

    @Test("A load balancer goes to the pods behind its service, by bytes; where nobody knows them to its namespace's")
    func loadBalancer() throws {
        var scenario = try Self.cluster()
        Self.service(&scenario, "shop", "web", host: "a1b2-50dc6c49.elb.eu-west-1.amazonaws.com")
        scenario.charge("4", resource: Self.balancer, hour: 3)
        scenario.add("service_pod", #""namespace":"shop","service":"web","pod":"web-2""#, "1", hours: 24)
        try scenario.allocate(Self.rules)
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || kind || ' ' || coalesce(pod, '-') || ' ' || rule"), [
                "shop load balancer web-2 load balancer by cpu of its service": "4"
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])

        var unknown = try Self.cluster()
        Self.service(&unknown, "shop", "web", host: "a1b2-50dc6c49.elb.eu-west-1.amazonaws.com")
        unknown.charge("4", resource: Self.balancer, hour: 3)
        try unknown.allocate(Self.rules)
        same(
            try unknown.effective(by: "coalesce(team, reason) || ' ' || coalesce(pod, '-') || ' ' || rule"), [
                "shop web-1 load balancer by bytes of its namespace": "4"
            ])
    }

    @Test("A load balancer of a service without pods is its namespace's, and one of an ingress controller everybody's behind it")
    func ingress() throws {
        var scenario = try Self.cluster()
        Self.service(&scenario, "ingress-nginx", "controller", host: "a1b2-50dc6c49.elb.eu-west-1.amazonaws.com")
        for (namespace, name) in [("shop", "web"), ("lab", "api")] {
            scenario.add(
                "kube_ingress_path", #""namespace":"\#(namespace)","ingress":"\#(name)","host":"\#(name).example","path":"/","service_name":"\#(name)""#,
                "1", hours: 24)
        }
        scenario.charge("8", resource: Self.balancer)
        scenario.charge("1", resource: "arn:aws:elasticloadbalancing:eu-west-1:7:loadbalancer/app/x/1", tags: "kubernetes.io/service-name=empty/front,cluster=c1")
        try scenario.allocate(Self.rules)
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || coalesce(pod, '-') || ' ' || rule"), [
                "shop web-1 load balancer by bytes of its namespace": "6", "lab job-1 load balancer by bytes of its namespace": "2",
                "empty - load balancer of a service without pods": "1",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A NAT gateway goes to the pods of its cluster by the bytes they move, of a day or of a month; what no cluster has stays direct")
    func networkAddressTranslation() throws {
        var scenario = try Self.cluster()
        scenario.charge("4", resource: "arn:aws:ec2:eu-west-1:7:natgateway/nat-0a", tags: "kubernetes.io/cluster/c1=owned")
        scenario.charge("8", resource: "nat-0b", hours: 744)
        scenario.charge("16", resource: "nat-0c")
        try scenario.allocate(Self.rules + "clusters: [{name: c1, also: [prod], resources: [nat-0b]}]\n")
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || kind || ' ' || rule"), [
                "shop network traffic of a cluster by bytes": "9", "lab network traffic of a cluster by bytes": "3",
                "no team rule matches unallocated none": "16",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("Where no network use is known, CPU stands for it, and where no pod is, nothing is guessed")
    func byProcessor() throws {
        var scenario = try Scenario()
        scenario.node("n1", machine: "i-0", cores: "8", gibibytes: 8)
        scenario.pod("web", on: "n1", namespace: "shop", cores: "1", gibibytes: 1)
        scenario.pod("job", on: "n1", namespace: "lab", cores: "3", gibibytes: 1)
        scenario.charge("4", resource: "nat-0a", tags: "cluster=c1")
        scenario.charge("2", resource: "nat-0a", hour: 48, tags: "cluster=c1")
        try scenario.allocate(Self.rules)
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || kind || ' ' || rule"), [
                "shop network traffic of a cluster by cpu": "1", "lab network traffic of a cluster by cpu": "3",
                "no usage unallocated none": "2",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A cluster's fee is a pot of its own, shared out within the cluster, whatever the bill calls it", arguments: [
        ("arn:aws:eks:eu-west-1:7:cluster/c1", ""), ("arn:aws:eks:eu-west-1:7:cluster/prod", ""),
        ("/subscriptions/s/resourceGroups/r/providers/Microsoft.ContainerService/managedClusters/prod", ""),
        ("//container.googleapis.com/projects/p/locations/europe-west1/clusters/c1", ""), ("ocid1.cluster.oc1.iad.x", "cluster=c1"),
    ])
    func fee(resource: String, tags: String) throws {
        var scenario = try Self.cluster()
        scenario.charge("0.8", resource: resource, tags: tags)
        scenario.charge("2", resource: "nat-0a", tags: "cluster=c1")
        try scenario.allocate("team_rules: [{team: \"{namespace}\"}]\nclusters: [{name: c1, also: [\"pro*\"]}]\n")
        same(
            try scenario.effective(), [
                "shop network": "1.5", "lab network": "0.5", "shop control plane shared": "0.6", "lab control plane shared": "0.2",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A serverless pod's lines are that pod's, each hour under the labels it had then")
    func serverless() throws {
        var scenario = try Scenario()
        let fargate = "arn:aws:eks:eu-west-1:7:pod/c1/shop/api-1/api-1-uid"
        for hour in 0..<2 { scenario.charge("3", resource: fargate, hour: hour, service: "Fargate vCPU") }
        scenario.charge("5", resource: "/subscriptions/S/resourceGroups/r/providers/Microsoft.ContainerInstance/containerGroups/lab-job-1")
        scenario.charge("7", resource: "arn:aws:eks:eu-west-1:7:pod/c1/web/gone-1/u", service: "Fargate vCPU")
        scenario.pod("api-1", on: "fargate-1", namespace: "shop", cores: "1", gibibytes: 1, hours: 2)
        scenario.pod("job-1", on: "virtual-1", namespace: "lab", cores: "1", gibibytes: 1)
        try scenario.labels("namespace,pod,from,to,owner\nshop,api-1,2026-10-01T00:00:00Z,2026-10-01T01:20:00Z,ada\nshop,api-1,2026-10-01T01:20:00Z,,bob\n")
        try scenario.allocate(Self.rules)
        same(
            try scenario.effective(by: "coalesce(team, reason) || ' ' || coalesce(pod, '-') || ' ' || coalesce(owner, '-') || ' ' || rule"), [
                "shop api-1 ada pod of its own": "4", "shop api-1 bob pod of its own": "2", "lab job-1 - pod of its own": "5",
                "web gone-1 - pod of its own": "7",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("What a serverless pod's memory costs is that pod's, too")
    func serverlessMemory() throws {
        var scenario = try Scenario()
        let fargate = "arn:aws:eks:eu-west-1:7:pod/c1/shop/api-1/api-1-uid"
        scenario.charge("3", resource: fargate, service: "Fargate", meter: "EUC1-Fargate-GB-Hours")
        scenario.charge("5", resource: fargate, service: "Fargate", meter: "EUC1-Fargate-vCPU-Hours:perCPU")
        scenario.pod("api-1", on: "fargate-1", cores: "1", gibibytes: 1)
        try scenario.allocate(Self.rules)
        same(try scenario.effective(), ["shop memory": "3", "shop cpu": "5"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A scale set that the bill names as a whole is divided among the pods of all its machines")
    func scaleSet() throws {
        var scenario = try Scenario()
        let set = "/subscriptions/S/resourceGroups/mc/providers/Microsoft.Compute/virtualMachineScaleSets/pool"
        for (node, pod, cores) in [("n0", "api", "1"), ("n1", "job", "3")] {
            scenario.add("kube_node_info", #""node":"\#(node)","provider_id":"azure://\#(set)/virtualMachines/\#(node.last!)""#, "1")
            scenario.add("node_capacity_cpu_cores", #""node":"\#(node)""#, "4")
            scenario.pod(pod, on: node, namespace: pod, cores: cores, gibibytes: 0)
        }
        scenario.charge("8", resource: set)
        try scenario.allocate(Self.rules)
        same(
            try scenario.effective(), ["api cpu": "1", "job cpu": "3", "- idle shared": "4"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A machine that Google's bill names by number is found by its name and zone")
    func numbered() throws {
        var scenario = try Scenario()
        scenario.add("kube_node_info", #""node":"gke-1","provider_id":"gce://p/europe-west1-b/gke-1""#, "1")
        scenario.add("node_capacity_cpu_cores", #""node":"gke-1""#, "2")
        scenario.pod("api", on: "gke-1", cores: "2", gibibytes: 0)
        scenario.charge("3", resource: "//compute.googleapis.com/projects/99/zones/europe-west1-b/instances/4711", name: "gke-1")
        try scenario.allocate(Self.rules)
        same(
            try scenario.effective(), ["shop cpu": "3"])
    }
}

@Suite("Parts of machines")
struct MachinePartTests {
    @Test("GPUs are a part of their own: by their price, among those who hold them, what nobody holds is idle")
    func gpu() throws {
        var scenario = try Scenario()
        // 4 × 9 : 4 × 1 : 4 × 20 = 36 : 4 : 80, so of 12 the CPU costs 3.6, the memory 0.4 and the GPUs 8.
        scenario.charge("12", resource: "i-1")
        scenario.node("n1", machine: "i-1", cores: "4", gibibytes: 4)
        scenario.add("node_gpu_capacity", #""node":"n1""#, "4")
        scenario.pod("train", on: "n1", namespace: "lab", cores: "1", gibibytes: 1)
        scenario.pod("web", on: "n1", namespace: "shop", cores: "3", gibibytes: 3)
        scenario.add("pod_gpu_request", #""namespace":"lab","pod":"train","uid":"train-uid","node":"n1","container":"c""#, "3")
        try scenario.allocate(PlaceTests.rules + "allocation: {memory_price_ratio: {cpu: 9, memory: 1, gpu: 20}}\n")
        same(
            try scenario.effective(), [
                "lab cpu": "0.9", "shop cpu": "2.7", "lab memory": "0.1", "shop memory": "0.3", "lab gpu": "6", "- idle shared": "2",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A line that charges only cores, memory or GPUs of a machine goes by these alone")
    func lines() throws {
        var scenario = try Scenario()
        let machine = "//compute.googleapis.com/projects/p/zones/z/instances/n1"
        scenario.charge("3", resource: machine, meter: "N2 Instance Core running in Frankfurt")
        scenario.charge("4", resource: machine, meter: "N2 Instance Ram running in Frankfurt")
        scenario.add("kube_node_info", #""node":"n1","provider_id":"gce://p/z/n1""#, "1")
        scenario.add("node_capacity_cpu_cores", #""node":"n1""#, "3")
        scenario.add("node_capacity_memory_bytes", #""node":"n1""#, "\(4 * Scenario.gibibyte)")
        scenario.pod("a", on: "n1", namespace: "lab", cores: "2", gibibytes: 1)
        scenario.pod("b", on: "n1", namespace: "shop", cores: "1", gibibytes: 3)
        try scenario.allocate(PlaceTests.rules)
        same(try scenario.effective(), ["lab cpu": "2", "shop cpu": "1", "lab memory": "1", "shop memory": "3"])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("Traffic of a machine goes by bytes where they are known, a local disk by time on the machine")
    func trafficAndDisk() throws {
        var scenario = try Scenario()
        scenario.charge("4", resource: "i-1", meter: "EUC1-DataTransfer-Out-Bytes")
        scenario.charge("2", resource: "i-1", meter: "Local SSD")
        scenario.charge("8", resource: "i-2", meter: "EUC1-DataTransfer-Out-Bytes")
        for (node, machine) in [("n1", "i-1"), ("n2", "i-2")] { scenario.node(node, machine: machine, cores: "4", gibibytes: 4) }
        for (pod, namespace, cores, bytes) in [("a", "lab", "3", "1000"), ("b", "shop", "1", "3000")] {
            scenario.pod(pod, on: "n1", namespace: namespace, cores: cores, gibibytes: 1)
            scenario.pod(pod + "2", on: "n2", namespace: namespace, cores: cores, gibibytes: 1)
            scenario.addHourly("pod_network_transmit_1h", #""namespace":"\#(namespace)","pod":"\#(pod)","uid":"\#(pod)-uid","node":"n1""#, bytes)
        }
        try scenario.allocate(PlaceTests.rules)
        same(
            try scenario.effective(by: "team || ' ' || kind || ' ' || rule"), [
                "lab network traffic of a node by bytes": "1", "shop network traffic of a node by bytes": "3",
                "lab storage local disk of a node by time": "1", "shop storage local disk of a node by time": "1",
                "lab network traffic of a node by cpu": "6", "shop network traffic of a node by cpu": "2",
            ])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A volume's moment is shared evenly among those who mount it then: the four pods of the worked example")
    func sweep() throws {
        var scenario = try Scenario()
        scenario.charge("24", resource: "vol-1", hour: 8)
        scenario.add("kube_persistentvolume_info", #""persistentvolume":"pv-1","csi_volume_handle":"vol-1""#, "1", from: 8)
        scenario.add("kube_persistentvolumeclaim_info", #""namespace":"shop","persistentvolumeclaim":"data","volumename":"pv-1""#, "1", from: 8)
        for (pod, from, to) in [("a", 0, 60), ("b", 30, 60), ("c", 45, 60), ("d", 0, 15)] {
            scenario.pod(pod, on: "n", cores: "1", gibibytes: 1, hour: 8)
            scenario.add(
                "kube_pod_spec_volumes_persistentvolumeclaims_info",
                #""namespace":"shop","pod":"\#(pod)","uid":"\#(pod)-uid","persistentvolumeclaim":"data""#, "1",
                fromSecond: 8 * 3600 + from * 60, toSecond: 8 * 3600 + to * 60, step: 300)
        }
        try scenario.allocate(PlaceTests.rules)
        // 24 × 7/12, 5/24, 1/12 and 1/8.
        same(try scenario.effective(by: "pod"), ["a": "14", "b": "5", "c": "2", "d": "3"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }

    @Test("A moment at which nobody mounts a volume is its claim's")
    func unmounted() throws {
        var scenario = try Scenario()
        scenario.charge("6", resource: "vol-1")
        scenario.add("kube_persistentvolume_info", #""persistentvolume":"pv-1","csi_volume_handle":"vol-1""#, "1")
        scenario.add("kube_persistentvolumeclaim_info", #""namespace":"shop","persistentvolumeclaim":"data","volumename":"pv-1""#, "1")
        scenario.pod("a", on: "n", cores: "1", gibibytes: 1)
        scenario.add(
            "kube_pod_spec_volumes_persistentvolumeclaims_info", #""namespace":"shop","pod":"a","uid":"a-uid","persistentvolumeclaim":"data""#, "1",
            fromSecond: 0, toSecond: 1200)
        try scenario.allocate(PlaceTests.rules)
        same(try scenario.effective(by: "coalesce(pod, '-') || ' ' || rule"), ["a volume by mounting time": "2", "- volume of a claim": "4"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }
}

@Suite("The provider's words")
struct ProviderSplitTests {
    static let header =
        "identity/TimeInterval,bill/PayerAccountId,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/UsageAccountId,"
        + "lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/UsageType,"
        + "lineItem/ResourceId,lineItem/CurrencyCode,lineItem/UnblendedCost,lineItem/Operation,savingsPlan/SavingsPlanARN,"
        + "savingsPlan/SavingsPlanEffectiveCost,splitLineItem/ParentResourceId,splitLineItem/SplitCost,splitLineItem/UnusedCost"

    static func line(
        _ type: String, _ usage: String, _ resource: String, _ cost: String, plan: String = "", effective: String = "", parent: String = "",
        split: String = "", unused: String = "0"
    ) -> String {
        "2026-10-01T00:00:00Z/2026-10-01T01:00:00Z,1,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,7,\(type),2026-10-01T00:00:00Z,"
            + "2026-10-01T01:00:00Z,AmazonEC2,\(usage),\(resource),USD,\(cost),RunInstances,\(plan),\(effective),\(parent),\(split),"
            + (split.isEmpty ? "" : unused)
    }

    @Test("What AWS' split gives each pod stands beside ours, and its money is added to nothing")
    func crossCheck() throws {
        var scenario = try Scenario()
        scenario.node("n1", machine: "i-1", cores: "4", gibibytes: 0)
        scenario.pod("api", on: "n1", cores: "1", gibibytes: 0)
        scenario.pod("job", on: "n1", namespace: "lab", cores: "1", gibibytes: 0)
        let pod = "arn:aws:eks:eu-west-1:7:pod/c1"
        try scenario.allocate(
            PlaceTests.rules,
            bill: [
                Self.header, Self.line("Usage", "BoxUsage:m5.large", "i-1", "4"),
                Self.line("Usage", "EKS-EC2-vCPU-Hours", pod + "/shop/api/api-uid", "0", parent: "i-1", split: "3"),
                Self.line("Usage", "EKS-EC2-vCPU-Hours", pod + "/lab/job/job-uid", "0", parent: "i-1", split: "1"),
            ])
        same(try scenario.effective(), ["shop cpu": "1", "lab cpu": "1", "- idle shared": "2"])
        let rows = try scenario.connection.query(
            "select namespace, provider_cost::text, allocated_cost::text, difference::text, share_difference::text from report.provider_split order by 1")
        #expect(rows.map { row in rows.columnNames.map { row.text($0) }.joined(separator: " ") } == ["lab 1 1 0 -0.25", "shop 3 1 -2 0.25"])
        #expect(try scenario.findings() == [])
    }

    @Test("A savings plan's negation that covers several machines is divided among them, by what their covered usage was billed")
    func negation() throws {
        var scenario = try Scenario()
        for (node, machine, namespace) in [("n1", "i-1", "shop"), ("n2", "i-2", "lab")] {
            scenario.node(node, machine: machine, cores: "4", gibibytes: 0)
            scenario.pod("p-" + namespace, on: node, namespace: namespace, cores: "3", gibibytes: 0)
        }
        try scenario.allocate(
            "team_rules: [{team: \"{namespace}\"}]\n",
            bill: [
                Self.header,
                Self.line("SavingsPlanCoveredUsage", "BoxUsage:m5.large", "i-1", "1", plan: "sp", effective: "0.5"),
                Self.line("SavingsPlanCoveredUsage", "BoxUsage:m5.large", "i-2", "2", plan: "sp", effective: "1"),
                Self.line("SavingsPlanNegation", "BoxUsage:m5.large", "", "-3", plan: "sp"),
            ])
        let billed = try scenario.connection.query(
            "select team || ' ' || kind as key, trim_scale(sum(billed_cost))::text as cost, trim_scale(sum(effective_cost))::text as effective from cost.allocation group by 1 order by 1"
        ).map { "\($0.text("key")) \($0.text("cost")) \($0.text("effective"))" }
        #expect(billed == ["lab cpu 0 0.75", "lab idle 0 0.25", "shop cpu 0 0.375", "shop idle 0 0.125"])
        #expect(try scenario.findings() == [])
        #expect(try ExplainedScenarioTests.unexplained(scenario) == [])
    }
}
