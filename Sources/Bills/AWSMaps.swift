/// The JSON objects of AWS' report 2.0 that hold what legacy reports have columns for.
struct AWSMaps {
    private let product: Column
    private let costCategory: Column
    /// All tags of a line in one object, by where they come from: `resourceTags/team`, `accountTag/team`,
    /// `userAttribute/team`, `costCategory/Team`.
    private let tags: Column

    private static let resourceTags = "resourceTags/"
    private static let costCategories = "costCategory/"

    init(_ header: Header) {
        product = header.column("product")
        costCategory = header.column("cost_category")
        tags = header.column("tags")
    }

    var columns: [Column] { [product, costCategory, tags] }

    /// The tags that the object of all tags adds to others: those of accounts and users with where they come from, those
    /// of resources by their own keys.
    ///
    /// - Parameter withResourceTags: Whether those of resources count, because no other column has them.
    func tags(_ row: Row, withResourceTags: Bool) throws(RowFault) -> [(key: String, value: String?)] {
        let all = try members(row, tags).filter { member in
            !member.key.hasPrefix(Self.costCategories)
                && (withResourceTags || !member.key.hasPrefix(Self.resourceTags))
        }
        let short = all.map { member in
            guard member.key.hasPrefix(Self.resourceTags) else { return member.key }
            let key = String(member.key.dropFirst(Self.resourceTags.count))
            return key.hasPrefix("user:") ? String(key.dropFirst("user:".count)) : key
        }
        let areDifferent = Set(short.map { Array($0.utf8) }).count == all.count
        return areDifferent ? zip(short, all).map { ($0, $1.value) } : all
    }

    /// What of them becomes extras, ordered by name. A column's own name wins over a member of the same.
    ///
    /// - Parameter taken: Whether a column gives the row an extra of this name.
    func extras(_ row: Row, taken: (String) -> Bool) throws(RowFault) -> [(name: String, value: String)] {
        var extras: [(name: String, value: String)] = []
        for member in try members(row, product) {
            let name = "x_" + member.key
            guard let value = member.value, !value.isEmpty, AWSColumns.isProductExtra(name), !taken(name) else {
                continue
            }
            extras.append((name, value))
        }
        var names = ExtraNames()
        var categories = try members(row, costCategory).map { (key: Self.costCategories + $0.key, value: $0.value) }
        if categories.isEmpty { categories = try members(row, tags).filter { $0.key.hasPrefix(Self.costCategories) } }
        for member in categories {
            guard let value = member.value, !value.isEmpty else { continue }
            let name = names.name(for: member.key)
            if !taken(name) { extras.append((name, value)) }
        }
        return extras.sorted { precedes($0.name, $1.name) }
    }

    /// The region where no column of its own has it.
    func region(_ row: Row) throws(RowFault) -> String? {
        try members(row, product).first { $0.key == "region" }?.value
    }

    private func members(_ row: Row, _ column: Column) throws(RowFault) -> [(key: String, value: String?)] {
        let cell = row.cell(column)
        if cell.isEmpty { return [] }
        do { return try JSONObjectReader.members(of: cell) } catch { throw RowFault(column, .notJSONObject(error)) }
    }
}
