import Testing
import Usage

@testable import Fetch

@Suite("An hour that is too much is asked for in parts")
struct SelectorsTests {
    @Test(
        "A matcher goes into every selector and nowhere else",
        arguments: [
            ("kube_pod_labels", "kube_pod_labels{M}"),
            ("kube_pod_labels{}", "kube_pod_labels{M}"),
            ("up{job=\"a\"}", "up{M,job=\"a\"}"),
            ("avg_over_time(x{resource=\"cpu\",node!=\"\"}[1h])", "avg_over_time(x{M,resource=\"cpu\",node!=\"\"}[1h])"),
            ("max by (namespace, pod) (kube_pod_info)", "max by (namespace, pod) (kube_pod_info{M})"),
            ("sum(rate(a_total[5m])) by (pod)", "sum(rate(a_total{M}[5m])) by (pod)"),
            (
                "a * on(uid) group_left(node) b offset 5m > bool 1e3",
                "a{M} * on(uid) group_left(node) b{M} offset 5m > bool 1e3"
            ),
            ("label_replace(x, \"uid\", \"{$1}\", \"id\", '.*(pod){2}[0-9]')", "label_replace(x{M}, \"uid\", \"{$1}\", \"id\", '.*(pod){2}[0-9]')"),
            ("{__name__=~\"a|b\"}[5m:1m]", "{M,__name__=~\"a|b\"}[5m:1m]"),
            ("x # sum of {things}\n + y", "x{M} # sum of {things}\n + y{M}"),
            ("job:cost:sum{a=\"}\"}", "job:cost:sum{M,a=\"}\"}"),
        ])
    func matcher(expression: String, expected: String) {
        #expect(Selectors(of: expression).adding("M") == expected)
    }

    @Test("The parts of a part are that part, down to two digits; what starts with no digit is a part of its own")
    func shards() {
        #expect(Shard.whole.parts.map(\.text) == ["[0-3]", "[4-7]", "[89ab]", "[c-f]", "rest"])
        #expect(Shard(text: "[c-f]").parts.map(\.text) == ["c", "d", "e", "f"])
        #expect(Shard(text: "[89ab]").parts.map(\.text) == ["8", "9", "a", "b"])
        #expect(Shard(text: "c").parts.map(\.text) == ["c[0-3]", "c[4-7]", "c[89ab]", "c[c-f]"])
        #expect(Shard(text: "c[4-7]").parts.map(\.text) == ["c4", "c5", "c6", "c7"])
        #expect(Shard(text: "c4").parts.isEmpty && Shard(text: "rest").parts.isEmpty)
    }
}
