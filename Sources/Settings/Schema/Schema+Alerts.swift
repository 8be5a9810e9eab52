extension Schema {
    static let budget = Schema(
        keys: watched("budget", amount: "The period's amount.")
            + [
                Key(
                    "period", .scalar(words(Settings.BudgetPeriod.self)), .standard("month"), "How long it lasts."),
                Key(
                    "on", .list(.scalar(words(Settings.BudgetSubject.self)), atLeast: 1), .standard("[actual]"),
                    "What is compared with it: what it cost, what it will have cost at the end of the period, or both."),
                Key(
                    "steps", .list(.scalar(.percent), atLeast: 1), .standard("[50, 80, 100]"),
                    "Percent of the amount at which an alert goes out, ascending."),
                Key("amounts", .list(.scalar(.amount), atLeast: 1), "Amounts at which one goes out besides, ascending."),
                Key(
                    "within", .scalar(.name),
                    "The budget that this one is a part of; all parts together must fit into it."),
            ] + telling)

    static let threshold = Schema(
        keys: watched("threshold", amount: "The month's amount that must not be passed.") + telling)

    static let growth = Schema(keys: [
        Key("name", .scalar(.name), .required, "The limit's name; unique."),
        scope,
        Key("percent", .scalar(.percent), .required, "The rise that must not be passed."),
        Key(
            "over", .scalar(words(Settings.GrowthPeriod.self)), .standard("month"),
            "From month to month, from complete week to week (Monday to Sunday), or from day to day."),
        Key("minimum", .scalar(.amountOrNought), .standard("0"), "Smaller rises do not count. Needs the currency."),
        Key("currency", .scalar(.currency), "The currency that is watched. Absent: each by itself."),
        cost,
    ] + telling)

    static let reports = Schema(keys: [
        Key("output", .scalar(.path), .standard("reports"), "The directory, made where it is missing."),
        Key(
            "formats", .list(.scalar(words(Settings.ReportFormat.self)), atLeast: 1), .standard("[html, csv, json]"),
            "The formats."),
        cost,
        Key(
            "locale", .scalar(words(Settings.Locale.self)), .standard("en"),
            "The language of text, pages, Markdown, workbooks and mail. CSV and JSON are the same in every language."),
        Key("digest", .mapping(digest), "Mails each team its month, once per published state. Absent: no mail."),
    ])

    private static let digest = Schema(keys: [
        Key(
            "on", .scalar(words(Settings.MailDigest.Occasion.self)), .standard("published"),
            "Every state of a month that is published, or only the closed month."),
        Key(
            "organisation", .list(.scalar(.email)), .standard("[]"),
            "Who gets the organisation's report; teams have theirs in teams[].email."),
        Key("from", .scalar(.email), "From whom. Absent: whoever runs chargeback."),
    ])

    private static func watched(_ noun: String, amount: String) -> [Key] {
        [
            Key("name", .scalar(.name), .required, "The \(noun)'s name; unique."),
            scope,
            Key("amount", .scalar(.amount), .required, amount),
            Key("currency", .scalar(.currency), .required, "Its currency; other currencies are not watched."),
            cost,
        ]
    }

    static let scope = Key(
        "scope", .mapping(alertScope), .standard("{ organisation: true }"), "Whose cost is watched; one key.")

    static let alertScope = Schema(keys: [
        Key("organisation", .scalar(.always), "Everybody's."),
        Key("team", .scalar(.name), "A team's."),
        Key("tenant", .scalar(.name), "A tenant's."),
        Key("tier", .scalar(.name), "A tier's."),
        Key("namespace", .scalar(.name), "A namespace's."),
        Key("service", .scalar(.name), "A provider's service's."),
        Key("account", .scalar(.name), "An account's, subscription's or project's."),
        Key("cluster", .scalar(.name), "A cluster's."),
        Key("owner", .scalar(.name), "What an owner answers for."),
        Key("commit", .scalar(.name), "A version of the code's."),
        Key("department", .scalar(.name), "That of the teams of a department."),
        Key("environment", .scalar(.name), "An environment's."),
    ])

    static let cost = Key(
        "cost", .scalar(words(Settings.Cost.self)), .standard("effective"), "Which cost counts.")

    /// The keys that all rules have.
    static let telling = [
        Key("receivers", .list(.scalar(.name), atLeast: 1), "The receivers' names. Absent: all of them."),
        Key("severity", .scalar(words(Settings.Severity.self)), "How much it matters. Absent: as the rule's kind has it."),
        Key("for", .scalar(.nights), .standard("1"), "For how many nights in a row it must be seen before anybody is told."),
    ]
}
