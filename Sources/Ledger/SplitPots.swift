import Store

/// The pots of machines, volumes and what serves clusters, by the pot that stands for all of a day that differ from it in
/// nothing but their hour; with the words that their shares are kept with, as the wire has them.
struct SplitPots: Sequence {
    /// The columns of those words: what a day's pots have in common, and what they differ in.
    static let columns = commonColumns + ownColumns
    private static let commonColumns = [
        "usage_date", "resource_key", "source", "billing_account_id", "sub_account_id", "service_name",
        "billing_currency",
    ]
    /// Class, basis and cluster: what a day's pots have in common besides.
    private static let hiddenCount = 3
    private static let ownColumns = ["hour", "rule", "node"]

    /// A pot.
    struct Pot {
        /// The first of the day's.
        fileprivate(set) var dayPot: Int32
        let pot: Int32
        fileprivate let words: Range<Int>
    }

    private var pots: [Pot] = []
    private var bytes: [UInt8] = []

    init(_ connection: Connection) throws {
        var days = KeyNumbers()
        var firstPots: [Int32] = []
        let path = "ledger/split/pots.sql"
        try connection.copyOutBinary(SQL.text(path), name: "sql/" + path) { row in
            let pot = row.integer()
            let common = row.fields(Self.commonColumns.count)
            let hidden = row.fields(Self.hiddenCount)
            // They lie side by side.
            let key = UnsafeRawBufferPointer(start: common.baseAddress, count: common.count + hidden.count)
            let day = days.number(of: key, orAdd: Int32(firstPots.count))
            if Int(day) == firstPots.count { firstPots.append(pot) }
            firstPots[Int(day)] = Swift.min(firstPots[Int(day)], pot)
            let start = bytes.count
            bytes.append(contentsOf: common)
            bytes.append(contentsOf: row.fields(Self.ownColumns.count))
            pots.append(Pot(dayPot: day, pot: pot, words: start..<bytes.count))
        }
        for index in pots.indices { pots[index].dayPot = firstPots[Int(pots[index].dayPot)] }
        pots.sort { ($0.dayPot, $0.pot) < ($1.dayPot, $1.pot) }
    }

    func makeIterator() -> IndexingIterator<[Pot]> { pots.makeIterator() }

    /// Puts the words of a pot.
    func put(_ pot: Pot, into copy: inout CopyStream) {
        bytes.withUnsafeBytes {
            copy.put(fields: UnsafeRawBufferPointer(rebasing: $0[pot.words]), count: Int16(Self.columns.count))
        }
    }
}
