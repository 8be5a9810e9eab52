/// The JSON objects of AWS' report 2.0 that hold what legacy reports have columns for.
struct AWSMaps {
    private let product: Column
    private let costCategory: Column

    init(_ header: Header) {
        product = header.column("product")
        costCategory = header.column("cost_category")
    }

    var columns: [Column] { [product, costCategory] }

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
        for member in try members(row, costCategory) {
            guard let value = member.value, !value.isEmpty else { continue }
            let name = names.name(for: "costCategory/" + member.key)
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
