extension Schema {
    static let anomaly = Schema(keys: [
        Key("name", .scalar(.name), .required, "Its name; unique."),
        scope,
        Key("currency", .scalar(.currency), .required, "The currency that is watched."),
        Key(
            "deviations", .scalar(.weight), .standard("4"),
            "How many robust standard deviations above the median of such days are too many."),
        Key("minimum", .scalar(.amountOrNought), .required, "Smaller excesses do not count."),
        Key("calendar", .scalar(.name), "The calendar whose working days count, and no others. Absent: all days."),
        cost,
    ] + telling)

    static let share = Schema(keys: [
        Key("name", .scalar(.name), .required, "Its name; unique."),
        scope,
        Key(
            "of", .scalar(.word(["unallocated", "idle", "unused commitment", "platform", "shared", "network", "storage"])),
            .required, "The kind of cost."),
        Key("percent", .scalar(.percent), .required, "How much of the scope's cost it may be."),
        Key("currency", .scalar(.currency), .required, "The currency that is watched."),
        Key("minimum", .scalar(.amountOrNought), .standard("0"), "Smaller parts do not count."),
        cost,
    ] + telling)

    static let restatement = Schema(keys: [
        Key("name", .scalar(.name), .required, "Its name; unique."),
        Key("minimum", .scalar(.amountOrNought), .required, "Smaller changes, up or down, do not count."),
        Key("currency", .scalar(.currency), .required, "The currency that is watched."),
        cost,
    ] + telling)

    static let approval = Schema(keys: [
        Key("name", .scalar(.name), .required, "Its name; unique."),
        scope,
        Key("amount", .scalar(.amount), .required, "What a month may cost without approval."),
        Key("currency", .scalar(.currency), .required, "Its currency."),
        Key("approvers", .list(.scalar(.name), atLeast: 1), "Who may approve. Absent: anybody."),
        cost,
    ] + telling)
}
