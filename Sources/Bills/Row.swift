import Keys
import Money

/// One data row: bytes that are lent for the length of a call.
struct Row {
    let bytes: UnsafePointer<UInt8>
    /// The ends of the cells in `bytes`.
    let ends: UnsafePointer<Int>
    let start: Int
    /// The line it starts at.
    let line: Int64
    /// 1 for the row below the header.
    let number: Int64

    /// A cell's bytes; none for null, for an empty cell and for a column that the file does not have.
    @inline(__always)
    func cell(_ column: Column) -> UnsafeBufferPointer<UInt8> {
        guard column.index >= 0 else { return UnsafeBufferPointer(start: nil, count: 0) }
        let from = column.index == 0 ? start : ends[column.index - 1]
        return UnsafeBufferPointer(start: bytes + from, count: ends[column.index] - from)
    }

    func isEmpty(_ column: Column) -> Bool { cell(column).isEmpty }

    /// A cell's text; nil where it is empty.
    func text(_ column: Column) -> String? {
        let cell = cell(column)
        return cell.isEmpty ? nil : String(decoding: cell, as: UTF8.self)
    }

    /// A cell's text, which must be there.
    func requiredText(_ column: Column) throws(RowFault) -> String {
        guard let text = text(column) else { throw RowFault(column, .cellEmpty) }
        return text
    }

    /// A cell's number; nil where it is empty.
    @inline(__always)
    func decimal(_ column: Column) throws(RowFault) -> ExactDecimal? {
        let cell = cell(column)
        if cell.isEmpty { return nil }
        switch ExactDecimal.parse(cell) {
        case .success(let value): return value
        case .failure(let error):
            throw RowFault(column, .notDecimal(String(decoding: cell, as: UTF8.self), error))
        }
    }

    /// A cell's number, which must be there.
    @inline(__always)
    func requiredDecimal(_ column: Column) throws(RowFault) -> ExactDecimal {
        guard let value = try decimal(column) else { throw RowFault(column, .cellEmpty) }
        return value
    }
}

/// Where a column stands in the rows of a file; -1 where the file does not have it.
struct Column: Hashable {
    let index: Int

    static let absent = Column(index: -1)

    var isPresent: Bool { index >= 0 }
}

/// What is wrong with a row and where.
struct RowFault: Error {
    let column: Column
    let reason: BillError.Reason

    init(_ column: Column, _ reason: BillError.Reason) {
        self.column = column
        self.reason = reason
    }
}
