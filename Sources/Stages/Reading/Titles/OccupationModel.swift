import Domain
import Lexicon

/// Guesses the function of a title whose words the vocabulary does not know.
///
/// A linear model over hashed words, word pairs and pieces of words, trained on the alternate titles of O*NET
/// (bench/quality/titles/train.py, which names source and licence). It never says anything about rank.
struct OccupationModel: Sendable {
    /// The likeliest function and how likely.
    struct Guess: Sendable {
        let function: JobFunction
        let probability: Double
    }

    private let weights: [Int8]
    private let biases: [Float]
    private let scale: Float
    private let shift: UInt64

    /// The file: `HTOM`, log2 of rows, classes, then little-endian scale, biases, and rows × classes signed bytes.
    init(data: DataFile) throws {
        let bytes = try data("models/occupations.bin")
        let classes = JobFunction.allCases.count
        guard bytes.count > 6, Array(bytes[0..<4]) == Array("HTOM".utf8), Int(bytes[5]) == classes else {
            throw OccupationModelError(reason: "not an occupation model of \(classes) functions")
        }
        let rows = 1 << Int(bytes[4])
        let floats = bytes[6..<min(bytes.count, 6 + 4 * (classes + 1))].chunked4().map(
            Float.init(bitPattern:))
        guard bytes.count == 6 + 4 * (classes + 1) + rows * classes, let scale = floats.first else {
            throw OccupationModelError(reason: "cut short, or of another size than it says")
        }
        self.scale = scale
        biases = Array(floats.dropFirst())
        weights = bytes[(6 + 4 * (classes + 1))...].map { Int8(bitPattern: $0) }
        shift = UInt64(64 - Int(bytes[4]))
    }

    /// The likeliest function of a run of words; nil for an empty one.
    func guess(_ sense: TitleSense, _ range: Range<Int>) -> Guess? {
        // It was taught in Latin letters.
        guard !range.isEmpty,
            range.allSatisfy({
                sense.line.tokens.foldedBytes(sense.line.words[$0].token).allSatisfy { $0 < 0x80 }
            })
        else { return nil }
        var features = OccupationFeatures(shift: shift)
        for index in range {
            features.add(word: sense.line.tokens.foldedBytes(sense.line.words[index].token))
        }
        features.close()
        return best(features.rows)
    }

    private func best(_ rows: [Int]) -> Guess? {
        let classes = biases.count
        var sums = [Int32](repeating: 0, count: classes)
        for row in rows {
            for column in 0..<classes { sums[column] &+= Int32(weights[row * classes + column]) }
        }
        // Training divides a title's features by their norm, so that long titles are not surer than short ones.
        let norm = scale / Float(rows.count).squareRoot()
        let scores = zip(sums, biases).map { Float($0) * norm + $1 }
        guard let top = scores.max(), let index = scores.firstIndex(of: top),
            JobFunction.allCases[index] != .executive
        else {
            // The trades of O*NET teach nothing about who merely leads; words do.
            return nil
        }
        let total = scores.reduce(Float(0)) { $0 + exponential($1 - top) }
        return Guess(function: JobFunction.allCases[index], probability: Double(1 / total))
    }

    /// `e^x` for x ≤ 0 by squaring `1 + x/1024`; good to three digits, and needs no C library.
    private func exponential(_ x: Float) -> Float {
        guard x > -64 else { return 0 }
        var power = 1 + x / 1024
        for _ in 0..<10 { power *= power }
        return power
    }
}

/// A model file that cannot be used.
struct OccupationModelError: Error, CustomStringConvertible {
    let reason: String
    var description: String { "data/models/occupations.bin: \(reason)" }
}

/// The rows of the model that a title lights up.
struct OccupationFeatures {
    private(set) var rows: [Int] = []
    private let shift: UInt64
    private var last: ArraySlice<UInt8> = []

    init(shift: UInt64) {
        self.shift = shift
        rows.reserveCapacity(128)
    }

    /// Adds a word: itself, its pieces of three to five bytes, and the pair with the word before.
    mutating func add(word: ArraySlice<UInt8>) {
        add("w ", word, [])
        if last.isEmpty { add("f ", word, []) } else { add("b ", last, word) }
        let padded = [UInt8(ascii: "<")] + word.prefix(Self.longestWord) + [UInt8(ascii: ">")]
        for start in padded.indices {
            var state = WordKey.seed
            for (length, byte) in padded[start...].prefix(5).enumerated() {
                state = WordKey.combine(state, byte)
                if length >= 2 { rows.append(Int(WordKey.finish(state) >> shift)) }
            }
        }
        last = word
    }

    /// Adds what only the last word shows.
    mutating func close() {
        if !last.isEmpty { add("h ", last, []) }
    }

    /// Pieces beyond the longest English word are noise.
    private static let longestWord = 32

    private mutating func add(_ kind: String, _ first: ArraySlice<UInt8>, _ second: ArraySlice<UInt8>) {
        var state = WordKey.seed
        for byte in kind.utf8 { state = WordKey.combine(state, byte) }
        for byte in first { state = WordKey.combine(state, byte) }
        if !second.isEmpty { state = WordKey.combine(state, 0x20) }
        for byte in second { state = WordKey.combine(state, byte) }
        rows.append(Int(WordKey.finish(state) >> shift))
    }
}

extension ArraySlice<UInt8> {
    /// Little-endian words of four bytes; a rest is left out.
    fileprivate func chunked4() -> [UInt32] {
        stride(from: startIndex, to: endIndex - 3, by: 4).map { start in
            (0..<4).reduce(0) { $0 | UInt32(self[start + $1]) << UInt32(8 * $1) }
        }
    }
}
