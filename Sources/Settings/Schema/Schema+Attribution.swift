extension Schema {
    static let cluster = Schema(keys: [
        Key("name", .scalar(.name), .required, "The cluster, as in usage; unique."),
        Key("also", .list(.scalar(.pattern)), .standard("[]"), "What ids and tags of bills call it, beside its name."),
        Key(
            "resources", .list(.scalar(.pattern)), .standard("[]"),
            "Ids of load balancers, NAT gateways and control planes that serve it and do not say so."),
    ])

    static let environment = Schema(keys: [
        Key("name", .scalar(.name), .required, "The environment's name; unique."),
        Key("when", .mapping(environmentCondition), .standard("{}"), "What must hold, all of it. Absent: always."),
    ])

    private static let environmentCondition = Schema(
        keys: [
            Key("cluster", .oneOrMany(.pattern), "The cluster's name."),
            Key("namespace", .oneOrMany(.pattern), "The namespace."),
            Key("account", .oneOrMany(.pattern), "The account, subscription or project on the bill."),
            Key("label.<key>", .oneOrMany(.pattern), "A label of the namespace, by its key."),
        ], openPrefix: "label.")

    static let allocation = Schema(keys: [
        Key(
            "memory_price_ratio", .mapping(priceRatio), .standard("{ cpu: 9, memory: 1, gpu: 225 }"),
            "The price of a vCPU : the price of a GiB of memory : the price of a GPU."),
        Key(
            "families", .table("family", .name, .mapping(priceRatio)), .standard("{}"),
            "The same for instance families that differ."),
        Key(
            "split", .scalar(words(Settings.Split.self)), .standard("max"),
            "What a pod answers for: the larger of requested and used, or one of them."),
        Key(
            "usage_missing", .scalar(words(Settings.UsageMissing.self)), .standard("unallocated"),
            "A node's cost without usage: hold the window, or unallocated."),
        Key(
            "ingress_controllers", .list(.scalar(.pattern)),
            .standard("[\"ingress-nginx/*\", \"*/*-ingress-nginx-controller\", \"*/*-ingress-controller\", \"*/traefik\"]"),
            "Services, as namespace/service, whose load balancers serve all that ingresses lead to."),
        Key(
            "nodes", .list(.mapping(nodeDivision)), .standard("[]"),
            "By what machines are divided: of their cluster and account the first that holds, else by usage."),
    ])

    private static let nodeDivision = Schema(keys: [
        Key(
            "by", .scalar(words(Settings.NodeMethod.self)), .required,
            "usage: what pods requested and used; provider: the provider's own split, and usage where the bill has none."),
        Key("when", .mapping(nodeCondition), .standard("{}"), "What must hold, all of it. Absent: always."),
    ])

    private static let nodeCondition = Schema(keys: [
        Key("cluster", .oneOrMany(.pattern), "The cluster's name."),
        Key("account", .oneOrMany(.pattern), "The account, subscription or project that was charged."),
    ])

    private static let priceRatio = Schema(keys: [
        Key("cpu", .scalar(.ratio), .required, "The part of a vCPU."),
        Key("memory", .scalar(.ratio), .required, "The part of a GiB of memory."),
        Key("gpu", .scalar(.ratio), .standard("225"), "The part of a GPU."),
    ])

    static let distributionRule = Schema(keys: [
        Key("pot", .scalar(words(Settings.Pot.self)), .required, "The pot."),
        Key("when", .mapping(distributionCondition), .standard("{}"), "Which part of it: what must hold. Absent: the whole pot."),
        Key(
            "method", .scalar(.word(["keep", "proportional", "even", "fixed"])), .required,
            "How it is divided: not at all, by a basis, equally, or in fixed parts."),
        Key(
            "basis", .scalar(.basis), .dependent(on: "method", ["proportional": "direct"], otherwise: nil),
            "With proportional: what proportions are taken from."),
        Key(
            "scope", .scalar(words(Settings.DistributionScope.self)),
            .dependent(on: "pot", ["idle": "node", "control plane": "cluster", "sidecar": "cluster"], otherwise: "organisation"),
            "Among whose consumers."),
        Key(
            "fallback", .scalar(words(Settings.DistributionFallback.self)),
            "With proportional: what holds where nobody has the basis. Absent: the next wider scope."),
        Key("team", .scalar(.name), "With keep: the team that takes it. Absent: it stays as it is."),
        Key("parts", .table("team", .name, .scalar(.weight)), "With fixed: each team's part, as weights."),
    ])

    private static let distributionCondition = Schema(
        keys: [
            Key("cluster", .oneOrMany(.pattern), "The cluster where it arose."),
            Key("namespace", .oneOrMany(.pattern), "The namespace; of platform alone."),
            Key("account", .oneOrMany(.pattern), "The account, subscription or project that was charged."),
            Key("environment", .oneOrMany(.pattern), "The environment where it arose."),
            Key("service", .oneOrMany(.pattern), "The provider's service."),
        ])

    static let distributionStandard =
        "[{ pot: idle, method: proportional, basis: direct, scope: node }, "
        + "{ pot: control plane, method: proportional, basis: direct, scope: cluster }"
        + [
            "tax", "support", "credit", "refund", "adjustment", "unused commitment", "commitment purchase", "shared",
        ].map { ", { pot: \($0), method: proportional, basis: direct, scope: organisation }" }.joined() + "]"
}
