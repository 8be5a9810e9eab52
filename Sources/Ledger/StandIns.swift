import Store

/// Consumers that are one from the sums of a day on: the ledger knows them apart by nothing but their pod. The first stands
/// for all of them.
struct StandIns {
    /// By the consumer's number; nought where there is none of that number.
    private var standIns: [Int32] = []
    private var hasShare: [Bool] = []

    init(_ connection: Connection) throws {
        var words = KeyNumbers()
        let path = "ledger/split/consumers.sql"
        try connection.copyOutBinary(SQL.text(path), name: "sql/" + path) { row in
            let consumer = row.integer()
            let standIn = words.number(of: row.fields(row.fieldCount - 1), orAdd: consumer)
            while standIns.count <= consumer { standIns.append(0) }
            standIns[Int(consumer)] = standIn
        }
        hasShare = [Bool](repeating: false, count: standIns.count)
    }

    /// Who stands for a consumer that has a share; one that is not known, such as idle capacity, stands for itself.
    mutating func standIn(for consumer: Int32) -> Int32 {
        guard consumer < standIns.count, standIns[Int(consumer)] != 0 else { return consumer }
        hasShare[Int(consumer)] = true
        return standIns[Int(consumer)]
    }

    /// Says in `work_sharer` who has shares, and who stands for them.
    func store(_ connection: Connection) throws {
        var copy = try CopyStream(connection, table: "work_sharer", columns: ["consumer", "stand_in"])
        for consumer in hasShare.indices where hasShare[consumer] {
            copy.startRow()
            copy.put(Int32(consumer))
            copy.put(standIns[consumer])
            try copy.endRow()
        }
        try copy.finish()
    }
}
