// Reads documents and writes their facts: `readbench IN.jsonl OUT.jsonl [--thin 0.3 --seed 1] [--time 20]`.
// IN has {"id", "text"} a line; OUT gets {"id", "facts": [{attribute, value, start, end, strength, …}]}.
// `--thin` leaves out that share of every vocabulary, which tells how much a reading leans on having every word.
import Domain
import Foundation
import Reading
import Wire

/// What the command line asks for.
struct Options {
    var files: [String] = []
    var share = 0.0
    var seed: UInt64 = 1
    var rounds = 0
    var data = "data"

    init(_ arguments: [String]) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--thin": share = rest.popFirst().flatMap(Double.init) ?? 0
            case "--seed": seed = rest.popFirst().flatMap(UInt64.init) ?? 1
            case "--time": rounds = rest.popFirst().flatMap(Int.init) ?? 0
            case "--data": data = rest.popFirst() ?? data
            default: files.append(argument)
            }
        }
    }
}

/// One line of the input.
struct Post {
    let id: JSON
    let text: String

    init(_ line: Substring) throws {
        let json = try JSON.parse(String(line))
        id = json["id"] ?? .null
        text = json["text"]?.stringValue ?? ""
    }
}

func load(_ options: Options) throws -> Reader {
    let thinning = Thinning(share: options.share, seed: options.seed)
    let directory = URL(fileURLWithPath: options.data)
    let data: DataFile = { path in
        thinning.applied(to: [UInt8](try Data(contentsOf: directory.appendingPathComponent(path))), path)
    }
    return try Reader(data: data, tools: referenceTools(), titles: try TitleParser(data: data))
}

func run(_ options: Options) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let reader = try load(options)
    let loaded = clock.now - start
    let posts = try String(contentsOfFile: options.files[0], encoding: .utf8).split(separator: "\n")
        .map(Post.init)
    let lines = posts.map { post in
        let facts = reader.read(post.text, context: ReadingContext())
        return JSON.object(["id": post.id, "facts": .array(facts.map(\.json))]).text + "\n"
    }
    try lines.joined().write(toFile: options.files[1], atomically: true, encoding: .utf8)
    guard options.rounds > 0 else { return }
    var count = 0
    let began = clock.now
    for _ in 0..<options.rounds {
        for post in posts { count += reader.read(post.text, context: ReadingContext()).count }
    }
    let each = (clock.now - began) / (options.rounds * max(1, posts.count))
    print("load \(loaded), \(each) a document, \(count / options.rounds) facts")
}

let options = Options(Array(CommandLine.arguments.dropFirst()))
if options.files.count == 2 {
    try run(options)
} else {
    print("usage: readbench IN.jsonl OUT.jsonl [--data DIR] [--thin SHARE --seed N] [--time ROUNDS]")
}
