import Keys
import Settings
import Testing

@testable import Usage

/// A series of one metric with these labels and two samples.
func series(_ labels: String, value: String = "1", step: Double = 300) -> String {
    #"{"metric":{\#(labels)},"values":[[\#(number(october)),"\#(value)"],[\#(number(october + step)),"\#(value)"]]}"#
}

@Suite("Which signal a range export is")
struct SignalTests {
    @Test(
        "A file's name says it, with dates or other words beside it, or as the folder of a fetched chunk",
        arguments: [
            ("cpu_request_cores.json", "cpu_request_cores"), ("a/cpu_request_cores.json.gz", "cpu_request_cores"),
            ("cpu_request_cores-2026-10-01T00:00:00Z.json", "cpu_request_cores"),
            ("/x/cpu_request_cores/1790812800-300.json.gz", "cpu_request_cores"),
            ("cpu_request_cores/prod.json", "cpu_request_cores"), ("prod-cpu_request_cores-5m.json", "cpu_request_cores"),
            ("prod.cpu_request_cores.2026-10-01.jsonl.gz", "cpu_request_cores"), ("cpu_increase_1h.json", "cpu_increase_1h"),
            ("cpu_increase_1h-prod.json", "cpu_increase_1h"), ("my_cpu_request_cores.json", nil), ("-", nil), ("", nil),
        ])
    func names(path: String, name: String?) {
        let catalogue = Catalogue.standard
        #expect(SignalFinder.names(of: path).first { !catalogue.candidates(named: $0).isEmpty } == name)
    }

    @Test("What was there between two steps counts for the step before its sample, whatever keeps the metric's name")
    func rangeInfo() throws {
        let text = answer(series(#""__name__":"kube_pod_labels","label_a":"b","namespace":"shop","pod":"api-1""#))
        let options = UsageOptions(signal: "pod_labels_5m")
        let presences = try read(text, options: options).presences
        #expect(presences.map(\.signal) == ["pod_labels"])
        #expect(presences.first?.from == Instant(seconds: Int64(october) - 300))
        #expect(presences.first?.to == Instant(seconds: Int64(october) + 300))
    }

    @Test("The metric's name goes before the file's, and the user's word before both")
    func order() throws {
        let text = answer(series(#""__name__":"kube_pod_info","namespace":"shop","pod":"api-1""#))
        #expect(try read(text, named: "kube_pod_labels.json").summary.signals == ["pod_info"])
        let aggregated = answer(pod("api-1", [(october, "1"), (october + 300, "1")]))
        #expect(
            try read(aggregated, named: "x.json", options: UsageOptions(signal: "pod_cpu_usage")).summary.signals
                == ["pod_cpu_usage"])
        #expect(refusal(aggregated, named: "requests.json")?.code == 61)
        #expect(refusal(text, options: UsageOptions(signal: "pod_cpu_usage"))?.code == 62)
        #expect(
            refusal(text, options: UsageOptions(signal: "pod_cpu_usages"))?.description.contains("pod_cpu_usage,")
                == true)
    }

    @Test("A recording rule's own name is no hindrance where the file's name or the user says what it is")
    func recordingRule() throws {
        let text = answer(series(#""__name__":"namespace:cpu:sum","namespace":"shop","pod":"api-1""#))
        #expect(try read(text).summary.signals == ["pod_cpu_request"])
        #expect(refusal(text, named: "x.json")?.code == 61)
    }

    @Test("Different exports of one quantity give it one name")
    func quantity() throws {
        let names = ["pod_usage_cpu_cores", "cpu_usage_cores", "cpu_increase_5m"]
        let found = try names.map { name in
            try read(answer(pod("a", [(october, "1"), (october + 300, "1")])), named: name + ".json").hours.first?
                .series.quantity
        }
        #expect(found == ["pod_cpu_usage", "pod_cpu_usage", "pod_cpu_usage"])
    }

    @Test("A raw metric of several resources is several signals, and what no signal wants is counted")
    func resources() throws {
        func request(_ resource: String, _ more: String = #","node":"n1""#, value: String = "2") -> String {
            series(
                #""__name__":"kube_pod_container_resource_requests","container":"app","namespace":"shop","pod":"a","uid":"u","#
                    + #""resource":"\#(resource)"\#(more)"#, value: value)
        }
        let export = try read(
            answer(
                request("cpu"), request("memory", value: "1024"), request("nvidia_com_gpu"),
                request("ephemeral_storage"),
                request("cpu", #","node":"""#)))
        #expect(export.summary.signals == ["pod_cpu_request", "pod_gpu_request", "pod_memory_request"])
        #expect(export.summary.ignoredSeries == 2)
        #expect(export.summary.warnings.first?.contains("ephemeral_storage") == true)
        #expect(export.hours.map(\.row.quantity) == [1_200_000_000, 614_400, 1_200_000_000])
        #expect(export.hours.map(\.series.subject.container) == ["app", "app", "app"])
    }

    @Test("The sandbox and the pod's own control group are not counted beside the containers")
    func sandbox() throws {
        func usage(_ container: String) -> String {
            series(#""__name__":"container_memory_working_set_bytes","namespace":"shop","pod":"a"\#(container)"#)
        }
        let export = try read(answer(usage(#","container":"app""#), usage(#","container":"POD""#), usage("")))
        #expect(export.hours.count == 1)
        #expect(export.summary.ignoredSeries == 2)
    }

    @Test("Where Prometheus renamed the labels on a clash, the renamed ones are the subject's")
    func exported() throws {
        let labels =
            #""__name__":"kube_pod_labels","container":"kube-state-metrics","exported_namespace":"shop","exported_pod":"api-1","#
            + #""instance":"10.0.0.1:8080","job":"kube-state-metrics","label_owner":"payments","namespace":"monitoring","#
            + #""pod":"kube-state-metrics-0","uid":"u1""#
        let presence = try #require(try read(answer(series(labels))).presences.first)
        #expect(presence.subject == SeriesSubject(cluster: "default", namespace: "shop", pod: "api-1", uid: "u1"))
        #expect(presence.labels == [MetricLabel(name: "label_owner", value: "payments")])
    }

    @Test("The cluster is what the user says, else the series' label, else default")
    func cluster() throws {
        let plain = #""__name__":"kube_node_info","node":"n1""#
        let labelled = plain + #","cluster":"prod""#
        func cluster(_ labels: String, _ option: String?) throws -> String? {
            try read(answer(series(labels)), options: UsageOptions(cluster: option)).presences.first?.subject.cluster
        }
        #expect(try cluster(plain, nil) == "default")
        #expect(try cluster(labelled, nil) == "prod")
        #expect(try cluster(plain, "eu") == "eu")
        #expect(refusal(answer(series(labelled)), options: UsageOptions(cluster: "eu"))?.code == 65)
    }

    @Test("Series of one subject are counted as duplicates, of one subject's containers they are not")
    func duplicates() throws {
        let one = #""namespace":"shop","pod":"a","container":"app""#
        let text = answer(
            series(one + #","instance":"1""#), series(one + #","instance":"2""#),
            series(one.replacing("app", with: "b")))
        #expect(try read(text).summary.duplicates == 1)
    }

    @Test("Every signal has names of its own, and no name alone means two signals")
    func catalogue() {
        for signal in Catalogue.standard.signals {
            #expect(!(signal.names.isEmpty && signal.expression == nil) && !signal.subject.isEmpty, "\(signal.id)")
            #expect(signal.kind.isInfo || !signal.unit.isEmpty, "\(signal.id)")
            for name in signal.names where name.labels.isEmpty {
                #expect(Catalogue.standard.candidates(named: name.name).count == 1, "\(name.name)")
            }
        }
    }
}

@Suite("What info signals saw")
struct PresenceTests {
    static func presences(_ samples: [(Double, String)], named name: String = "kube_pod_labels.json") throws -> [String]
    {
        try read(answer(pod("api-1", samples)), named: name).presences.map { "\($0.from) \($0.to)" }
    }

    @Test("Samples in a row are one presence; the last one holds for a step")
    func run() throws {
        #expect(
            try Self.presences([(october, "1"), (october + 300, "1"), (october + 600, "1")])
                == ["2026-10-01T00:00:00Z 2026-10-01T00:15:00Z"])
    }

    @Test("After a gap there is another presence")
    func gap() throws {
        #expect(
            try Self.presences([(october, "1"), (october + 300, "1"), (october + 1200, "1")])
                == ["2026-10-01T00:00:00Z 2026-10-01T00:10:00Z", "2026-10-01T00:20:00Z 2026-10-01T00:25:00Z"])
    }

    @Test("A 0 says that it is not there")
    func zero() throws {
        let text = answer(pod("api-1", [(october, "1"), (october + 300, "0"), (october + 600, "1")]))
        let export = try read(text, named: "kube_pod_status_phase.json")
        #expect(export.presences.count == 2)
        #expect(export.summary.absentSamples == 1)
    }

    @Test("A snapshot is taken for labels, for one step")
    func snapshot() throws {
        let text =
            #"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"kube_pod_labels","namespace":"shop","#
            + #""pod":"api-1","label_owner":"payments"},"value":[1790812800.5,"1"]}]}}"#
        let export = try read(text)
        #expect(export.presences.map { "\($0.from) \($0.to)" } == ["2026-10-01T00:00:00.5Z 2026-10-01T00:05:00.5Z"])
        #expect(export.summary.warnings.count == 1)
    }
}
