import Money

/// Numbers of a FOCUS file, which a spreadsheet may have written back for people: `$1,200.00`.
///
/// FOCUS forbids signs of currency and of thousands. They are read where they can mean one thing only: a dollar sign in
/// front, commas between groups of three digits, a point and two or more digits; a blank behind. Without the point
/// `$1,200` may be either, and is refused; so is a dollar sign on a line that is billed in anything but US dollars.
final class FOCUSAmounts {
    /// How many such numbers were read.
    private(set) var formattedCount: Int64 = 0
    private let currency: Column

    /// - Parameter currency: Where BillingCurrency stands.
    init(currency: Column) { self.currency = currency }

    /// A cell's number; nil where it is empty.
    @inline(__always)
    func decimal(_ row: Row, _ column: Column) throws(RowFault) -> ExactDecimal? {
        do { return try row.decimal(column) } catch { return try formatted(row.cell(column), row, error) }
    }

    /// A cell's number, which must be there.
    @inline(__always)
    func required(_ row: Row, _ column: Column) throws(RowFault) -> ExactDecimal {
        guard let value = try decimal(row, column) else { throw RowFault(column, .cellEmpty) }
        return value
    }

    @inline(never)
    private func formatted(_ cell: UnsafeBufferPointer<UInt8>, _ row: Row, _ fault: RowFault) throws(RowFault) -> ExactDecimal {
        if cell.last == 0x20, case .success(let value) = ExactDecimal.parse(UnsafeBufferPointer(rebasing: cell.dropLast())) {
            formattedCount += 1
            return value
        }
        guard row.text(currency) == "USD", let text = String(validating: cell, as: UTF8.self),
            let match = text.wholeMatch(of: /(?<minus>-?)\$(?<whole>\d{1,3}(?:,\d{3})*|\d+)\.(?<part>\d{2,}) ?/.asciiOnlyDigits())
        else { throw fault }
        let plain = Array("\(match.minus)\(match.whole.filter { $0 != "," }).\(match.part)".utf8)
        guard case .success(let value) = plain.withUnsafeBufferPointer({ ExactDecimal.parse($0) }) else { throw fault }
        formattedCount += 1
        return value
    }
}
