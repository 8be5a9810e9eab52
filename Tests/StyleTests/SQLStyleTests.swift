import Testing

/// The budgets for SQL.
@Suite struct SQLStyleTests {
    static let files = SourceTree.files(under: "sql", suffix: ".sql")

    @Test("No SQL file is longer than 150 lines", arguments: files)
    func filesAreShort(path: String) {
        #expect(SourceTree.lineCount(SourceTree.text(path)) <= 150, "\(path)")
    }

    @Test("Every SQL file opens with a comment that says what it does", arguments: files)
    func filesSayWhatTheyDo(path: String) {
        #expect(SourceTree.text(path).hasPrefix("-- "), "\(path)")
    }

    @Test("Every table, its columns and every view have a comment")
    func everythingIsCommented() {
        let schema = Self.files.filter { path in
            ["migrations/", "views/", "reports/"].contains { path.hasPrefix("sql/" + $0) }
        }
        #expect(schema.count >= 10)
        #expect(SQLRules.uncommented(schema.map(SourceTree.text)) == [])
    }

    @Test("A table, column or view without a comment is found")
    func uncommentedIsFound() {
        let table = """
            create table a.b (
                c text not null
                    constraint b_c check (c in ('x', 'y')),
                d numeric,
                constraint b_pkey primary key (c)
            );
            comment on table a.b is 'One row.';
            comment on column a.b.c is 'C.';
            """
        #expect(SQLRules.objects(table).map(\.columns) == [["c", "d"]])
        #expect(SQLRules.uncommented([table]) == ["column a.b.d"])
        #expect(SQLRules.uncommented(["create view a.v as\nselect 1;"]) == ["view a.v", "columns of view a.v"])
        #expect(
            SQLRules.uncommented([
                "create view a.v as\nselect 1;\ncomment on view a.v is '';\ncomment on column a.v.x is '';"
            ]) == [])
    }

    @Test("No SQL file uses types that round money or keys that cannot be spread", arguments: files)
    func typesAreExact(path: String) {
        #expect(SQLRules.forbiddenWords(SourceTree.text(path)) == [], "\(path)")
    }

    @Test(
        "A type that rounds is found where it is code",
        arguments: [
            ("a float8", ["line 1: float8"]), ("\nx double precision,", ["line 2: double precision"]), ("-- money", []),
            ("is 'the money'", []), ("id serial", ["line 1: serial"]), ("billed_money numeric", []),
        ])
    func roundingIsFound(text: String, findings: [String]) {
        #expect(SQLRules.forbiddenWords(text) == findings)
    }
}
