import CBytes

/// Where a cell ends and how its bytes are to be taken: where the byte behind it stands (the next cell starts one further),
/// and one of the kinds below, or `undoubledBase` and the place of the cell's text.
typealias CellMark = bytes_cell

extension CellMark {
    init(end: UInt32) { self.init(end: end, kind: Self.asItStands) }

    /// The bytes are the text, perhaps between two quotation marks.
    static let asItStands: UInt32 = 0
    /// A word for null.
    static let null: UInt32 = 1
    /// From here on: the text stands elsewhere, because it has quotation marks that the file doubles.
    static let undoubledBase: UInt32 = 2
}
