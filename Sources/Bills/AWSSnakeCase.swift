/// The columns of AWS' Cost and Usage Report 2.0 by their legacy names: `line_item_unblended_cost` is
/// `lineItem/unblendedcost`, which `lineItem/UnblendedCost` is too where case means nothing.
enum AWSSnakeCase {
    private static let categories: [(snake: String, legacy: String)] = [
        ("split_line_item_", "splitLineItem/"), ("line_item_", "lineItem/"),
        ("capacity_reservation_", "capacityReservation/"),
        ("savings_plan_", "savingsPlan/"), ("reservation_", "reservation/"), ("identity_", "identity/"),
        ("bill_", "bill/"), ("product_", "product/"), ("pricing_", "pricing/"), ("discount_", "discount/"),
    ]

    /// Columns that hold a JSON object of what legacy reports have a column each for.
    static let objects = ["resource_tags", "product", "cost_category", "discount", "tags"]

    /// A column's name in a legacy report. Table exports have a column per tag, `resource_tags_user_owner`.
    static func legacy(_ name: String) -> String {
        let small = folded(name)
        if objects.contains(small) { return small }
        for (snake, prefix) in [
            ("resource_tags_user_", "user:"), ("resource_tags_aws_", "aws:"), ("resource_tags_", ""),
        ] {
            if small.hasPrefix(snake) { return "resourceTags/" + prefix + name.dropFirst(snake.count) }
        }
        if small.hasPrefix("cost_category_") { return "costCategory/" + name.dropFirst("cost_category_".count) }
        for category in categories where small.hasPrefix(category.snake) {
            return category.legacy + small.dropFirst(category.snake.count).filter { $0 != "_" }
        }
        return name
    }

    /// The header as a legacy report would have it.
    static func legacy(_ header: Header, file: String) throws(BillError) -> Header {
        let assumed = header.assumed.map { column in
            AssumedColumn(
                name: legacy(column.name), text: column.column.assumed.map { String(decoding: $0.pointee, as: UTF8.self) } ?? "")
        }
        return try Header(header.names.map(legacy), assumed: assumed, file: file, line: 1)
    }

    /// What names of columns are compared by; a legacy name is its own.
    static func spelling(_ name: String) -> String {
        let legacyName = name.contains("/") ? name : legacy(name)
        return AWSColumns.isFolded(legacyName) ? folded(legacyName) : legacyName
    }

    /// A legacy name as this report writes it: `lineItem/UnblendedCost` → `line_item_unblended_cost`.
    static func written(_ name: String) -> String { snakeCase(name) }
}
