import Foundation
import HTTP
import Settings
import Streams
import Usage

/// A server that answers as Prometheus does, and who we are to it.
final class PrometheusServer {
    /// What became of a question.
    enum Reply {
        /// The answer is in the file, whole as far as HTTP can tell.
        case answered
        /// It was too much at once; the server's words.
        case tooBig(String)
        /// Trouble that may pass; words, whether the server took too long, and how long it asks us to wait.
        case passing(String, isSlow: Bool, waitSeconds: Double?)
        /// What stays as it is however often it is asked.
        case refused(FetchError.Reason)
    }

    /// The address without anything that is nobody's business.
    let shown: String
    let settings: Settings.Prometheus
    private let base: HTTPTarget
    private let headers: [HTTPRequest.Header]
    private let login: (user: String, password: String)?
    private static let path = "/api/v1/query_range"
    private static let wordsMax = 300

    /// A server with its secrets read.
    ///
    /// - Throws: `FetchError`.
    init(_ settings: Settings.Prometheus) throws(FetchError) {
        self.settings = settings
        guard let base = HTTPTarget(settings.url.revealed), ["http", "https"].contains(base.scheme),
            base.appending(path: Self.path) != nil
        else { throw FetchError(.badURL, at: "prometheus \(settings.cluster)") }
        self.base = base
        shown = base.shown
        var headers: [HTTPRequest.Header] = [("Accept-Encoding", "gzip"), ("Accept", "application/json")]
        if let tenant = settings.tenant { headers.append(("X-Scope-OrgID", tenant)) }
        if let token = try SecretFile.text(of: settings.token, "token") { headers.append(("Authorization", "Bearer \(token)")) }
        guard headers.allSatisfy(HTTPRequest.isValid) else {
            throw FetchError(.secretNotRead(EINVAL, "token or tenant"), at: "prometheus \(settings.cluster)")
        }
        self.headers = headers
        let password = try SecretFile.text(of: settings.password, "password")
        login = settings.user.flatMap { user in password.map { (user, $0) } }
    }

    /// Asks a question; the answer, or what the server says instead, goes to the file.
    func ask(_ query: RangeQuery, by client: HTTPClient, into file: AnswerFile) -> Reply {
        let parameters = query.parameters(timeoutSeconds: settings.timeoutSeconds, others: settings.parameters)
        return ask(parameters, by: client, into: file)
    }

    /// Asks for a range.
    func ask(_ parameters: [(name: String, value: String)], by client: HTTPClient, into file: AnswerFile) -> Reply {
        guard let target = base.appending(path: Self.path) else { return .refused(.badURL) }
        var request = self.request(target)
        request.headers.append(("Content-Type", "application/x-www-form-urlencoded"))
        request.body = Self.form(parameters)
        var head = AnswerHead()
        let end = client.send(request) {
            head.take($0)
            return true
        } onBody: { file.take($0, isGzip: head.isGzip) }
        if let number = file.failure { return .refused(.notWritten(number)) }
        if let failure = end.failure { return Self.reply(to: failure, end, head) }
        // A head that was cut off looks like an answer without a body, which no server gives.
        if end.status == 200, !file.isStarted { return .passing("an empty answer", isSlow: false, waitSeconds: nil) }
        if end.status == 200 { return head.isReadable ? .answered : .refused(.answerRefused("an encoding that was not asked for")) }
        _ = try? file.finish()
        return reply(status: end.status, said: Said(path: file.path), head)
    }

    /// Which version the server says it is; `nil` where it does not say.
    func version(by client: HTTPClient) -> String? {
        guard let target = base.appending(path: "/api/v1/status/buildinfo") else { return nil }
        var request = self.request(target)
        request.headers.removeAll { $0.name == "Accept-Encoding" }
        request.timeoutSeconds = 10
        var body: [UInt8] = []
        let end = client.send(request) { piece in
            body += piece
            return body.count < 1 << 16
        }
        struct Answer: Decodable {
            struct Build: Decodable { let version: String }
            let data: Build
        }
        guard end.failure == nil, end.status == 200 else { return nil }
        return (try? JSONDecoder().decode(Answer.self, from: Data(body)))?.data.version
    }

    private func request(_ target: HTTPTarget) -> HTTPRequest {
        var request = HTTPRequest(target)
        request.headers = headers
        request.login = login
        // The server may say nothing for as long as it computes, and then a little longer for the way.
        request.silenceSecondsMax = settings.timeoutSeconds + 10
        request.authorityFile = settings.authorityFile
        request.certificateFile = settings.certificateFile
        request.keyFile = settings.keyFile
        request.proxy = settings.proxy.map { .named($0.revealed) } ?? .environment
        request.keepsConnection = true
        return request
    }

    private static func reply(to failure: HTTPFailure, _ end: HTTPEnd, _ head: AnswerHead) -> Reply {
        let detail = end.detail.isEmpty ? "\(failure)" : String(end.detail.prefix(wordsMax))
        switch failure {
        case .certificateRefused, .credentialsUnusable, .notConfigured: return .refused(.credentialsUnusable(detail))
        case .timedOut: return .passing(detail, isSlow: end.status == 0, waitSeconds: nil)
        default: return .passing(detail, isSlow: false, waitSeconds: nil)
        }
    }

    private func reply(status: Int, said: Said, _ head: AnswerHead) -> Reply {
        switch status {
        case 401, 403: .refused(.notAllowed(status: status))
        case 422 where !said.isMistake, 413: .tooBig(said.words)
        case 400 where said.isAboutPoints: .tooBig(said.words)
        case 503 where said.errorType == "timeout": .tooBig(said.words)
        case 504, 408: .passing("HTTP \(status): \(said.words)", isSlow: true, waitSeconds: head.waitSeconds)
        case 429, 500...599: .passing("HTTP \(status): \(said.words)", isSlow: false, waitSeconds: head.waitSeconds)
        case 300...399: .refused(.queryRefused(status: status, "it leads elsewhere; write the address that it leads to"))
        default: .refused(.queryRefused(status: status, said.words))
        }
    }

    /// `application/x-www-form-urlencoded`: all but letters, digits and `-._~` in per cent.
    static func form(_ parameters: [(name: String, value: String)]) -> [UInt8] {
        func encoded(_ text: String) -> String {
            text.utf8.map { byte in
                let isPlain =
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
                return isPlain ? String(UnicodeScalar(byte)) : (byte < 16 ? "%0" : "%") + String(byte, radix: 16).uppercased()
            }.joined()
        }
        return Array(parameters.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&").utf8)
    }
}
