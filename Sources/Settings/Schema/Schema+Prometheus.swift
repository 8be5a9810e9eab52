extension Schema {
    /// A live server that range exports are fetched from.
    static let prometheus = Schema(keys: [
        Key("cluster", .scalar(.name), .required, "The cluster that it knows; unique."),
        Key(
            "url", .scalar(.webAddress), .required,
            "Prometheus, Thanos, Mimir or VictoriaMetrics, with the path before /api/v1. ${NAME} is expanded."),
        Key(
            "output", .scalar(.path), .standard("range-exports"),
            "The folder for its range exports, by cluster and day."),
        Key("user", .scalar(.name), "The name of basic authentication."),
        Key("password_file", .scalar(.path), "The file with its password; others must not be able to read it."),
        Key("password", .scalar(.secret), "The password itself; better from a variable: ${NAME} is expanded."),
        Key("token_file", .scalar(.path), "The file with a bearer token; others must not be able to read it."),
        Key("token", .scalar(.secret), "The token itself; better from a variable: ${NAME} is expanded."),
        Key("tenant", .scalar(.name), "The tenant that X-Scope-OrgID names, e.g. of Mimir."),
        Key("ca_file", .scalar(.path), "Certificates that are trusted. Absent: the system's."),
        Key("certificate_file", .scalar(.path), "The certificate that this side shows (mTLS), PEM."),
        Key("key_file", .scalar(.path), "Its key, PEM. Absent: in the same file."),
        Key("proxy", .scalar(.webAddress), "The proxy. Absent: as http_proxy, https_proxy and no_proxy say."),
        Key(
            "parameters", .table("parameter", .sourceName, .scalar(.name)), .standard("{}"),
            "What else is asked with every query, e.g. extra_label."),
        Key("start", .scalar(.date), "The first day that a run fetches. Absent: as far as lookback_days reaches."),
        Key("lookback_days", .scalar(.count), .standard("35"), "How many days back a run looks for missing hours."),
        Key("lag_seconds", .scalar(.seconds), .standard("600"), "How old an hour must be before it is asked for."),
        Key("timeout_seconds", .scalar(.seconds), .standard("150"), "How long the server may be silent."),
        Key(
            "retries", .scalar(.count), .standard("8"),
            "How often a query is asked again that failed for a reason that passes."),
        Key("allow_partial", .scalar(.boolean), .standard("false"), "Whether partial answers are taken."),
    ])
}
