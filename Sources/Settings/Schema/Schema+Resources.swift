extension Schema {
    static let quota = Schema(
        keys: [
            Key("name", .scalar(.name), .required, "Its name; unique."),
            scope,
            Key("cores", .scalar(.amount), "Cores, requested or used, in the greatest hour of a day."),
            Key("memory_gib", .scalar(.amount), "GiB of memory, likewise."),
            Key("storage_gib", .scalar(.amount), "GiB of volume claims in the greatest hour of a day."),
            Key("network_gib", .scalar(.amount), "GiB that pods receive and send on a day."),
            Key("growth", .scalar(.percent), "By how many percent limits may be passed for a while. Absent: not at all."),
            Key("growth_days", .scalar(.nights), .standard("7"), "For how many days in a row."),
            Key(
                "by_hand", .scalar(.boolean), .standard("false"),
                "Whether that holds only where 'chargeback approve' has approved it for the month."),
            Key("approvers", .list(.scalar(.name), atLeast: 1), "Who may approve it. Absent: anybody."),
        ] + telling)

    static let unitCost = Schema(
        keys: [
            Key("name", .scalar(.name), .required, "Its name; unique."),
            Key("metric", .scalar(.sourceName), .required, "The business metric's id in the catalogue."),
            Key(
                "by", .scalar(.word(["namespace", "workload", "tenant", "tier", "commit"])), .required,
                "What report.unit_cost is looked at by."),
            Key("of", .scalar(.name), "Which one, such as a tenant's name. Absent: each by itself."),
            Key("target", .scalar(.amount), .required, "What a thousand of the metric should cost."),
            Key("currency", .scalar(.currency), .required, "Its currency."),
            Key("limit", .scalar(.amount), .standard("1.2"), "How many times the target is too much."),
            Key(
                "over", .scalar(.word(["day", "month"])), .standard("month"),
                "The month so far, or each complete day."),
        ] + telling)

    static let minimum = Schema(
        keys: [
            Key("name", .scalar(.name), .required, "Its name; unique."),
            scope,
            Key("of", .scalar(.word(Settings.Minimum.shares.map(\.name))), .required, "The share."),
            Key("percent", .scalar(.percent), .required, "How much it must be."),
            Key("currency", .scalar(.currency), "The currency, for labels and commitments; shares of use have none."),
        ] + telling)

    static let price = Schema(
        keys: [
            Key("name", .scalar(.name), .required, "Its name; unique."),
            Key(
                "between", .list(.scalar(.word(["type", "region", "purchase option"])), atLeast: 1),
                .standard("[type, region, purchase option]"), "What prices are compared between, all else alike."),
            Key("percent", .scalar(.percent), .standard("35"), "How much dearer than the cheapest is too much."),
            Key("currency", .scalar(.currency), .required, "The currency that is watched."),
            Key("minimum", .scalar(.amountOrNought), .standard("0"), "Findings that would save less in the month do not count."),
        ] + telling)

    static let lateBill = Schema(
        keys: [
            Key("name", .scalar(.name), .required, "Its name; unique."),
            Key("source", .scalar(.sourceName), "The source. Absent: each."),
            Key("days", .scalar(.nights), .required, "After how many days without a newer charge it is late."),
        ] + telling)

    static let calendar = Schema(keys: [
        Key("name", .scalar(.name), .required, "Its name; unique."),
        Key(
            "weekdays", .list(.scalar(.word(Settings.Calendar.weekdayNames)), atLeast: 1),
            .standard("[monday, tuesday, wednesday, thursday, friday]"), "The days of the week."),
        Key("hours", .scalar(.hours), .standard("00:00-24:00"), "The hours of the day, local time."),
        Key("time_zone", .scalar(.timeZone), .standard("UTC"), "Whose local time."),
        Key("holidays", .list(.scalar(.date)), .standard("[]"), "Days on which nobody works."),
    ])
}

extension Settings.Minimum {
    /// The shares that may be watched, and the scopes that each has.
    static let shares: [(name: String, scopes: [String], isOfCost: Bool)] =
        ["tenant label", "tier label", "commit label", "owner label"].map { ($0, ["organisation", "team"], true) } + [
            ("commitment coverage", ["organisation"], true), ("usage coverage", ["organisation", "cluster"], false),
            ("cpu efficiency", Settings.Quota.scopes, false), ("memory efficiency", Settings.Quota.scopes, false),
        ]
}

extension Settings.Quota {
    /// The scopes that use has; accounts and provider's services are the bill's.
    static let scopes = [
        "organisation", "team", "tenant", "tier", "namespace", "cluster", "owner", "commit", "department", "environment",
    ]
}

extension Settings.Calendar {
    /// Monday first.
    static let weekdayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
}
