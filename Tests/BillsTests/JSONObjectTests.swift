import Testing

@testable import Bills

@Suite("Tags are read from JSON strictly")
struct JSONObjectTests {
    static func members(_ text: String) throws -> [String: String?] {
        let members = try Array(text.utf8).withUnsafeBufferPointer { try JSONObjectReader.members(of: $0) }
        return Dictionary(members.map { ($0.key, $0.value) }) { $1 }
    }

    @Test(
        "A value is the text itself; what is no text stays as it is written, and null is null",
        arguments: [
            (#"{}"#, [:]), (#" { "a" : "b" } "#, ["a": "b"]), (#"{"a":"","b":null}"#, ["a": "", "b": nil]),
            (#"{"a":true,"b":1.50,"c":-0.1e+5}"#, ["a": "true", "b": "1.50", "c": "-0.1e+5"]),
            (#"{"a":{"b":[1, 2]}}"#, ["a": #"{"b":[1, 2]}"#]),
            (#"{"a":"é\u00e9\ud83d\ude00\n\/\""}"#, ["a": "éé😀\n/\""]),
            (#"{"":"x"," a":"y"}"#, ["": "x", " a": "y"]),
        ] as [(String, [String: String?])])
    func reads(text: String, members: [String: String?]) throws {
        #expect(try Self.members(text) == members)
    }

    @Test(
        "What RFC 8259 does not allow is refused",
        arguments: [
            "", "x", "[]", "null", "{", "{}}", "{}x", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{,}"#, #"{'a':1}"#,
            #"{"a":01}"#, #"{"a":+1}"#, #"{"a":.5}"#, #"{"a":1.}"#, #"{"a":1e}"#, #"{"a":NaN}"#, #"{"a":tru}"#,
            #"{"a":"\x"}"#, #"{"a":"\u12"}"#, #"{"a":"\ud800"}"#, #"{"a":"\udc00"}"#, #"{"a":"\ud800\u0041"}"#,
            #"{"a":"\u0000"}"#, "{\"a\":\"\n\"}", #"{"a":1,"a":1}"#, #"{"a":1 "b":2}"#, #"{"a":[1,]}"#,
        ])
    func refuses(text: String) {
        #expect(throws: JSONFault.self) { try Self.members(text) }
    }

    @Test("Nesting has a limit, tested on both sides")
    func depth() throws {
        func nested(_ count: Int) -> String {
            #"{"a":"# + String(repeating: "[", count: count) + String(repeating: "]", count: count) + "}"
        }
        #expect(try Self.members(nested(JSONObjectReader.depthMax - 1)).count == 1)
        #expect(throws: JSONFault.tooDeep) { try Self.members(nested(JSONObjectReader.depthMax)) }
        #expect(throws: JSONFault.tooDeep) { try Self.members(nested(100_000)) }
    }
}
