import Errors

@testable import Bills

/// Rows of CSV: the scanner and libcsv read the same, in blocks of any size. The first byte says how large they are.
func fuzzRows(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return use(0) }
    let text = UnsafeBufferPointer(rebasing: bytes.dropFirst())
    let (blockSize, readsNull) = (8 + Int(first & 0x7F), first & 0x80 != 0)
    let scanned = withFile(text) { rows($0, blockSize: blockSize, scansRows: true, readsNull: readsNull) }
    let reference = withFile(text) { rows($0, blockSize: 1 << 16, scansRows: false, readsNull: readsNull) }
    require(scanned == reference, "the scanner and libcsv differ:\n\(scanned)\n\(reference)")
    use(scanned)
}

private func rows(_ path: String, blockSize: Int, scansRows: Bool, readsNull: Bool) -> [String] {
    var lines: [String] = []
    do {
        let rows = try CSVRows(path: path, blockSize: blockSize, scansRows: scansRows)
        guard let header = try rows.header() else { return lines }
        let isNeeded = header.indices.map { $0 % 3 != 2 }
        rows.keep(isNeeded, readsNull: readsNull)
        while try rows.next() {
            for index in 0..<rows.count {
                let row = rows.row(index, number: 1)
                let count = rows.cellCount(index)
                let cells = (0..<min(count, header.count)).map { isNeeded[$0] ? Array(row.cell(Column(index: $0))) : [] }
                lines.append("\(row.line) \(count) \(cells)")
            }
        }
        lines.append("blank \(rows.blankLineCount)")
    } catch { lines.append("\(error)".replacing(path, with: "FILE")) }
    return lines
}

/// Bills of all formats: taken or refused as a whole, and the same whatever the blocks' size; what is handed out is what
/// the summary counts.
func fuzzBill(_ bytes: UnsafeBufferPointer<UInt8>) {
    let small = withFile(bytes) { bill($0, blockSize: 64) }
    let large = withFile(bytes) { bill($0, blockSize: 1 << 16) }
    require(small == large, "the blocks' size changes what is read:\n\(small)\n\(large)")
    use(small)
}

private func bill(_ path: String, blockSize: Int) -> String {
    do {
        var options = BillOptions()
        (options.blockSize, options.batchSize) = (blockSize, 7)
        var counts = (charges: 0, items: 0)
        let summary = try BillReader(path: path, options: options).read { batch in
            counts.charges += batch.charges.count
            counts.items += batch.items.count
            for charge in batch.charges {
                require(Int(charge.itemIndex) < counts.items, "a charge of an item that was not handed out")
            }
        }
        require(Int64(counts.charges) == summary.charges, "charges got lost")
        let periods = summary.periods.map { "\($0.contentDigest) \($0.rows)" }
        return "\(summary.format) \(summary.rows) \(periods)"
    } catch { return "\(error)".replacing(path, with: "FILE") }
}
