import Testing

/// The budgets of docs/decisions.md for Swift: they only ever become tighter. An exemption names its reason, and goes
/// when it is no longer needed.
@Suite struct SwiftStyleTests {
    static let sources = SourceTree.files(under: "Sources", suffix: ".swift")
    static let swiftFiles = sources + SourceTree.files(under: "Tests", suffix: ".swift")

    @Test("There are sources to look at")
    func sourcesAreFound() { #expect(Self.sources.count > 100) }

    @Test("No Swift file is longer than 500 lines", arguments: swiftFiles)
    func filesAreShort(path: String) {
        #expect(SourceTree.lineCount(SourceTree.text(path)) <= 500, "\(path)")
    }

    @Test("No function is longer than 70 lines", arguments: sources)
    func functionsAreShort(path: String) {
        #expect(SwiftRules.longFunctions(SourceTree.text(path), max: 70) == [], "\(path)")
    }

    @Test(
        "A function's length is counted from its first line to its last brace, whatever its strings and comments hold")
    func functionsAreMeasured() {
        let text = """
            protocol P { func without() }
            struct S {
                init() { }
                func first(
                    a: Int
                ) -> String
                {
                    // }
                    let text = "}} \\(a + [1, 2].map { $0 }.count) {"
                    return #"\\("# + text
                }
                func second() {
                }
            }
            """
        #expect(
            SwiftText(text).functions == [
                .init(line: 3, lineCount: 1), .init(line: 4, lineCount: 8), .init(line: 12, lineCount: 2),
            ])
        #expect(SwiftRules.longFunctions(text, max: 7) == ["line 4: 8 lines"])
    }

    /// Modules through which money passes.
    static let moneyModules = ["Money", "Bills", "Ledger", "Reports"]
    /// Where a fraction is not money.
    static let fractionExemptions: [String: String] = [:]

    @Test("Money never passes through a binary fraction or Foundation's decimal", arguments: moneyModules)
    func moneyIsExact(module: String) {
        for path in SourceTree.files(under: "Sources/\(module)", suffix: ".swift") {
            let findings = SwiftRules.inexactNumbers(SourceTree.text(path))
            if Self.fractionExemptions[path] != nil {
                #expect(findings != [], "\(path) needs its exemption no longer")
            } else {
                #expect(findings == [], "\(path)")
            }
        }
    }

    @Test(
        "A fraction is found where it is code, not where it is a word",
        arguments: [
            ("let x: Double = 1", ["line 1: Double"]), ("x = Decimal(1)", ["line 1: Decimal"]),
            ("// a Double", []), ("let s = \"Double\"", []), ("ExactDecimal(1)", []),
        ])
    func fractionsAreFound(text: String, findings: [String]) {
        #expect(SwiftRules.inexactNumbers(text) == findings)
    }

    @Test("Every public and package declaration has a documentation comment", arguments: sources)
    func declarationsAreDocumented(path: String) {
        #expect(SwiftRules.undocumented(SourceTree.text(path)) == [], "\(path)")
    }

    @Test(
        "A declaration without a documentation comment is found",
        arguments: [
            ("public let a = 1", ["line 1: public let a = 1"]),
            ("// no\npackage func f() {}", ["line 2: package func f() {}"]),
            ("/// yes\n@inlinable\npublic func f() {}", []), ("/// yes\npublic let a = 1", []),
            ("@usableFromInline public var b: Int", ["line 1: @usableFromInline public var b: Int"]), ("let c = 1", []),
        ])
    func undocumentedIsFound(text: String, findings: [String]) {
        #expect(SwiftRules.undocumented(text) == findings)
    }

    /// Files with words of SQL, how many, and why.
    static let sqlExemptions: [String: (count: Int, reason: String)] = [:]

    @Test("SQL stands in files under sql/, not in Swift", arguments: sources)
    func sqlStandsInItsFiles(path: String) {
        let findings = SwiftRules.sql(SourceTree.text(path))
        if let exemption = Self.sqlExemptions[path] {
            #expect(findings.count == exemption.count, "\(path): \(exemption.reason)")
        } else {
            #expect(findings == [], "\(path)")
        }
    }

    @Test(
        "SQL in a string is found, words in a string are not",
        arguments: [
            ("q(\"select a from b\")", 1), ("q(\"\"\"\n  insert into t\n  select 1\n\"\"\")", 1),
            ("q(\"create temp table x\")", 1),
            ("q(\"update t set a = 1\")", 1), ("q(\"select f($1)\")", 1), ("say(\"select a month\")", 0),
            ("say(\"update the file\")", 0), ("q(\"savepoint part_1\")", 0), ("// select a from b", 0),
        ])
    func sqlIsFound(text: String, count: Int) {
        #expect(SwiftRules.sql(text).count == count)
    }
}
