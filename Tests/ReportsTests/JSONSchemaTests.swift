import Foundation
import Testing

@testable import Reports

/// docs/report.schema.json, held by Python's jsonschema against what is written.
@Suite("The schema of JSON reports")
struct JSONSchemaTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let checker = """
        import json, pathlib, sys, jsonschema
        root = pathlib.Path(sys.argv[1])
        schema = json.loads((root / "docs/report.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        documents = {str(p): json.loads(p.read_text()) for p in root.glob("reports/golden*/*.json")}
        documents |= {f"given {n}": d for n, d in enumerate(json.load(sys.stdin))}
        for name, document in documents.items():
            for error in validator.iter_errors(document):
                print(name, error.json_path, error.message[:200])
            for section in document.get("sections", []):
                for row in section["rows"] + [section["total"] or {}]:
                    if row and set(row) != {column["key"] for column in section["columns"]}:
                        print(name, section["key"], "a row has other members than there are columns")
        print(len(documents), "checked")
        """

    private func check(_ documents: [String]) throws -> [String] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", Self.checker, Self.root.path]
        let (input, output, errors) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (input, output, errors)
        try process.run()
        input.fileHandleForWriting.write(Data("[\(documents.joined(separator: ","))]".utf8))
        try input.fileHandleForWriting.close()
        let lines = output.fileHandleForReading.readDataToEndOfFile()
        let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
        return String(decoding: lines, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test("Golden reports and reports of hostile labels are what docs/report.schema.json says")
    func valid() throws {
        let hostile = try Corpus.labels.map { try Corpus.document($0).rendered(as: .json) }
        let lines = try check(hostile)
        #expect(lines.count == 1, "\(lines.dropLast().joined(separator: "\n"))")
        let count = lines.last?.split(separator: " ").first.flatMap { Int($0) } ?? 0
        #expect(count >= hostile.count + 4)
    }

    @Test("The schema refuses what a reader could not use")
    func refuses() throws {
        let good = try Samples.monthly.rendered(as: .json)
        let bad = [
            good.replacing("\"chargeback.report/1\"", with: "\"chargeback.report/2\""),
            good.replacing("\"PROVISIONAL\"", with: "\"MAYBE\""), good.replacing("\"exact\": \"", with: "\"exact\": \"$"),
            good.replacing("\"kind\": \"money\"", with: "\"kind\": \"float\""),
        ]
        for document in bad { #expect(try check([document]).count > 1) }
    }
}
