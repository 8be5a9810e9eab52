/// How exporters name a Kubernetes label or annotation as a metric's label.
public enum LabelNames {
    /// The names under which a key may stand, in the order in which they are looked for.
    ///
    /// kube-state-metrics (`internal/store/utils.go`, v2.20): every character but letters, digits and `_`
    /// becomes `_`, then camelCase becomes snake_case, then all is lower case. OpenCost's own exporter
    /// leaves the case alone.
    ///
    /// - Parameters:
    ///   - prefix: `label` or `annotation`.
    ///   - key: The raw key, e.g. `cost.tenant-id`.
    public static func metricNames(_ prefix: String, key: String) -> [String] {
        let sanitised = key.unicodeScalars.map { isAllowed($0) ? Character($0) : "_" }
        var snake = ""
        var previous: Character = "_"
        for character in sanitised {
            let isHump = character.isUppercase && (previous.isLowercase || previous.isNumber)
            snake += isHump ? "_" : ""
            snake.append(character)
            previous = character
        }
        let names = ["\(prefix)_\(snake.lowercased())", "\(prefix)_\(String(sanitised))"]
        return names[0] == names[1] ? [names[0]] : names
    }

    /// The names that kube-state-metrics gave to keys that collide under this one, sorted by their number.
    static func conflicts(of name: String, in labels: [String: String]) -> [String] {
        let prefix = name + "_conflict"
        let numbered = labels.keys.compactMap { key -> (number: Int, key: String)? in
            guard key.hasPrefix(prefix), let number = Int(key.dropFirst(prefix.count)) else { return nil }
            return (number, key)
        }
        return numbered.sorted { ($0.number, $0.key) < ($1.number, $1.key) }.map(\.key)
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_")
    }
}
