import Errors
import Testing

@testable import Settings

/// xorshift64*: one seed, one sequence, on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

@Suite("Texts that nobody would write")
struct HostileTextTests {
    @Test("A damaged file is read or refused with places inside it, never a crash", arguments: 0..<20 as Range<UInt64>)
    func damaged(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = Array(try SettingsTests.example().utf8)
        let pieces = [
            ": ", "- ", "{", "}", "[", "]", "\"", "'", "*a", "&a ", "\n", "\t", "<<: ", "? ", "|", "é", "~", "${",
        ]
        for _ in 0..<25 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let start = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
                bytes.replaceSubrange(start..<end, with: Array(pieces.randomElement(using: &random)!.utf8))
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let lineCount = text.split(separator: "\n", omittingEmptySubsequences: false).count
            do {
                _ = try Settings.parse(text, file: "c.yaml", environment: SettingsTests.exampleEnvironment)
            } catch {
                #expect((1...10).contains(error.errors.count) && (error.moreCount == 0 || error.errors.count == 10))
                for case let one as SettingsError in error.errors {
                    let position = try #require(one.position)
                    #expect(
                        (1...lineCount).contains(position.line) && position.column >= 1, "seed \(seed): \(one.line)")
                    #expect(!one.line.contains("\n"))
                }
            }
        }
    }

    @Test("A file cut at any line is read or refused")
    func cut() throws {
        let lines = try SettingsTests.example().split(separator: "\n", omittingEmptySubsequences: false)
        for count in 0..<lines.count {
            let text = lines[..<count].joined(separator: "\n")
            do {
                _ = try Settings.parse(text, file: "c.yaml", environment: SettingsTests.exampleEnvironment)
            } catch {
                #expect(!error.errors.isEmpty)
            }
        }
    }

    @Test("Nesting without end is refused", arguments: ["[", "{a: ", "- ", "? "])
    func nesting(opening: String) {
        #expect(!lines(String(repeating: opening, count: 100_000)).isEmpty)
    }

    @Test("Aliases of aliases do not multiply")
    func bomb() {
        var text = "bills:\n  - &a0 { source: a, paths: [x] }\n"
        for level in 1...40 { text += "  - &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(lines(text).count == 10)
    }

    @Test("More keys that stand twice than are looked for are refused all the same")
    func manyTwice() {
        let text = (0..<100).map { "k\($0 % 50): 1\nk\($0 % 50): 2\n" }.joined()
        #expect(!lines(text).isEmpty)
        #expect(
            lines("teams: []\n'teams': []\n\"teams\": []\n") == [
                "c.yaml:2:1: CB073 the key 'teams' stands in line 1 already; keep one of them",
                "c.yaml:3:1: CB073 the key 'teams' stands in line 1 already; keep one of them",
            ])
        #expect(lines("\"t\\x65ams\": []\nteams: []\n").count == 1)
    }

    @Test("Columns count characters, whatever they take in bytes, and a byte order mark is none")
    func columns() {
        #expect(lines("teams: [{ name: é€😀, colour: x }]").first?.hasPrefix("c.yaml:1:22: CB072") == true)
        #expect(lines("\u{FEFF}colour: x").first?.hasPrefix("c.yaml:1:1: CB072 unknown key 'colour'") == true)
    }

    @Test("Lines count alike with either line end", arguments: ["\n", "\r\n"])
    func lineEnds(end: String) {
        let text = ["# one", "", "teams: []", "usage: []", "teams: []", "usage: []", "teams: []"].joined(separator: end)
        #expect(lines(text).map { String($0.prefix(17)) } == (5...7).map { "c.yaml:\($0):1: CB073" })
        #expect(lines(text).count { $0.contains("CB073 the key 'teams' stands in line 3 already") } == 2)
    }
}
