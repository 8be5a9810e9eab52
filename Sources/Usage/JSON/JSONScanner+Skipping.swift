extension JSONScanner {
    /// Skips the value that comes next, checking its grammar.
    mutating func skipValue() throws {
        var depth = 0
        // A bit per open level: 1 for an object, 0 for an array.
        var objects: UInt64 = 0
        while true {
            let byte = try skipSpaceRequired()
            if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
                guard depth < Self.depthMax else { throw failure(.tooDeep) }
                cursor += 1
                depth += 1
                objects = objects << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
                if try takes(objects & 1 == 1 ? "}" : "]") {
                    depth -= 1
                    objects >>= 1
                } else {
                    if objects & 1 == 1 { try skipKey() }
                    continue
                }
            } else {
                try skipScalar(byte)
            }
            while depth > 0 {
                if try takes(",") { break }
                try take(objects & 1 == 1 ? "}" : "]", objects & 1 == 1 ? "',' or '}'" : "',' or ']'")
                depth -= 1
                objects >>= 1
            }
            if depth == 0 { return }
            if objects & 1 == 1 { try skipKey() }
        }
    }

    private mutating func skipKey() throws {
        try readText("a key")
        try take(":", "':'")
    }

    private mutating func skipScalar(_ byte: UInt8) throws {
        switch byte {
        case UInt8(ascii: "\""): try readText()
        case UInt8(ascii: "t"): try takeWord("true")
        case UInt8(ascii: "f"): try takeWord("false")
        case UInt8(ascii: "n"): try takeWord("null")
        case UInt8(ascii: "-"), 0x30...0x39: try skipNumber()
        default: throw try unexpected("a value")
        }
    }

    /// Takes `true`, `false` or `null`.
    mutating func takeWord(_ word: StaticString) throws {
        for index in 0..<word.utf8CodeUnitCount {
            guard try peekRequired() == word.utf8Start[index] else { throw try unexpected(word) }
            cursor += 1
        }
    }

    /// Takes `true` or `false`.
    mutating func readBoolean() throws -> Bool {
        let isTrue = try skipSpaceRequired() == UInt8(ascii: "t")
        try takeWord(isTrue ? "true" : "false")
        return isTrue
    }

    private mutating func skipNumber() throws {
        if try peek() == UInt8(ascii: "-") { cursor += 1 }
        if try peekRequired() == UInt8(ascii: "0") { cursor += 1 } else { try skipDigits() }
        if try peek() == UInt8(ascii: ".") {
            cursor += 1
            try skipDigits()
        }
        guard let byte = try peek(), byte | 0x20 == UInt8(ascii: "e") else { return }
        cursor += 1
        if case let sign = try peekRequired(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { cursor += 1 }
        try skipDigits()
    }

    /// The characters of the number that comes next; the grammar is checked.
    mutating func numberText() throws -> [UInt8] {
        var digits: [UInt8] = []
        while let byte = try peek(), byte == 0x2B || byte == 0x2D || byte == 0x2E || (0x30...0x39).contains(byte) || byte | 0x20 == 0x65 {
            digits.append(byte)
            cursor += 1
            guard digits.count <= 400 else { break }
        }
        if try peek() == nil { throw failure(.endsEarly(bytes: offset)) }
        guard !digits.isEmpty else { throw try unexpected("a number") }
        return digits
    }

    private mutating func skipDigits() throws {
        guard case 0x30...0x39 = try peekRequired() else { throw try unexpected("a digit") }
        while let byte = try peek(), case 0x30...0x39 = byte { cursor += 1 }
    }
}
