/// The known word that somebody most likely meant, or `nil` where none is near.
///
/// Near is an edit distance (insertions, deletions, replacements and swaps of neighbours) of at most a third of
/// the longer word's length, or the same letters but for case and `-_ `; the first of the nearest wins.
package func nearestWord(to text: String, in known: [String]) -> String? {
    let folded = fold(text)
    if let same = known.first(where: { fold($0) == folded }) { return same }
    let distances = known.map { (word: $0, distance: editDistance(folded, fold($0))) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance * 3 <= max(folded.count, best.word.count) ? best.word : nil
}

private func fold(_ text: String) -> [Character] {
    Array(text.lowercased().filter { !"-_ ".contains($0) })
}

/// The optimal string alignment distance.
private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    // What is longer than any known word is near to none; this keeps the table small.
    guard left.count <= 100, right.count <= 100 else { return .max / 4 }
    var rows = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for i in 0...left.count { rows[i][0] = i }
    for j in 0...right.count { rows[0][j] = j }
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    for i in 1...left.count {
        for j in 1...right.count {
            let isSame = left[i - 1] == right[j - 1]
            var best = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (isSame ? 0 : 1))
            if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                best = min(best, rows[i - 2][j - 2] + 1)
            }
            rows[i][j] = best
        }
    }
    return rows[left.count][right.count]
}
