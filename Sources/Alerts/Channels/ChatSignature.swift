import Foundation
import Keys
import Texts

/// How the robots of DingTalk and Feishu want to see that we know their secret: a time, and its HMAC.
enum ChatSignature {
    /// DingTalk: `timestamp` (milliseconds) and `sign` join the parameters of the address.
    static func dingtalk(_ url: String, key: SigningKey, now: Instant) -> String {
        let timestamp = "\(now.microseconds / 1000)"
        let sign = Data(key.authenticate(Array("\(timestamp)\n\(key.text)".utf8))).base64EncodedString()
        let escaped = sign.replacing("+", with: "%2B").replacing("/", with: "%2F").replacing("=", with: "%3D")
        return url + (url.contains("?") ? "&" : "?") + "timestamp=\(timestamp)&sign=\(escaped)"
    }

    /// Feishu: `timestamp` (seconds) and `sign` stand in the body; the signed text is the key, and nothing is signed.
    static func feishu(_ text: String, key: SigningKey?, now: Instant) -> JSONText {
        var members: [String: JSONText] = [
            "msg_type": .string("text"), "content": .object(["text": .string(text)]),
        ]
        if let key {
            let timestamp = "\(now.seconds)"
            let mac = SigningKey(unchecked: Array("\(timestamp)\n\(key.text)".utf8)).authenticate([])
            members["timestamp"] = .string(timestamp)
            members["sign"] = .string(Data(mac).base64EncodedString())
        }
        return .object(members)
    }
}
