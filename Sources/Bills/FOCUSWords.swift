/// Words of FOCUS as writers spell them: Google's view of its export has `usage`, `correction` and `committed`.
enum FOCUSWords {
    /// The words that a field may have, where their case is read as FOCUS has it.
    static let allowed: [(field: ItemField, words: [StaticString])] = [
        (.chargeCategory, ["Usage", "Purchase", "Tax", "Credit", "Adjustment"]), (.chargeClass, ["Correction"]),
        (.pricingCategory, ["Standard", "Committed", "Dynamic", "Other"]),
    ]

    /// The word of FOCUS that a cell has in other letters; nil where it has it so, or has another word.
    static func spelled(_ cell: UnsafeBufferPointer<UInt8>, among words: [StaticString]) -> StaticString? {
        for word in words where word.utf8CodeUnitCount == cell.count {
            let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
            if cell.elementsEqual(letters) { return nil }
            if zip(cell, letters).allSatisfy({ small($0) == small($1) }) { return word }
        }
        return nil
    }

    private static func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}

/// A header that has FOCUS' names in other letters: tables of Athena have `billedcost`, those of warehouses `BILLED_COST`.
enum FOCUSSpelling {
    private static let known: [String: String] = Dictionary(
        uniqueKeysWithValues: (ItemField.allCases.map(\.focusName) + FOCUSItemMaker.chargeColumns).map { (letters($0), $0) })

    /// The header as FOCUS spells it, where it has most of the required names in other letters and none as they are.
    static func canonical(_ header: Header) -> Header {
        let spelled = Set(header.names.filter { !$0.hasPrefix("x_") }.map(letters))
        guard !FOCUSMapper.required.contains(where: header.names.contains),
            FOCUSMapper.required.filter({ spelled.contains(letters($0)) }).count * 3 >= FOCUSMapper.required.count * 2
        else { return header }
        return header.renamed { known[letters($0)] ?? $0 }
    }

    private static func letters(_ name: String) -> String { folded(name).filter { $0 != "_" } }
}
