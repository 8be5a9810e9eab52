/// A provider's spelling of a column as a SQL name: `AvailabilityZone` → `availability_zone`, `Charge type` →
/// `charge_type`.
///
/// A word starts at a capital behind a small letter or digit, and at the last capital of a run (`EKSPod` → `eks_pod`).
/// Whatever is no ASCII letter or digit separates words; letters beyond ASCII stay.
func snakeCase(_ name: String) -> String {
    var words = ""
    let scalars = Array(name.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
        guard isWordPart(scalar) else {
            if let last = words.last, last != "_" { words += "_" }
            continue
        }
        if isCapital(scalar), index > 0 {
            let before = scalars[index - 1]
            let isNextSmall = index + 1 < scalars.count && isSmall(scalars[index + 1])
            let startsWord = isSmall(before) || isDigit(before) || (isCapital(before) && isNextSmall)
            if startsWord, let last = words.last, last != "_" { words += "_" }
        }
        words += isCapital(scalar) ? String(UnicodeScalar(UInt8(scalar.value) | 0x20)) : String(scalar)
    }
    while words.last == "_" { words.removeLast() }
    return words
}

private func isCapital(_ scalar: Unicode.Scalar) -> Bool { scalar >= "A" && scalar <= "Z" }
private func isSmall(_ scalar: Unicode.Scalar) -> Bool { scalar >= "a" && scalar <= "z" }
private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }
private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    isCapital(scalar) || isSmall(scalar) || isDigit(scalar) || scalar.value >= 0x80
}
