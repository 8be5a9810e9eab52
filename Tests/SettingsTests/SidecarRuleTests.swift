import Errors
import Testing

@testable import Settings

@Suite("Rules for sidecars beside the provider's split")
struct SidecarRuleTests {
    @Test(
        "A rule that only meets machines that go by usage is taken, one that meets others is refused at its pot",
        arguments: [
            ("[]", "", true), ("[{by: usage}]", "", true), ("[{by: provider}]", "", false),
            ("[{by: provider}]", "when: {cluster: dev}, ", false), ("[{by: provider, when: {cluster: prod}}]", "", false),
            ("[{by: provider, when: {cluster: prod}}]", "when: {cluster: dev}, ", true),
            ("[{by: provider, when: {cluster: \"prod-*\"}}]", "when: {cluster: \"*-eu\"}, ", false),
            ("[{by: provider, when: {cluster: \"prod-*\", account: \"1\"}}]", "when: {account: \"2\"}, ", true),
            ("[{by: provider, when: {cluster: prod}}]", "when: {account: \"2\"}, ", false),
            ("[{by: usage, when: {cluster: \"dev-*\"}}, {by: provider}]", "when: {cluster: [dev-1, \"dev-*\"]}, ", true),
            ("[{by: usage, when: {cluster: \"dev-*\"}}, {by: provider}]", "when: {cluster: [dev-1, test]}, ", false),
            ("[{by: usage, when: {cluster: \"dev-1*\"}}, {by: provider}]", "when: {cluster: \"dev-*\"}, ", false),
        ])
    func refused(nodes: String, when: String, isTaken: Bool) throws {
        let text = "allocation: {nodes: \(nodes)}\ndistribution:\n  - {pot: sidecar, \(when)method: even}\n"
        guard !isTaken else {
            #expect(try Settings.parse(text, file: "test").distribution.map(\.pot) == [.sidecar])
            return
        }
        let errors = try #require(throws: CodedErrors.self) { try Settings.parse(text, file: "test") }
        #expect(errors.errors.map(\.code) == [77] && errors.errors[0].line.hasPrefix("test:3:11: CB077 sidecars are not told apart"), "\(errors)")
    }

    @Test(
        "Two patterns have a text in common or not",
        arguments: [
            ("a", "a", true), ("a", "b", false), ("a*", "*b", true), ("a*c", "a*d", false), ("*", "x", true), ("a*b*c", "abc", true),
            ("ab*", "a", false), ("**", "a*", true), ("prod-*", "prod", false), ("*-eu-*", "prod-*-1", true), ("a*", "b*", false), ("x*y", "xy", true),
        ])
    func common(first: String, second: String, isSo: Bool) {
        #expect(Builder.haveCommon(first, second) == isSo)
        #expect(Builder.haveCommon(second, first) == isSo)
    }

    @Test("Long patterns of many stars are compared at once")
    func long() {
        #expect(Builder.haveCommon(String(repeating: "a*", count: 100), String(repeating: "a*", count: 99) + "b"))
    }
}
