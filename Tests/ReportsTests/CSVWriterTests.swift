import Testing

@testable import Reports

/// RFC 4180 and nothing else: CR LF ends a line, quotes only around whole fields.
func strictCSV(_ text: String) throws -> [[String]] {
    struct Malformed: Error {}
    let scalars = Array(text.unicodeScalars)
    var lines: [[String]] = []
    var line: [String] = []
    var cursor = 0
    while cursor < scalars.count {
        var field = ""
        if scalars[cursor] == "\"" {
            cursor += 1
            while true {
                guard cursor < scalars.count else { throw Malformed() }
                if scalars[cursor] == "\"" {
                    guard cursor + 1 < scalars.count, scalars[cursor + 1] == "\"" else { break }
                    cursor += 1
                }
                field.unicodeScalars.append(scalars[cursor])
                cursor += 1
            }
            cursor += 1
        } else {
            while cursor < scalars.count, scalars[cursor] != ",", scalars[cursor] != "\r" {
                if scalars[cursor] == "\"" || scalars[cursor] == "\n" { throw Malformed() }
                field.unicodeScalars.append(scalars[cursor])
                cursor += 1
            }
        }
        line.append(field)
        guard cursor < scalars.count else { throw Malformed() }
        if scalars[cursor] == "," {
            cursor += 1
            // A comma before the line's end opens one more, empty field.
            if cursor < scalars.count, scalars[cursor] == "\r" { line.append("") } else { continue }
        }
        guard cursor + 1 < scalars.count, scalars[cursor] == "\r", scalars[cursor + 1] == "\n" else {
            throw Malformed()
        }
        cursor += 2
        lines.append(line)
        line = []
    }
    return lines
}

@Suite("CSV reports")
struct CSVWriterTests {
    @Test("Every label comes back from the file, and no cell of words opens like a formula", arguments: Corpus.labels)
    func labelsComeBack(label: String) throws {
        let lines = try strictCSV(Corpus.document(label).rendered(as: .csv))
        #expect(lines.count == 3)
        #expect(lines[0] == ["team", "owner", "cost", "pods"])
        for field in [lines[1][0], lines[2][1]] {
            let starts: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠"]
            if let first = field.unicodeScalars.first { #expect(!starts.contains(first)) }
            let value = field.unicodeScalars.first == "'" ? field.unicodeScalars.dropFirst() : field.unicodeScalars[...]
            #expect(Array(value) == Array(label.unicodeScalars))
        }
        #expect(lines[1][2] == "-1.005" && lines[2][2] == "1234.5")
    }

    @Test("Blanks and unseen characters do not hide a formula", arguments: ["  =1", "\u{FEFF}=1", "\u{A0}+1", " \t@x"])
    func hiddenFormula(label: String) { #expect(CSVWriter.guarded(label) == "'" + label) }

    @Test("Amounts keep every digit; the rounded ones stand beside them where asked for; there is no total line")
    func exactAmounts() throws {
        let exact = try strictCSV(Samples.monthly.rendered(as: .csv))
        #expect(exact.count == 9 && exact[2][1] == "12077.3333333333")
        let both = try strictCSV(Samples.monthly.rendered(as: .csv, options: ReportOptions(hasRoundedColumns: true)))
        #expect(both[0].prefix(5) == ["team", "direct", "direct_rounded", "shared", "shared_rounded"])
        #expect(both[2].prefix(3) == ["search and recommendations", "12077.3333333333", "12077.33"])
    }

    @Test("A stream shows the section asked for, and one that is not there is an error that names those that are")
    func chosenSection() throws {
        let services = try Samples.monthly.rendered(as: .csv, options: ReportOptions(sectionKey: "services"))
        #expect(services.hasPrefix("service,provider,cost,unit_price\r\n"))
        let error = #expect(throws: ReportError.self) {
            try Samples.monthly.rendered(as: .csv, options: ReportOptions(sectionKey: "service"))
        }
        #expect(
            error?.line
                == "chargeback: CB133 the report has no section 'service'; it has teams, services, adjustments")
    }
}
