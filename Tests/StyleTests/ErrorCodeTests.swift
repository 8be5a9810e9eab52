import Testing

/// docs/errors.md is the list of all codes, and the sources say the same.
@Suite struct ErrorCodeTests {
    /// Which codes a module may use, as Errors/CodedError.swift says.
    static let ranges: [String: [ClosedRange<Int>]] = [
        "chargeback": [1...9],
        "Streams": [10...19, 170...171],
        "Bills": [20...44, 172...172, 174...179],
        "Ingest": [45...49, 173...173, 200...214],
        "Usage": [50...69, 200...202],
        "Settings": [70...79],
        "Store": [80...89, 250...254],
        "Alerts": [90...99, 255...259],
        "Ledger": [100...129, 204...204, 215...239],
        "Reports": [130...139, 160...169, 180...184, 240...249],
        "Labels": [140...149],
        "Nightly": [150...159],
        "Fetch": [185...199],
        "Change": [260...269],
    ]
    /// Exit codes by the name that Errors.ExitCode gives them.
    static let exits: [String: Int] = [
        "done": 0, "findings": 1, "usage": 64, "inputRefused": 65, "inputMissing": 66, "undelivered": 69,
        "invariantBroken": 70,
        "cannotCreate": 73, "inputOutput": 74, "tryAgain": 75, "prometheusWrong": 76, "permission": 77,
        "configuration": 78,
    ]

    /// The error types by their path without suffix; an extension `Some+Words.swift` belongs to `Some.swift`.
    static let sources: [(path: String, codes: ErrorCodes)] = {
        let files = SourceTree.files(under: "Sources", suffix: ".swift").filter { !$0.hasPrefix("Sources/Errors/") }
        let types = Dictionary(grouping: files) { String($0.dropLast(".swift".count).prefix { $0 != "+" }) }
        return types.sorted { $0.key < $1.key }.compactMap { path, files in
            ErrorCodes(files.map(SourceTree.text).joined(separator: "\n")).map { (path, $0) }
        }
    }()

    /// Code → exit codes, of the table in docs/errors.md.
    static func table(_ text: String) -> [(code: Int, exits: Set<Int>)] {
        text.matches(of: /(?m)^\| CB(\d{3}) \|.*\| ([\d, ]+) \|[^|]*\|$/).map { match in
            let exits = match.2.split(separator: ",").compactMap { Int($0.filter(\.isNumber)) }
            return (Int(match.1) ?? -1, Set(exits))
        }
    }

    @Test("The codes of all modules are found")
    func codesAreFound() {
        #expect(Self.sources.count >= 9)
        #expect(Self.sources.flatMap { $0.codes.cases.keys }.count >= 90)
    }

    @Test("A code stands in the range of its module and in no other file")
    func codesAreUnique() {
        var places: [Int: String] = [:]
        for source in Self.sources {
            let module = String(source.path.split(separator: "/")[1])
            for code in source.codes.cases.keys {
                #expect(Self.ranges[module]?.contains { $0.contains(code) } == true, "CB\(code) in \(source.path)")
                #expect(places.updateValue(source.path, forKey: code) == nil, "CB\(code) stands in two files")
            }
        }
    }

    @Test("docs/errors.md lists every code once, with the exit codes it may end with")
    func everyCodeIsListed() {
        let rows = Self.table(SourceTree.text("docs/errors.md"))
        let listed = rows.map(\.code)
        #expect(listed == listed.sorted() && Set(listed).count == listed.count)
        let declared = Set(Self.sources.flatMap { $0.codes.cases.keys })
        #expect(declared.subtracting(listed) == [], "declared, not listed")
        #expect(Set(listed).subtracting(declared) == [], "listed, not declared")
        for source in Self.sources {
            for code in source.codes.cases.keys {
                let names = source.codes.exitNames(of: code)
                let expected = Set(names.compactMap { Self.exits[$0] })
                #expect(expected.count == names.count && !expected.isEmpty, "\(source.path): CB\(code) \(names)")
                #expect(rows.first { $0.code == code }?.exits == expected, "docs/errors.md: CB\(code)")
            }
        }
    }

    @Test("Codes and exit codes are read off a file as it is written")
    func sourcesAreRead() throws {
        let text = """
            public struct SomeError: CodedError {
                public var code: Int {
                    switch reason {
                    case .gone: 10
                    case .damaged, .short(at: 1): 11
                    }
                }
                public var exitCode: ExitCode {
                    switch reason {
                    case .gone(ENOENT), .gone(ENOTDIR): .inputMissing
                    case .damaged: .inputOutput
                    default: .inputRefused
                    }
                }
            """
        let codes = try #require(ErrorCodes(text))
        #expect(codes.cases == [10: [".gone"], 11: [".damaged", ".short"]])
        #expect(codes.exitNames(of: 10) == ["inputMissing", "inputRefused"])
        #expect(codes.exitNames(of: 11) == ["inputOutput", "inputRefused"])
        #expect(ErrorCodes("struct Other {}") == nil)
        #expect(Self.table("| CB010 | gone | 65, 66 | fetch |\n").map(\.exits) == [[65, 66]])
    }
}
