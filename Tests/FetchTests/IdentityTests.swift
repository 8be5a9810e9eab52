import Errors
import Foundation
import Keys
import Settings
import TestSupport
import Testing
import Usage

@testable import Fetch

@Suite("Who asks, and by which way")
struct IdentityTests {
    private static let scrapes = catalogue("state_scrapes")

    /// An authority, a server's and a client's certificate, by openssl.
    private static func certificates(in folder: TemporaryFolder) throws {
        func openssl(_ arguments: [String]) throws { try PrometheusProcess.run("/usr/bin/openssl", arguments) }
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try openssl(
            ["req", "-x509"] + key + ["-keyout", folder.path("ca.key"), "-out", folder.path("ca.pem"), "-subj", "/CN=authority", "-days", "2"])
        try folder.write("names", "subjectAltName=IP:127.0.0.1")
        for name in ["server", "client"] {
            try openssl(["req"] + key + ["-keyout", folder.path("\(name).key"), "-out", folder.path("\(name).csr"), "-subj", "/CN=\(name)"])
            try openssl([
                "x509", "-req", "-in", folder.path("\(name).csr"), "-CA", folder.path("ca.pem"), "-CAkey", folder.path("ca.key"),
                "-CAcreateserial", "-out", folder.path("\(name).pem"), "-days", "2", "-extfile", folder.path("names"),
            ])
        }
    }

    @Test("mTLS and basic authentication of a real Prometheus let us in, and nobody without them")
    func mutual() throws {
        let folder = try TemporaryFolder()
        try Self.certificates(in: folder)
        // bcrypt of 'correct horse'
        let web = """
            tls_server_config:
              cert_file: \(folder.path("server.pem"))
              key_file: \(folder.path("server.key"))
              client_auth_type: RequireAndVerifyClientCert
              client_ca_file: \(folder.path("ca.pem"))
            basic_auth_users: { cost: "$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e" }
            """
        let prometheus = try PrometheusProcess(web: web, in: folder) { port in
            PrometheusProcess.connected(to: port).map { close($0) == 0 } ?? false
        }
        try folder.write("password", "correct horse\n")
        try folder.write("wrong", "battery staple\n")
        for file in ["password", "wrong"] {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path(file))
        }
        func fetch(password: String = "password", certificate: Bool = true, authority: Bool = true) throws -> FetchOutcome {
            let settings = Settings.Prometheus(
                cluster: "c1", url: Confidential(revealed: "https://127.0.0.1:\(prometheus.port)", shown: "…"),
                output: folder.path("exports"), user: "cost", password: .file(folder.path(password)),
                authorityFile: authority ? folder.path("ca.pem") : nil,
                certificateFile: certificate ? folder.path("client.pem") : nil,
                keyFile: certificate ? folder.path("client.key") : nil, retries: certificate ? 6 : 1)
            return try UsageFetcher(settings, catalogue: Self.scrapes).fetch(knownSpan)
        }
        let good = try fetch()
        #expect(good.errors.isEmpty && good.fileCount == 1, "\(good.errors.map(\.line))")
        try FileManager.default.removeItem(atPath: folder.path("exports"))
        let wrong = try fetch(password: "wrong")
        #expect(wrong.errors.map(\.code) == [188] && wrong.errors[0].exitCode == .permission)
        #expect(!wrong.errors[0].line.contains("battery"))
        let stranger = try fetch(authority: false)
        #expect(stranger.errors.map(\.code) == [186], "\(stranger.errors.map(\.line))")
        #expect(try fetch(certificate: false).errors.isEmpty == false)
    }

    @Test("Token, tenant and further parameters go along; the proxy is asked in the server's place")
    func headers() throws {
        let folder = try TemporaryFolder()
        let prometheus = try PrometheusProcess()
        let proxy = try FaultyProxy(to: prometheus.port)
        try folder.write("token", "abc.def\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path("token"))
        let settings = Settings.Prometheus(
            cluster: "c1", url: Confidential(revealed: "http://prometheus.invalid:9090/", shown: "…"),
            output: folder.path("exports"), token: .file(folder.path("token")), tenant: "finance|lab",
            proxy: Confidential(revealed: proxy.url, shown: "…"), parameters: ["extra_label": "a=b", "dedup": "false"])
        let outcome = try UsageFetcher(settings, catalogue: Self.scrapes).fetch(knownSpan)
        #expect(outcome.errors.isEmpty && outcome.fileCount == 1, "\(outcome.errors.map(\.line))")
        let request = try #require(proxy.received.first { $0.contains("query_range") })
        for words in [
            "POST http://prometheus.invalid:9090/api/v1/query_range HTTP/1.1", "Authorization: Bearer abc.def",
            "X-Scope-OrgID: finance|lab", "Accept-Encoding: gzip", "extra_label=a%3Db", "dedup=false", "partial_response=false",
            "deny_partial_response=1", "nocache=1", "max_source_resolution=0s",
            "start=1792890000&end=1792897200&step=3600",
        ] { #expect(request.contains(words), "\(words) in \(request)") }
    }

    @Test("A secret that others can read, or that is not there, is refused and not shown", arguments: [0o644, nil])
    func secrets(mode: Int?) throws {
        let folder = try TemporaryFolder()
        if let mode {
            try folder.write("token", "abc.def")
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path("token"))
        }
        let settings = Settings.Prometheus(
            cluster: "c1", url: Confidential(revealed: "http://127.0.0.1:9", shown: "…"), token: .file(folder.path("token")))
        let error = #expect(throws: FetchError.self) { try UsageFetcher(settings, catalogue: Self.scrapes) }
        #expect(error?.code == 186 && error?.exitCode == .permission && error?.line.contains("abc") == false)
    }
}
