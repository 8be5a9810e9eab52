import Money
import Texts

/// The document for programs: exact numbers as strings, keys sorted, words as they came
/// (docs/reports.md has the schema, `chargeback.report/1`).
enum JSONWriter {
    /// The document.
    static func write(_ document: ReportDocument, _ sections: [RoundedSection]) -> String {
        let facts = document.facts.map { fact in
            JSONText.object(["name": .string("\(fact.name)"), "value": .string("\(fact.value)")])
        }
        let value = JSONText.object([
            "schema": .string("chargeback.report/1"),
            "title": .string("\(document.title)"),
            "subtitle": document.subtitle.map { .string("\($0)") } ?? .null,
            "stamp": document.stamp.map { .string($0.rawValue) } ?? .null,
            "facts": .array(facts),
            "highlights": .array(document.highlights.map(highlight)),
            "sections": .array(sections.map(section)),
        ])
        return value.rendered(isIndented: true) + "\n"
    }

    private static func highlight(_ highlight: ReportHighlight) -> JSONText {
        .object(["kind": .string(highlight.kind.rawValue), "text": .string("\(highlight.words)")])
    }

    private static func section(_ rounded: RoundedSection) -> JSONText {
        let section = rounded.section
        let columns = section.columns.map { column in
            JSONText.object([
                "key": .string(column.key), "header": .string("\(column.header)"), "kind": .string(column.kindName),
                "places": column.places.map { .integer(Int64($0)) } ?? .null,
            ])
        }
        let order = section.columns.indices.sorted {
            section.columns[$0].key.utf8.lexicographicallyPrecedes(section.columns[$1].key.utf8)
        }
        let rows = zip(section.rows, rounded.rows).map { row($0, $1, section.columns, order) }
        var total = JSONText.null
        if let exact = section.total, let shown = rounded.total { total = row(exact, shown, section.columns, order) }
        return .object([
            "key": .string(section.key),
            "title": .string("\(section.title)"),
            "note": ((section.rows.isEmpty ? section.emptyReason : nil) ?? section.note).map { .string("\($0)") } ?? .null,
            "columns": .array(columns),
            "rows": .array(rows),
            "total": total,
        ])
    }

    /// The columns' members in the order of their keys' bytes, which is the same for all rows.
    private static func row(
        _ exact: [ReportCell], _ shown: [ReportCell], _ columns: [ReportColumn], _ order: [Int]
    ) -> JSONText {
        .sorted(order.map { JSONText.Member(columns[$0].key, cell(exact[$0], shown[$0], columns[$0])) })
    }

    private static func cell(_ exact: ReportCell, _ shown: ReportCell, _ column: ReportColumn) -> JSONText {
        switch exact {
        case .absent: return .null
        case .text(let words): return .string(words)
        case .phrase(let phrase): return .string("\(phrase)")
        case .count(let count): return .integer(count)
        case .percent(let ratio): return .string(ratio.description)
        case .money(let amount), .quantity(let amount):
            let rounded = shown.amount ?? amount
            let text = Figures(percentPlaces: 1).ungrouped(rounded, places: column.places ?? rounded.scale)
            return .sorted([.init("exact", .string(amount.description)), .init("rounded", .string(text))])
        }
    }
}

extension ReportColumn {
    /// The kind's name in JSON.
    var kindName: String {
        switch kind {
        case .text: "text"
        case .money: "money"
        case .percent: "ratio"
        case .count: "count"
        case .quantity: "quantity"
        }
    }
}

extension Figures {
    /// `1234.50`: so many decimals, for programs.
    func ungrouped(_ amount: ExactDecimal, places: Int) -> String {
        let rounded = amount.rounded(places: places)
        return (rounded.significand < 0 ? minus : "") + Self.digits(of: rounded, places: places, isGrouped: false)
    }
}
