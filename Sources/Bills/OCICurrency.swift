import Money

/// The one currency of an OCI cost report, for its lines that name none.
enum OCICurrency {
    /// Reads the whole file; nil where its lines are of several currencies or all name none, and for standard input,
    /// which can be read but once.
    static func only(path: String, _ header: Header, _ options: BillOptions) -> Currency? {
        let column = header.foldedColumn("cost/currencyCode")
        guard path != "-", column.isPresent,
            let rows = try? CSVRows(path: path, blockSize: options.blockSize, allowsOpenEnd: true),
            (try? rows.header()) != nil
        else { return nil }
        var isNeeded = [Bool](repeating: false, count: header.names.count)
        isNeeded[column.index] = true
        rows.keep(isNeeded, readsNull: false)
        var found: Set<String> = []
        // What else is wrong with the file, the reading itself will say.
        while (try? rows.next()) == true {
            for index in 0..<rows.count where rows.cellCount(index) == header.names.count {
                // A header between the rows names the column.
                if let code = rows.row(index, number: 0).text(column), code != header.names[column.index] {
                    found.insert(code)
                }
            }
            if found.count > 1 { return nil }
        }
        return found.first.flatMap { Currency($0) }
    }
}
