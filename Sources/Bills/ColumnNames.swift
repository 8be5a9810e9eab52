import Money

/// Finds a format's columns in a header by their names in the format's own spelling.
///
/// Exports of one provider differ in case, in separators and in language; what the names have in common is what a
/// *spelling* makes of them.
struct ColumnNames {
    /// Every column, in the order of the header, with its name in the spelling.
    let all: [(column: Column, name: String, spelled: String)]
    private let columns: [String: Column]
    private let spelling: (String) -> String

    init(_ header: Header, spelling: @escaping (String) -> String) {
        self.spelling = spelling
        all = header.names.enumerated().map { (Column(index: $0), $1, spelling($1)) }
        columns = Dictionary(
            all.map { ($0.spelled, $0.column) } + header.assumed.map { (spelling($0.name), $0.column) }
        ) { first, _ in first }
    }

    /// The first of these names that the header has.
    func column(_ names: [String]) -> Column {
        for name in names {
            if let column = columns[spelling(name)] { return column }
        }
        return .absent
    }

    /// The first of these names that the header has.
    func column(_ names: String...) -> Column { column(names) }

    /// All of these names that the header has, in this order.
    func columns(_ names: [String]) -> [Column] { names.compactMap { columns[spelling($0)] } }

    /// Two columns that are one to the format: which of them counts?
    var twice: (name: String, first: Int, second: Int)? {
        for (column, _, spelled) in all where !spelled.isEmpty {
            if let first = columns[spelled], first != column {
                return (all[first.index].name, first.index, column.index)
            }
        }
        return nil
    }
}

/// Small letters and digits alone, of the English name where the export puts it behind a translated one:
/// `Kategorie der Verbrauchseinheit (MeterCategory)` → `metercategory`.
func lettersOfEnglishName(_ name: String) -> String {
    folded(englishName(name)).filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
}

/// What stands in the parentheses at a name's end, else the name.
func englishName(_ name: String) -> String {
    guard name.last == ")", let open = name.lastIndex(of: "(") else { return name }
    let inner = name[name.index(after: open)...].dropLast()
    let isName = !inner.isEmpty && inner.utf8.allSatisfy { $0 < 0x80 }
    return isName ? String(inner) : name
}

/// The columns that become fields and extras of an item as they are.
struct ItemColumns {
    private let fields: [(field: ItemField, columns: [Column])]
    private let extras: [(column: Column, name: [UInt8])]

    /// - Parameters:
    ///   - fields: Per field the columns that may hold it; the first that has a text counts.
    ///   - extras: The columns that are kept under names of their own, in any order; names must differ.
    init(fields: [(ItemField, [Column])], extras: [(column: Column, name: String)]) {
        self.fields = fields.filter { !$1.isEmpty }
        self.extras = extras.filter(\.column.isPresent).sorted { precedes($0.name, $1.name) }
            .map { ($0.column, Array($0.name.utf8)) }
    }

    /// All of them.
    var columns: [Column] { fields.flatMap(\.columns) + extras.map(\.column) }

    /// Whether a row has a text in the column of this extra.
    func hasValue(of name: String, in row: Row) -> Bool {
        extras.contains { $0.name.elementsEqual(name.utf8) && !row.isEmpty($0.column) }
    }

    /// Sets the fields of a row's item.
    func setFields(of row: Row, in writer: ItemWriter) {
        for (field, columns) in fields {
            if let column = columns.first(where: { !row.isEmpty($0) }) { writer.set(field, row.cell(column)) }
        }
    }

    /// Adds the extras of a row's item, and some that stand in no column, in the order of all their names.
    ///
    /// - Parameter others: Ordered by name; no name is a column's.
    func addExtras(of row: Row, to writer: ItemWriter, with others: [(name: String, value: String)] = []) {
        var others = others[...]
        for extra in extras where !row.isEmpty(extra.column) {
            while let other = others.first, other.name.utf8.lexicographicallyPrecedes(extra.name) {
                writer.addExtra(other.name, other.value)
                others.removeFirst()
            }
            writer.addExtra(extra.name, row.cell(extra.column))
        }
        for other in others { writer.addExtra(other.name, other.value) }
    }
}

extension ItemWriter {
    /// Sets the billing currency of a row.
    func setCurrency(_ row: Row, _ column: Column) throws(RowFault) -> Currency {
        let code = try row.requiredText(column)
        guard let currency = Currency(code) else { throw RowFault(column, .notCurrency(code)) }
        set(.billingCurrency, row.cell(column))
        return currency
    }
}

extension Sequence<Column> {
    /// The present ones, each once, in the order of the header.
    var inOrder: [Column] { Set(self).filter(\.isPresent).sorted { $0.index < $1.index } }
}
