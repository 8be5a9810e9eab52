extension Schema {
    static let budget = Schema(
        keys: watched("budget", amount: "The month's amount.")
            + [
                Key(
                    "steps", .list(.scalar(.percent), atLeast: 1), .standard("[50, 80, 100]"),
                    "Percent of the amount at which an alert goes out, ascending."),
                receivers,
            ])

    static let threshold = Schema(
        keys: watched("threshold", amount: "The month's amount that must not be passed.") + [receivers])

    static let growth = Schema(keys: [
        Key("name", .scalar(.name), .required, "The limit's name; unique."),
        scope,
        Key("percent", .scalar(.percent), .required, "The rise over the month before that must not be passed."),
        Key("minimum", .scalar(.amountOrNought), .standard("0"), "Smaller rises do not count. Needs the currency."),
        Key("currency", .scalar(.currency), "The currency that is watched. Absent: each by itself."),
        cost, receivers,
    ])

    static let receiver = Schema(keys: [
        Key("name", .scalar(.name), .required, "The receiver's name; unique."),
        Key("kind", .scalar(words(Settings.ReceiverKind.self)), .standard("webhook"), "How it wants to be told."),
        Key("url", .scalar(.webAddress), "Where it listens. ${NAME} is expanded. Not for email."),
        Key("to", .list(.scalar(.email), atLeast: 1), "The addresses; for email only."),
        Key("secret_file", .scalar(.path), "The file with its key: what signs messages, or PagerDuty's routing key."),
        Key("secret", .scalar(.secret), "The key itself; better from a variable: ${NAME} is expanded."),
        Key("allow_private", .scalar(.boolean), .standard("false"), "Whether it may lie in a private network."),
        Key(
            "severities", .list(.scalar(words(Settings.Severity.self)), atLeast: 1),
            .standard("[critical, warning, notice]"), "The severities it hears of."),
    ])

    static let reports = Schema(keys: [
        Key("output", .scalar(.path), .standard("reports"), "The directory, made where it is missing."),
        Key(
            "formats", .list(.scalar(words(Settings.ReportFormat.self)), atLeast: 1), .standard("[html, csv, json]"),
            "The formats."),
        cost,
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

    private static let scope = Key(
        "scope", .mapping(alertScope), .standard("{ organisation: true }"), "Whose cost is watched; one key.")

    private static let alertScope = Schema(keys: [
        Key("organisation", .scalar(.always), "Everybody's."),
        Key("team", .scalar(.name), "A team's."),
        Key("tenant", .scalar(.name), "A tenant's."),
        Key("tier", .scalar(.name), "A tier's."),
        Key("namespace", .scalar(.name), "A namespace's."),
        Key("service", .scalar(.name), "A provider's service's."),
        Key("account", .scalar(.name), "An account's, subscription's or project's."),
    ])

    private static let cost = Key(
        "cost", .scalar(words(Settings.Cost.self)), .standard("effective"), "Which cost counts.")

    private static let receivers = Key(
        "receivers", .list(.scalar(.name), atLeast: 1), "The receivers' names. Absent: all of them.")
}
