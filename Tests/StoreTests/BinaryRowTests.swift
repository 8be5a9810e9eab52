import Store
import TestSupport
import Testing

@Suite("Rows from a binary COPY")
struct BinaryRowTests {
    @Test("Fields are read by their types, and go into another table as they are, nulls too")
    func fields() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute(
            """
            create table source (place integer, day date, hour smallint, bytes bigint, name text, cost numeric, note text);
            insert into source values
                (1, '2000-01-02', 23, -5000000000, 'é', 0.50, null), (2, '1999-12-31', -1, 7, '', -12345678901234567890.123, 'x');
            create table target (place integer, name text, again text, cost numeric, note text, digits numeric)
            """)
        var read: [(Int32, Int32, Int16, Int64, [UInt8], Int)] = []
        var copy = CopyStream(table: "target", columns: ["place", "name", "cost", "note", "again", "digits"])
        try connection.copyOutBinary(
            "copy (select place, day, hour, bytes, name, name, cost, note from source order by place) to stdout (format binary)",
            name: "test"
        ) { row in
            let place = row.integer()
            read.append((place, row.integer(), row.short(), row.long(), Array(row.field()), row.fieldCount))
            copy.startRow()
            copy.put(place)
            let start = copy.byteCount
            copy.put(fields: row.fields(1), count: 1)
            let name = start..<copy.byteCount
            copy.put(fields: row.fields(2), count: 2)
            copy.putAgain(name)
            copy.put(Int128(-1234), scale: 2)
            try copy.endRow()
        }
        #expect(
            read.map { "\($0)" } == [
                "(1, 1, 23, -5000000000, [195, 169], 8)", "(2, -1, -1, 7, [], 8)",
            ])
        try copy.start(on: connection)
        try copy.finish()
        let rows = try connection.query(
            "select concat_ws(' ', place, name, again, cost, coalesce(note, 'null'), digits) as words from target order by place"
        )
        #expect(rows.map { $0.text("words") } == ["1 é é 0.50 null -12.34", "2   -12345678901234567890.123 x -12.34"])
    }
}
