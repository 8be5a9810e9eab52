import Testing

@testable import Settings

@Suite("Confidential values")
struct ConfidentialTests {
    static let environment = ["KEY": "a${B}$", "B": "never", "_x1": "y", "EMPTY": ""]

    @Test(
        "${NAME} is the variable's value, once; any other $ is itself",
        arguments: [
            ("${KEY}", "a${B}$"), ("x${_x1}z${_x1}", "xyzy"), ("a$b", "a$b"), ("$KEY", "$KEY"), ("$${KEY}", "${KEY}"),
            ("$", "$"), ("", ""), ("p$$w", "p$$w"), ("[${EMPTY}]", "[]"),
        ])
    func expands(text: String, value: String) throws {
        #expect(try Variables(Self.environment).expand(text) == value)
    }

    @Test("A variable that is not set is named; what is no name is refused")
    func refuses() throws {
        func problem(_ text: String) -> String {
            do throws(Variables.Problem) {
                return try Variables(Self.environment).expand(text)
            } catch {
                return "\(error)"
            }
        }
        #expect(problem("x${NOPE}") == #"missing("NOPE")"#)
        for text in ["${", "${KEY", "${}", "${1}", "${A B}", "${K-Y}", "${Ä}"] { #expect(problem(text) == "malformed") }
    }

    @Test("Variables are expanded nowhere else")
    func elsewhere() throws {
        let settings = try parse("teams: [{ name: \"${KEY}\" }]", environment: ["KEY": "x"])
        #expect(settings.teams[0].name == "${KEY}")
    }

    @Test(
        "A shown address has neither password nor the path of a webhook",
        arguments: [
            ("https://hooks.example.org/T0/B0/hunter2", "https://hooks.example.org/***"),
            ("https://hooks.example.org", "https://hooks.example.org"),
            ("https://hooks.example.org/", "https://hooks.example.org/"),
            ("https://hooks.example.org?token=hunter2", "https://hooks.example.org/***"),
            ("https://user:hunter2@hooks.example.org:8443/x", "https://***@hooks.example.org:8443/***"),
            ("https://hooks.example.org/${HOOK}", "https://hooks.example.org/${HOOK}"), ("${HOOK}", "${HOOK}"),
        ])
    func webhooks(text: String, shown: String) {
        #expect(Mask.shown(text, .webAddress) == shown)
    }

    @Test(
        "A shown connection has no password, however it is written",
        arguments: [
            ("postgresql://cost@db/x", "postgresql://cost@db/x"),
            ("postgresql://cost:hunter2@db:5432/x", "postgresql://cost:***@db:5432/x"),
            ("postgresql://cost:hun@ter2@db/x", "postgresql://cost:***@db/x"),
            ("postgresql://cost:${PW}@db/x", "postgresql://cost:${PW}@db/x"),
            ("postgresql://cost:x${PW}@db/x", "postgresql://cost:***@db/x"),
            ("postgresql://db/x?user=cost&password=hunter2", "postgresql://db/x?user=cost&password=***"),
            (
                "postgresql://db/x?sslpassword=hunter2&sslmode=require",
                "postgresql://db/x?sslpassword=***&sslmode=require"
            ),
            ("host=db password=hunter2 dbname=x", "host=db password=*** dbname=x"),
            ("host=db password='hun ter2'", "***"), ("host=db password = hunter2", "***"),
        ])
    func connections(text: String, shown: String) {
        #expect(Mask.shown(text, .connection) == shown)
    }

    @Test("Printing, interpolating and dumping show the masked form")
    func printing() throws {
        let settings = try parse(
            """
            database: postgresql://cost:hunter2@db/x
            receivers: [{ name: ops, url: "https://h.example.org/hunter2", secret: "${KEY}" },
              { name: dev, url: "https://h.example.org/", secret: hunter2 }]
            """, environment: ["KEY": "hunter2"])
        var dumped = ""
        dump(settings, to: &dumped)
        for text in [dumped, "\(settings)", String(reflecting: settings), settings.canonicalText] {
            #expect(text.contains("ops") && !text.contains("hunter2"))
        }
        #expect(settings.database?.revealed == "postgresql://cost:hunter2@db/x")
    }
}
