import Keys
import Money
import Store
import TestSupport
import Testing

@Suite("Binary COPY")
struct CopyStreamTests {
    static let literals = [
        "0", "1", "-1", "0.1", "-0.00000352", "9999", "10000", "10001", "12345678.87654321", "0.0001", "0.00001",
        "100000000000000000000", "-99999999999999999999999999999999999999", "0.0000000000000000000000000001",
        "16.2969321366366446274854190001", "143227.76367818761501799105", "1000.001",
        "9223372036854775808", "0.5", "4000.04", "40000000.00000004",
    ]

    @Test("A number arrives in PostgreSQL with every digit, whatever its size and sign")
    func numbers() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("create table copied (place bigint, value numeric)")
        var random = SystemRandomNumberGenerator()
        var values = try Self.literals.map { try ExactDecimal($0) }
        for _ in 0..<2000 {
            let digits = Int128(random.next()) * Int128(Int64.random(in: -1_000_000...1_000_000))
            values.append(ExactDecimal(significand: digits, scale: Int.random(in: 0...28)))
        }
        var copy = try CopyStream(connection, table: "copied", columns: ["place", "value"])
        for (place, value) in values.enumerated() {
            copy.startRow()
            copy.put(Int64(place))
            copy.put(value)
            try copy.endRow()
        }
        try copy.finish()
        let rows = try connection.query("select value::text as value from copied order by place")
        #expect(rows.count == values.count)
        for (row, value) in zip(rows, values) { #expect(row["value"] == value.description) }
    }

    @Test("Arrays of whole numbers arrive in their order, with their nulls and ends of the range")
    func arrays() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("create table copied (small smallint[], whole integer[], big bigint[])")
        var copy = try CopyStream(connection, table: "copied", columns: ["small", "whole", "big"])
        copy.startRow()
        copy.put([Int16.min, nil, 0, .max] as [Int16?])
        copy.put([nil, Int32.min, .max] as [Int32?])
        copy.put([Int64.max, .min, nil] as [Int64?])
        try copy.endRow()
        copy.startRow()
        copy.put([] as [Int16?])
        copy.put([7] as [Int32?])
        copy.put([nil] as [Int64?])
        try copy.endRow()
        try copy.finish()
        let rows = try connection.query("select concat_ws(' ', small, whole, big) as words from copied")
        #expect(
            rows.map { $0.text("words") } == [
                "{-32768,NULL,0,32767} {NULL,-2147483648,2147483647} {9223372036854775807,-9223372036854775808,NULL}",
                "{} {7} {NULL}",
            ])
    }

    @Test("An object of any texts arrives as JSON, with control characters, quotation marks and nulls")
    func objects() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("create table copied (place bigint, value jsonb)")
        let control = String(String.UnicodeScalarView((1...0x1F).map { Unicode.Scalar($0)! }))
        let objects: [[(String, String?)]] = [
            [], [("team", "web")], [("a\"b", "c\\d"), ("é", nil), ("", "")], [("control", control)],
            (0..<300).map { ("key\($0)", String(repeating: "\u{1F}", count: $0)) },
        ]
        var copy = try CopyStream(connection, table: "copied", columns: ["place", "value"])
        for (place, members) in objects.enumerated() {
            copy.startRow()
            copy.put(Int64(place))
            copy.startObject()
            for (name, value) in members {
                Array(name.utf8).withUnsafeBufferPointer { name in
                    if let value {
                        Array(value.utf8).withUnsafeBufferPointer { copy.putMember(name, $0) }
                    } else {
                        copy.putMember(name, nil)
                    }
                }
            }
            copy.endObject()
            try copy.endRow()
        }
        try copy.finish()
        for (place, members) in objects.enumerated() {
            let rows = try connection.query(
                "select value = $2::jsonb as is_equal from copied where place = $1::bigint",
                [.integer(place), .text(JSONText.object(members))])
            #expect(rows[0].flag("is_equal"))
        }
    }

    @Test("Texts, moments, days, keys, JSON and nulls arrive as they were, also what ends a text COPY")
    func otherTypes() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute(
            "create table copied (a text, b timestamptz, c date, d uuid, e jsonb, f bigint, g smallint, h timestamptz)")
        var copy = try CopyStream(connection, table: "copied", columns: ["a", "b", "c", "d", "e", "f", "g", "h"])
        let instant = try #require(Instant(iso: "2026-10-25T01:02:03.456789Z"))
        copy.startRow()
        copy.put("\\.")
        copy.put(instant)
        copy.put(instant.date)
        copy.put(Key128(high: 0x0123_4567_89AB_CDEF, low: 0xFEDC_BA98_7654_3210))
        copy.putJSON(#"{"a": "é\\"}"#)
        copy.put(Int64?.none)
        copy.put(Int16(-3))
        copy.put(nil, orInfinity: .past)
        try copy.endRow()
        try copy.finish()
        let row = try connection.query("select * from copied")[0]
        #expect(row["a"] == "\\.")
        #expect(row.instant("b") == instant)
        #expect(row.date("c") == instant.date)
        #expect(row["d"] == "01234567-89ab-cdef-fedc-ba9876543210")
        #expect(row["e"] == #"{"a": "é\\"}"#)
        #expect(row["f"] == nil)
        #expect(row.integer("g") == -3)
        #expect(row["h"] == "-infinity")
    }

    @Test("A COPY that is not finished leaves no row, and the session goes on")
    func abandoned() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("create table copied (value bigint)")
        do {
            var copy = try CopyStream(connection, table: "copied", columns: ["value"])
            copy.startRow()
            copy.put(Int64(1))
            try copy.endRow()
        }
        #expect(try connection.query("select count(*) as count from copied")[0].integer("count") == 0)
    }
}
