extension Schema {
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
        Key("scopes", .list(.mapping(alertScope), atLeast: 1), "The scopes it hears of. Absent: all."),
        Key(
            "calendar", .scalar(.name),
            "The calendar outside which only what is critical is sent; the rest waits. Absent: always."),
        Key("resolved", .scalar(.boolean), .standard("true"), "Whether it hears when something it was told is no longer so."),
        Key("fallback", .scalar(.name), "The receiver that is told, too, when an alert has waited for this one for a day."),
    ])

    static let monitoring = Schema(keys: [
        Key(
            "ping_url", .scalar(.webAddress),
            "Asked when a run starts (/start) and ends (/EXIT_CODE), as healthchecks.io has it. ${NAME} is expanded."),
        Key("allow_private", .scalar(.boolean), .standard("false"), "Whether it may lie in a private network."),
        Key("metrics_file", .scalar(.path), "A .prom file for Prometheus' textfile collector."),
    ])
}
