import Keys
import Testing

@testable import Labels

/// A moment of 2026-10-25, by hour and minute.
func at(_ clock: String) -> Instant { Instant(iso: "2026-10-25T\(clock):00Z")! }

let api = PodKey(cluster: "prod", namespace: "shop", pod: "api-1", uid: "u1")
let shop = NamespaceKey(cluster: "prod", namespace: "shop")

func seen<Key>(_ key: Key, _ from: String, _ to: String, _ labels: [String: String]) -> LabelInterval<Key> {
    LabelInterval(key: key, labels: labels, from: at(from), to: at(to))
}

/// The segments of a pod as `from-to tenant/tier/commit/owner`, absent ones `-`.
func table(_ resolution: LabelResolution, _ pod: PodKey = api) -> [String] {
    func clock(_ instant: Instant?) -> String { instant.map { String($0.description.dropFirst(11).prefix(5)) } ?? "…" }
    return resolution.labels.filter { $0.pod == pod }.map { segment in
        let values = CostField.allCases.map { segment.values[$0]?.value ?? "-" }
        return "\(clock(segment.from))-\(clock(segment.to)) \(values.joined(separator: "/"))"
    }
}

@Suite("Who a pod belongs to, over time")
struct LabelResolverTests {
    @Test("One set of labels holds for all of the pod's life, before and after it was seen")
    func one() throws {
        var inputs = LabelInputs()
        inputs.podLabels = [seen(api, "01:00", "02:00", ["label_tenant": "acme", "label_commit": "3f2a91c"])]
        let resolution = try LabelRules.standard.resolve(inputs)
        #expect(table(resolution) == ["…-… acme/-/3f2a91c/-"])
        #expect(resolution.labels[0].values.commit?.rule == "pod label commit")
    }

    @Test("A label that changes cuts the pod's time; a gap in between belongs to the set before")
    func change() throws {
        var inputs = LabelInputs()
        inputs.podLabels = [
            seen(api, "01:00", "02:00", ["label_tenant": "acme"]),
            seen(api, "02:30", "03:00", ["label_tenant": "globex"]),
        ]
        #expect(try table(LabelRules.standard.resolve(inputs)) == ["…-02:30 acme/-/-/-", "02:30-… globex/-/-/-"])
    }

    @Test("A gap between two equal sets is bridged")
    func bridge() throws {
        var inputs = LabelInputs()
        inputs.podLabels = [
            seen(api, "01:00", "01:10", ["label_tier": "gold"]), seen(api, "02:00", "02:10", ["label_tier": "gold"]),
        ]
        #expect(try table(LabelRules.standard.resolve(inputs)) == ["…-… -/gold/-/-"])
    }

    @Test("Where two sets overlap, the one that continues later wins")
    func overlap() throws {
        var inputs = LabelInputs()
        inputs.podLabels = [
            seen(api, "01:00", "02:05", ["label_tenant": "acme"]),
            seen(api, "02:00", "03:00", ["label_tenant": "globex"]),
        ]
        #expect(try table(LabelRules.standard.resolve(inputs)) == ["…-02:00 acme/-/-/-", "02:00-… globex/-/-/-"])
        // One that comes and goes while another goes on is never heard.
        inputs.podLabels = [
            seen(api, "01:00", "03:00", ["label_tenant": "acme"]),
            seen(api, "02:00", "02:30", ["label_tenant": "globex"]),
        ]
        #expect(try table(LabelRules.standard.resolve(inputs)) == ["…-… acme/-/-/-"])
    }

    @Test("The pod's own label goes before its namespace's, and an empty one is absent")
    func namespace() throws {
        var inputs = LabelInputs()
        inputs.podLabels = [
            seen(api, "01:00", "02:00", ["label_owner": "", "label_tier": "gold"]),
            seen(api, "02:00", "03:00", ["label_owner": "api-team", "label_tier": "gold"]),
        ]
        inputs.namespaceLabels = [seen(shop, "00:00", "03:00", ["label_owner": "shop-team", "label_tier": "silver"])]
        let resolution = try LabelRules.standard.resolve(inputs)
        #expect(table(resolution) == ["…-02:00 -/gold/-/shop-team", "02:00-… -/gold/-/api-team"])
        #expect(resolution.labels.map { $0.values.owner?.rule } == ["namespace label owner", "pod label owner"])
    }

    @Test("A namespace's label that changes cuts its pods' time")
    func namespaceChange() throws {
        var inputs = LabelInputs()
        inputs.pods = [api]
        inputs.namespaceLabels = [
            seen(shop, "00:00", "01:00", ["label_owner": "old"]), seen(shop, "01:00", "02:00", ["label_owner": "new"]),
        ]
        #expect(try table(LabelRules.standard.resolve(inputs)) == ["…-01:00 -/-/-/old", "01:00-… -/-/-/new"])
    }

    @Test("The labels file goes before everything, in its time only")
    func declared() throws {
        var inputs = LabelInputs()
        inputs.podLabels = [seen(api, "00:00", "05:00", ["label_owner": "api-team"])]
        var values = CostFields<String>()
        values.owner = "migration"
        inputs.declared = [
            DeclaredLabels(cluster: "prod", uid: "u1", from: at("01:00"), to: at("02:00"), values: values)
        ]
        let resolution = try LabelRules.standard.resolve(inputs)
        #expect(
            table(resolution) == ["…-01:00 -/-/-/api-team", "01:00-02:00 -/-/-/migration", "02:00-… -/-/-/api-team"])
        #expect(resolution.labels[1].values.owner?.rule == "labels file")
    }

    @Test("A row by uid goes before a row by name, and a later start before an earlier one")
    func declaredOrder() throws {
        func owner(_ name: String) -> CostFields<String> {
            var values = CostFields<String>()
            values.owner = name
            return values
        }
        var inputs = LabelInputs()
        inputs.pods = [api]
        inputs.declared = [
            DeclaredLabels(cluster: "prod", namespace: "shop", pod: "api-1", from: at("02:00"), values: owner("name")),
            DeclaredLabels(cluster: "prod", uid: "u1", to: at("03:00"), values: owner("uid")),
            DeclaredLabels(cluster: "prod", uid: "u1", from: at("01:00"), to: at("02:00"), values: owner("later")),
        ]
        #expect(
            try table(LabelRules.standard.resolve(inputs)) == [
                "…-01:00 -/-/-/uid", "01:00-02:00 -/-/-/later", "02:00-03:00 -/-/-/uid", "03:00-… -/-/-/name",
            ])
    }

    @Test("A name that is used again has one timeline per uid, and one after the other where usage has no uid")
    func reuse() throws {
        let second = PodKey(cluster: "prod", namespace: "shop", pod: "api-1", uid: "u2")
        let unnamed = PodKey(cluster: "prod", namespace: "shop", pod: "api-1")
        var inputs = LabelInputs()
        inputs.pods = [unnamed]
        inputs.podLabels = [
            seen(api, "01:00", "02:00", ["label_tenant": "acme"]),
            seen(second, "03:00", "04:00", ["label_tenant": "globex"]),
        ]
        let resolution = try LabelRules.standard.resolve(inputs)
        #expect(table(resolution, api) == ["…-… acme/-/-/-"])
        #expect(table(resolution, second) == ["…-… globex/-/-/-"])
        #expect(
            table(resolution, unnamed) == ["…-01:00 -/-/-/-", "01:00-03:00 acme/-/-/-", "03:00-… globex/-/-/-"])
    }

    @Test("Sources are tried in their order, a literal last; aliases rename and nothing else does")
    func order() throws {
        var inputs = LabelInputs()
        inputs.podLabels = [seen(api, "01:00", "02:00", ["label_team": "Payment", "label_tier": "gold"])]
        inputs.podAnnotations = [seen(api, "01:00", "02:00", ["annotation_owner": "annotated"])]
        inputs.podOwners = [
            seen(api, "01:00", "02:00", ["owner_kind": "ReplicaSet", "owner_name": "api-7d9f6c5b8"])
        ]
        let rules = LabelRules(
            sources: [
                .tenant: [.podLabel("absent"), .workload], .tier: [.podLabel("absent"), .literal("bronze")],
                .commit: [.podAnnotation("owner")], .owner: [.podLabel("team"), .podAnnotation("owner")],
            ], aliases: [.owner: ["Payment": "payments"], .tier: ["bronze": "Bronze"]])
        let resolution = try rules.resolve(inputs)
        #expect(table(resolution) == ["…-… Deployment/api/Bronze/annotated/payments"])
        #expect(resolution.labels[0].values.tier?.rule == "always bronze")
    }

    @Test("Colliding keys are warned of and left alone, or the first is taken, or it is an error")
    func conflicts() throws {
        var inputs = LabelInputs()
        inputs.podLabels = [
            seen(api, "01:00", "02:00", ["label_owner_conflict2": "b", "label_owner_conflict1": "a"])
        ]
        var rules = LabelRules.standard
        let none = try rules.resolve(inputs)
        #expect(table(none) == ["…-… -/-/-/-"])
        #expect(none.warnings.map(\.found) == [["label_owner_conflict1", "label_owner_conflict2"]])
        #expect(none.warnings.first?.object == "prod/shop/api-1")
        rules.conflictPolicy = .first
        #expect(try table(rules.resolve(inputs)) == ["…-… -/-/-/a"])
        rules.conflictPolicy = .error
        #expect(throws: LabelError.self) { try rules.resolve(inputs) }
    }

    @Test("A field with more values than are allowed is refused with how many there are and examples; as many are taken")
    func cardinality() throws {
        var inputs = LabelInputs()
        inputs.podLabels = (1...3).map { number in
            seen(PodKey(cluster: "prod", namespace: "shop", pod: "api-\(number)", uid: "u\(number)"), "01:00", "02:00", ["label_tenant": "session-\(number)"])
        }
        var rules = LabelRules.standard
        rules.valuesMax = 3
        #expect(try rules.resolve(inputs).labels.count == 3)
        rules.valuesMax = 2
        let error = #expect(throws: LabelError.self) { try rules.resolve(inputs) }
        #expect(error?.line.contains("3") == true && error?.line.contains("session-1") == true)
    }

    @Test("The order of the inputs changes nothing", arguments: 1...40 as ClosedRange<UInt64>)
    func permutation(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var inputs = LabelInputs()
        let uids: [String?] = ["u1", "u2", nil]
        for _ in 0..<30 {
            let start = Int64.random(in: 0..<40, using: &random)
            let key = PodKey(cluster: "c", namespace: "n", pod: "p", uid: uids.randomElement(using: &random)!)
            let labels = ["label_owner": ["a", "b", "", "c"].randomElement(using: &random)!]
            let interval = LabelInterval(
                key: key, labels: labels, from: Instant(seconds: start),
                to: Instant(seconds: start + .random(in: 1...9, using: &random)))
            inputs.podLabels.append(interval)
            var values = CostFields<String>()
            values.tier = ["x", "y"].randomElement(using: &random)
            inputs.declared.append(
                DeclaredLabels(
                    cluster: "c", namespace: "n", pod: "p", from: interval.from, to: interval.to, values: values))
        }
        let expected = try LabelRules.standard.resolve(inputs)
        inputs.podLabels.shuffle(using: &random)
        inputs.declared.shuffle(using: &random)
        #expect(try LabelRules.standard.resolve(inputs) == expected)
        for (one, next) in zip(expected.labels, expected.labels.dropFirst()) where one.pod == next.pod {
            #expect(one.to == next.from && one.values != next.values)
        }
        let firsts = Dictionary(grouping: expected.labels, by: \.pod).values
        #expect(firsts.allSatisfy { $0.first?.from == nil && $0.last?.to == nil })
    }
}

/// Numbers from a seed (SplitMix64), so that a failure can be seen again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
