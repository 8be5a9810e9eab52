import Foundation
import Store
import TestSupport
import Testing

@testable import Reports

/// docs/sql.md, docs/psql.md and the dashboard: what they say of views is what the catalogue says, and every query in them runs.
@Suite("The guide for analysts")
struct SQLGuideTests {
    private let databases: [ThrowAwayDatabase]

    init() throws { databases = [try Books.matched(), try Books.year()] }

    /// The columns of all views with their comments.
    private func columns() throws -> Rows {
        try databases[0].connect().query(
            """
            select pg_class.relname as view, obj_description(pg_class.oid) as grain, attribute.attname as column,
                format_type(attribute.atttypid, attribute.atttypmod) as type, col_description(pg_class.oid, attribute.attnum) as words
            from pg_class inner join pg_attribute as attribute on attribute.attrelid = pg_class.oid and attribute.attnum > 0
            where relnamespace = 'report'::regnamespace and relkind = 'v'
            order by pg_class.relname, attribute.attnum
            """)
    }

    private static func cell(_ words: String) -> String { words.replacing("|", with: "\\|").replacing("\n", with: " ") }

    @Test("docs/sql.md lists every view and column with the words of its comment")
    func upToDate() throws {
        let rows = try columns()
        var list = "| View | What a row is |\n| --- | --- |\n"
        var views = ""
        var last = ""
        for row in rows {
            let view = row.text("view")
            if view != last {
                list += "| [`report.\(view)`](#report\(view)) | \(Self.cell(row.text("grain"))) |\n"
                views += "\(views.isEmpty ? "" : "\n")### report.\(view)\n\n\(row.text("grain"))\n\n| column | type | meaning |\n| --- | --- | --- |\n"
            }
            views += "| `\(row.text("column"))` | \(row.text("type")) | \(Self.cell(row.text("words"))) |\n"
            last = view
        }
        let path = Checkout.path("docs/sql.md")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let made = try Self.replacing("views", with: views, in: Self.replacing("list", with: list, in: text))
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try made.write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("docs/sql.md was recorded")
            return
        }
        #expect(made == text, "docs/sql.md is not what the catalogue says; RECORD=1 swift test --filter SQLGuideTests writes it")
    }

    /// The text with what stands between two marks replaced.
    private static func replacing(_ mark: String, with words: String, in text: String) throws -> String {
        let open = try #require(text.range(of: "<!-- \(mark): "))
        let lineEnd = try #require(text[open.upperBound...].firstIndex(of: "\n"))
        let close = try #require(text.range(of: "<!-- end of \(mark) -->"))
        return text[...lineEnd] + words + text[close.lowerBound...]
    }

    private func blocks(_ kind: String, of path: String) throws -> [String] {
        let text = try String(contentsOfFile: Checkout.path(path), encoding: .utf8)
        return text.components(separatedBy: "```\(kind)\n").dropFirst().compactMap { $0.components(separatedBy: "```").first }
    }

    @Test("Each of the ten questions is answered, and the sums are equal")
    func questions() throws {
        let questions = try blocks("sql", of: "docs/sql.md")
        #expect(questions.count == 12)
        let connections = try databases.map { try $0.connect() }
        for question in questions {
            let answers = try connections.map { try $0.query(question) }
            #expect(answers.contains { !$0.isEmpty }, "\(question)")
        }
        for connection in connections {
            let sums = try connection.query(try #require(questions.last)).map { try $0.decimal("sum") }
            #expect(sums.count == 2 && sums[0] == sums[1])
        }
    }

    @Test("psql does what docs/psql.md says")
    func sheet() throws {
        let text = try String(contentsOfFile: Checkout.path("docs/psql.md"), encoding: .utf8)
        let commands = text.split(separator: "\n").filter { $0.hasPrefix("| ") && $0.contains("`\\") }
            .compactMap { $0.components(separatedBy: "`").dropFirst().first }
            .filter { !$0.hasPrefix("\\watch") && !$0.hasPrefix("\\e") }
        #expect(commands.count == 5)
        let folder = try TemporaryFolder()
        try folder.write("sheet.psql", (try blocks("psql", of: "docs/psql.md") + commands).joined(separator: "\n") + "\n")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", databases[0].target.connectionText, "-f", folder.path("sheet.psql"),
        ]
        process.currentDirectoryURL = folder.root
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0 && complaints.isEmpty, "\(complaints)")
        #expect(said.contains("One row per month, currency and team") && said.contains("2026-10-31"))
    }

    private struct Dashboard: Decodable {
        struct Panel: Decodable {
            struct Target: Decodable { let rawSql: String }
            let title: String
            let type: String
            let targets: [Target]
        }
        struct Templating: Decodable {
            struct Variable: Decodable {
                let name: String
                let type: String
                let query: String
            }
            let list: [Variable]
        }
        let panels: [Panel]
        let templating: Templating
    }

    private func dashboard() throws -> Dashboard {
        let data = try #require(FileManager.default.contents(atPath: Checkout.path("docs/grafana/chargeback.json")))
        return try JSONDecoder().decode(Dashboard.self, from: data)
    }

    /// A panel's query with what Grafana puts in the place of its variables.
    private static func filled(_ query: String) -> String {
        query.replacing(#/\$__timeFilter\((\w+)\)/#, with: { "\($0.1) >= '2025-01-01' and \($0.1) < '2030-01-01'" })
            .replacing("${currency:sqlstring}", with: "'USD'").replacing("${team:sqlstring}", with: "'search','data','(none)'")
    }

    @Test("Every query of the Grafana dashboard runs, and no panel makes markup of labels")
    func panels() throws {
        let dashboard = try dashboard()
        #expect(dashboard.panels.count == 12)
        let connections = try databases.map { try $0.connect() }
        for variable in dashboard.templating.list where variable.type == "query" {
            for connection in connections { #expect(try !connection.query(variable.query).isEmpty, "\(variable.name)") }
        }
        for panel in dashboard.panels {
            #expect(["stat", "bargauge", "timeseries", "table"].contains(panel.type), "\(panel.title) may render markup")
            for target in panel.targets {
                let sql = Self.filled(target.rawSql)
                #expect(!sql.contains("$"), "\(panel.title): \(sql)")
                let answers = try connections.map { try $0.query(sql) }
                #expect(answers.contains { !$0.isEmpty } || panel.title == "Alerts", "\(panel.title): \(sql)")
            }
        }
    }

    @Test("The dashboard shows an analyst's role what it shows the owner, and a team's role its own rows in all panels but those of everybody's")
    func dashboardOfRoles() throws {
        let database = try Books.matchedCopy()
        let owner = try database.connect()
        let roles = DatabaseRoles(owner)
        let suffix = String(UInt32.random(in: 0 ... .max), radix: 36)
        func session(_ kind: DatabaseRoles.Kind, _ name: String) throws -> Connection {
            try roles.grant("sg_\(name)_\(suffix)", as: kind)
            let text = database.target.connectionText.replacing("user=chargeback", with: "user=sg_\(name)_\(suffix)")
            return try Connection(DatabaseTarget(given: text))
        }
        let (analyst, search) = (try session(.analyst, "analyst"), try session(.team("search"), "search"))
        func text(_ rows: Rows) -> [String] { rows.map { row in rows.columnNames.map { row[$0] ?? "" }.joined(separator: "|") } }
        let dashboard = try dashboard()
        let variables = dashboard.templating.list.filter { $0.type == "query" }.map { (title: $0.name, sql: $0.query) }
        let queries = dashboard.panels.flatMap { panel in panel.targets.map { (title: panel.title, sql: Self.filled($0.rawSql)) } }
        var refused: Set<String> = []
        for (title, sql) in variables + queries {
            let all = text(try owner.query(sql))
            #expect(text(try analyst.query(sql)).sorted() == all.sorted(), "\(title)")
            do {
                let own = text(try search.query(sql))
                #expect(!own.contains { $0.contains("data") || $0.contains("payments") }, "\(title)")
            } catch {
                #expect("\(error)".contains("permission denied"), "\(title): \(error)")
                refused.insert(title)
            }
        }
        #expect(refused == ["Unit prices that changed", "Commitments", "Idle machines"])
        for kind in ["analyst", "search"] { try roles.revoke("sg_\(kind)_\(suffix)") }
    }
}
