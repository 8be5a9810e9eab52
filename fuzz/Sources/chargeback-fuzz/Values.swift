import Keys
import Money

/// Decimal numbers: what is taken follows the grammar, and its print is the same number again.
func fuzzDecimal(_ bytes: UnsafeBufferPointer<UInt8>) {
    let isNumber = followsGrammar(bytes)
    switch ExactDecimal.parse(bytes) {
    case .success(let value):
        require(isNumber, "taken against the grammar")
        let text = value.description
        require((try? ExactDecimal(text)) == value, "\(text) is another number when it is read again")
        require(value.scale == 0 || value.significand % 10 != 0, "\(text) is not canonical")
        use(value)
    case .failure(let error):
        if error == .notANumber { require(!isNumber, "a number was called none") }
        use(error)
    }
}

/// `-`? digits (`.` digits)? ([eE] [+-]? digits)?, as docs/bill-formats.md says: an oracle of its own.
private func followsGrammar(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var rest = Substring(decoding: bytes.map { $0 < 0x80 ? $0 : 0x21 }, as: UTF8.self).unicodeScalars[...]
    func skip(_ scalars: Unicode.Scalar...) -> Bool {
        guard let first = rest.first, scalars.contains(first) else { return false }
        rest.removeFirst()
        return true
    }
    func digits() -> Bool {
        let tail = rest.drop { ("0"..."9").contains($0) }
        defer { rest = tail }
        return tail.startIndex != rest.startIndex
    }
    _ = skip("-")
    guard digits() else { return false }
    if skip("."), !digits() { return false }
    if skip("e", "E") {
        _ = skip("+", "-")
        guard digits() else { return false }
    }
    return rest.isEmpty
}

/// Moments: the print of what is taken is the same moment again.
func fuzzMoment(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let instant = Instant.parseISO(bytes) else { return use(0) }
    let text = instant.description
    require(Instant(iso: text) == instant, "\(text) is another moment when it is read again")
    use(instant)
}
