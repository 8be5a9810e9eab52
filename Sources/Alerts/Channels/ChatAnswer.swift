import Foundation
import Settings

/// What a receiver's answer means: some chats say 200 and refuse in the body.
enum ChatAnswer {
    /// Errors that pass: too many messages in a minute.
    private static let passing: Set<Int> = [130_101, 45_009, 9_499, 11_232]

    /// The outcome of an answer.
    static func outcome(of answer: HTTPAnswer, kind: Settings.ReceiverKind) -> DeliveryOutcome {
        guard answer.outcome.isDelivered, [.dingtalk, .wecom, .feishu].contains(kind) else { return answer.outcome }
        guard let code = code(in: answer.body) else { return .failed(.answerStrange, isRetryable: true) }
        guard code != 0 else { return answer.outcome }
        return .failed(.refusedInAnswer(code: code), isRetryable: passing.contains(code))
    }

    /// `errcode` of DingTalk and WeCom, `code` or `StatusCode` of Feishu.
    private static func code(in body: [UInt8]) -> Int? {
        struct Answer: Decodable {
            let errcode: Int?
            let code: Int?
            let StatusCode: Int?
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(body)) else { return nil }
        return answer.errcode ?? answer.code ?? answer.StatusCode
    }
}

/// What a receiver answered.
struct HTTPAnswer {
    /// By its status, or why there was no answer.
    let outcome: DeliveryOutcome
    /// The first bytes of its body.
    let body: [UInt8]
}
