extension JSONScanner {
    /// The keys of an object that is being read.
    struct ObjectKeys {
        /// Keys remembered, so that one that comes twice is seen; our objects have about six.
        fileprivate static let countMax = 64

        fileprivate var seen: [String] = []
        fileprivate var isFirst = true
    }

    /// Takes the opening brace of an object.
    mutating func openObject() throws -> ObjectKeys {
        try take("{", "an object, '{'")
        return ObjectKeys()
    }

    /// The next key, whose value comes next; `nil` behind the closing brace.
    ///
    /// - Throws: `UsageError` where a key comes twice: which one counts would be a guess.
    mutating func nextKey(_ keys: inout ObjectKeys) throws -> String? {
        if keys.isFirst {
            keys.isFirst = false
            if try takes("}") { return nil }
        } else if try !takes(",") {
            try take("}", "',' or '}'")
            return nil
        }
        _ = try skipSpaceRequired()
        let start = place
        try readText("a key in quotes")
        let key = String(decoding: text, as: UTF8.self)
        guard !keys.seen.contains(key) else { throw failure(.duplicateKey(printed(Array(key.utf8))), at: start) }
        guard keys.seen.count < ObjectKeys.countMax else { throw failure(.tooManyKeys(ObjectKeys.countMax), at: start) }
        keys.seen.append(key)
        try take(":", "':' after the key")
        return key
    }
}
