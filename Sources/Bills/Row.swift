import Glibc
import Keys
import Money

/// One data row: bytes that are lent for the length of a call.
struct Row {
    let bytes: UnsafePointer<UInt8>
    let cells: UnsafePointer<CellMark>
    /// Whether libcsv has read the row: then its cells stand one behind the other, as bare texts.
    let isCopied: Bool
    /// Whether quotation marks are doubled in it, and where the texts without them go.
    let isDoubled: Bool
    let undoubled: Unmanaged<UndoubledTexts>
    let start: Int
    /// The line it starts at.
    let line: Int64
    /// 1 for the row below the header.
    let number: Int64

    /// A cell's bytes; none for null, for an empty cell and for a column that the file does not have.
    @inline(__always)
    func cell(_ column: Column) -> UnsafeBufferPointer<UInt8> {
        guard column.index >= 0 else { return column.assumed?.pointee ?? UnsafeBufferPointer(start: nil, count: 0) }
        let mark = cells[column.index]
        let from = column.index == 0 ? start : Int(cells[column.index - 1].end) + 1
        if mark.kind == CellMark.null { return UnsafeBufferPointer(start: bytes + from, count: 0) }
        if bytes[from] == 0x22, !isCopied { return quotedCell(from: from + 1, to: Int(mark.end) - 1) }
        return UnsafeBufferPointer(start: bytes + from, count: Int(mark.end) - from)
    }

    private func quotedCell(from: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
        let inner = UnsafeBufferPointer(start: bytes + from, count: end - from)
        guard isDoubled, memchr(bytes + from, 0x22, inner.count) != nil else { return inner }
        return undoubled._withUnsafeGuaranteedRef { $0.text(of: inner) }
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

extension UnsafeBufferPointer<UInt8> {
    /// Whether a cell has these bytes.
    @inline(__always)
    func isSame(as bytes: [UInt8]) -> Bool { count == bytes.count && (isEmpty || memcmp(baseAddress!, bytes, count) == 0) }
}

/// Where a column stands in the rows of a file; -1 where the file does not have it.
///
/// Unchecked, because of the pointer: what it points to is never changed.
struct Column: Hashable, @unchecked Sendable {
    let index: Int
    /// What every row has in a column that the file lacks, because somebody says so (`BillOptions.assumed`).
    let assumed: UnsafePointer<UnsafeBufferPointer<UInt8>>?

    static let absent = Column(index: -1)

    init(index: Int) {
        self.index = index
        assumed = nil
    }

    /// A column of one text. It is kept until the process ends: some bytes per option of a command.
    init(assumed text: String) {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = bytes.initialize(from: text.utf8)
        let place = UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>.allocate(capacity: 1)
        place.initialize(to: UnsafeBufferPointer(bytes))
        index = -1
        assumed = UnsafePointer(place)
    }

    /// Whether the file has the column.
    var isPresent: Bool { index >= 0 }
    /// Whether rows have a text in it, from the file or assumed.
    var isKnown: Bool { isPresent || assumed != nil }
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
