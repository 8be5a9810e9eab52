import CLibPQ
import Keys
import Money

/// A value for `$1`, `$2`, … of a statement, sent as text.
public struct Parameter: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    /// The text that PostgreSQL reads, or `nil` for null.
    let text: String?
    /// The type's object id; 0 lets the statement decide. With one, a statement need not use the parameter.
    var type: UInt32 = 0

    private static let dateType: UInt32 = 1082

    /// A text, or null.
    public static func text(_ value: String?) -> Parameter { Parameter(text: value) }
    /// Texts, as `text[]`.
    public static func texts(_ values: [String]) -> Parameter {
        let quoted = values.map { value in
            "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        return Parameter(text: "{" + quoted.joined(separator: ",") + "}")
    }
    /// A whole number, or null.
    public static func integer(_ value: (some BinaryInteger)?) -> Parameter { Parameter(text: value.map { "\($0)" }) }
    /// An exact number, or null.
    public static func decimal(_ value: ExactDecimal?) -> Parameter { Parameter(text: value?.description) }
    /// A day, or null.
    public static func date(_ value: UTCDate?) -> Parameter {
        var parameter = Parameter(text: value?.description)
        parameter.type = dateType
        return parameter
    }
    /// A moment, or null.
    public static func instant(_ value: Instant?) -> Parameter { Parameter(text: value?.description) }
    /// A truth value.
    public static func flag(_ value: Bool) -> Parameter { Parameter(text: value ? "true" : "false") }
    /// A digest as `bytea`, or null.
    public static func digest(_ value: Digest?) -> Parameter { Parameter(text: value.map { "\\x\($0)" }) }

    /// A value from the text that PostgreSQL reads.
    init(text: String?) { self.text = text }
    /// A text.
    public init(stringLiteral value: String) { text = value }
    /// A whole number.
    public init(integerLiteral value: Int) { text = "\(value)" }
    /// Null.
    public init(nilLiteral: ()) { text = nil }
}

/// The rows of a statement's result, read by place or by column name.
public final class Rows: RandomAccessCollection {
    private let result: OpaquePointer
    private let columns: [String: Int32]

    init(_ result: OpaquePointer) {
        self.result = result
        var columns: [String: Int32] = [:]
        for index in 0..<PQnfields(result) { columns[String(cString: PQfname(result, index))] = index }
        self.columns = columns
    }

    deinit { PQclear(result) }

    /// The first row's place.
    public var startIndex: Int { 0 }
    /// One behind the last row's place.
    public var endIndex: Int { Int(PQntuples(result)) }
    /// A row.
    public subscript(position: Int) -> Row { Row(rows: self, number: Int32(position)) }

    /// How many rows the statement touched.
    public var affected: Int64 { Int64(String(cString: PQcmdTuples(result))) ?? 0 }

    /// The names of the columns, in their order.
    public var columnNames: [String] { (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) } }

    func text(row: Int32, column: Int32) -> String? {
        PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
    }

    func column(_ name: String) -> Int32 {
        guard let index = columns[name] else { preconditionFailure("the statement returns no column \(name)") }
        return index
    }
}

/// One row of a result.
public struct Row {
    fileprivate let rows: Rows
    fileprivate let number: Int32

    /// A column's text, or `nil` for null.
    public subscript(name: String) -> String? { rows.text(row: number, column: rows.column(name)) }
    /// The text of the column at a place, or `nil` for null.
    public subscript(index: Int) -> String? { rows.text(row: number, column: Int32(index)) }

    /// A column that is never null.
    public func text(_ name: String) -> String {
        guard let value = self[name] else { preconditionFailure("column \(name) is null") }
        return value
    }

    /// A whole number that is never null.
    public func integer(_ name: String) -> Int64 {
        guard let value = Int64(text(name)) else { preconditionFailure("column \(name) is not a whole number") }
        return value
    }

    /// An exact number, or `nil` for null.
    ///
    /// - Throws: `DecimalError` where the sum needs more digits than can be kept.
    public func decimal(_ name: String) throws(DecimalError) -> ExactDecimal? {
        guard let text = self[name] else { return nil }
        return try ExactDecimal(text)
    }

    /// A truth value that is never null.
    public func flag(_ name: String) -> Bool { text(name) == "t" }

    /// A day, or `nil` for null.
    public func date(_ name: String) -> UTCDate? { self[name].flatMap { UTCDate(iso: $0) } }

    /// A moment, or `nil` for null.
    public func instant(_ name: String) -> Instant? { self[name].flatMap { Instant(iso: $0) } }
}
