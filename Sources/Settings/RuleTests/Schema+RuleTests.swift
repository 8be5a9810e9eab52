extension Schema {
    /// The file of 'chargeback alerts test --rules'.
    static let ruleTests = Schema(keys: [Key("tests", .list(.mapping(ruleTest), atLeast: 1), .required, "The tests.")])

    /// What a cost of a test may bear.
    static let costDimensions = [
        "team", "tenant", "tier", "namespace", "service", "account", "cluster", "owner", "commit", "workload",
    ]
    /// What a pod of a test may bear.
    static let useDimensions = ["cluster", "namespace", "tenant", "tier", "owner", "commit"]
    /// What a pod of a test may hold and use.
    static let useAmounts = ["cores", "cores_used", "memory_gib", "memory_gib_used"]
    /// What a metric of a test may bear.
    static let metricDimensions = ["cluster", "namespace", "workload", "tenant", "tier", "commit"]

    private static let kinds = [
        "cpu", "memory", "gpu", "storage", "network", "load balancer", "direct", "idle", "platform", "sidecar", "shared",
        "commitment purchase", "unused commitment", "support", "tax", "credit", "refund", "adjustment", "unallocated",
    ]

    private static let ruleTest = Schema(keys: [
        Key("name", .scalar(.name), .required, "What holds, in words; unique."),
        Key(
            "costs",
            .list(
                .mapping(
                    Schema(
                        keys: days + [
                            Key("amount", .scalar(.number), .required, "The cost of each day."),
                            Key("currency", .scalar(.currency), .required, "Its currency."),
                            Key("kind", .scalar(.word(kinds)), .standard("cpu"), "The kind of cost."),
                        ] + names(costDimensions))), atLeast: 1), .required, "What was spent."),
        Key(
            "uses",
            .list(
                .mapping(
                    Schema(keys: days + names(useDimensions) + useAmounts.map { Key($0, .scalar(.amountOrNought), "How much.") }))),
            .standard("[]"), "Pods that run in each hour."),
        Key(
            "metrics",
            .list(
                .mapping(
                    Schema(
                        keys: days + [
                            Key("metric", .scalar(.sourceName), .required, "Its id."),
                            Key("quantity", .scalar(.amountOrNought), .required, "That of each day."),
                        ] + names(metricDimensions)))), .standard("[]"), "Business metrics."),
        Key(
            "nights", .list(.scalar(.date), atLeast: 1),
            "The days on which rules are looked at; the days before each are there. Absent: the day behind the last cost."),
        Key(
            "expect", .list(.mapping(expectation)), .required, "The alerts that are raised or end, and no others."),
    ])

    private static let days = [
        Key("from", .scalar(.date), .required, "The first day."),
        Key("to", .scalar(.date), "The first day no longer. Absent: one day."),
    ]

    private static func names(_ names: [String]) -> [Key] { names.map { Key($0, .scalar(.name), "What it bears.") } }

    private static let expectation = Schema(keys: [
        Key("rule", .scalar(.name), .required, "The rule."),
        Key("step", .scalar(.name), "What is reached, e.g. 80%."),
        Key("scope", .scalar(.name), "The scope's name."),
        Key("period", .scalar(.name), "Its month, quarter, year, week or day."),
        Key("night", .scalar(.date), "The night."),
        Key("severity", .scalar(words(Settings.Severity.self)), "How much it matters."),
        Key("resolved", .scalar(.boolean), .standard("false"), "Whether it is its end."),
    ])
}
