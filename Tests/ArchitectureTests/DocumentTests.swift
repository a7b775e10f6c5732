import Domain
import TestSupport
import Testing

@testable import Server
@testable import harrier

/// What there is stands in the documentation, and what the documentation names is there.
@Suite struct DocumentTests {
    @Test(arguments: Harrier.commands.map(\.name)) func everyCommandIsDocumented(name: String) throws {
        let page = try SourceTree.text("docs/command-line.md")
        #expect(page.contains("## harrier \(name)\n"))
    }

    @Test func everyOptionIsDocumentedWithItsCommand() throws {
        let page = try SourceTree.text("docs/command-line.md")
        for command in Harrier.commands {
            let section = Self.section("## harrier \(command.name)\n", of: page)
            for option in command.options {
                #expect(section.contains("`\(option.flag)"), "harrier \(command.name) \(option.flag)")
            }
        }
    }

    @Test func everyOptionOfTheCommandLinePageIsThere() throws {
        let page = try SourceTree.text("docs/command-line.md")
        for command in Harrier.commands {
            let known = Set(command.allOptions.flatMap { [$0.flag, $0.short ?? $0.flag] })
            for line in Self.section("## harrier \(command.name)\n", of: page).split(separator: "\n")
            where line.hasPrefix("| `-") {
                let flag = String(line.dropFirst(3).prefix { !"` ".contains($0) })
                #expect(known.contains(flag), "docs/command-line.md: harrier \(command.name) \(flag)")
            }
        }
    }

    @Test(arguments: ExitCode.allCases) func everyExitCodeIsDocumented(code: ExitCode) throws {
        let page = try SourceTree.text("docs/command-line.md")
        #expect(page.contains("| \(code.rawValue) | \(code.meaning) |"))
    }

    @Test func everySettingIsDocumented() throws {
        let page = try SourceTree.text("docs/settings.md")
        let options = Harrier.commands.flatMap(\.options).compactMap(\.environment)
        for name in Setting.all.map(\.name) + options { #expect(page.contains("| `\(name)` |"), "\(name)") }
    }

    @Test func everySettingOfTheSettingsPageIsThere() throws {
        let known = Set(
            Setting.all.map(\.name) + Harrier.commands.flatMap(\.options).compactMap(\.environment))
        let sources = SourceTree.files("Sources/harrier", "swift").map(\.text).joined()
        for line in try SourceTree.text("docs/settings.md").split(separator: "\n") where line.hasPrefix("| `")
        {
            let name = String(line.dropFirst(3).prefix { $0 != "`" })
            #expect(known.contains(name) || sources.contains("\"\(name)\""), "docs/settings.md: \(name)")
        }
    }

    @Test func everyRouteIsDocumented() async throws {
        let folder = try TemporaryFolder()
        let pages = SourceTree.files("docs", "md").map(\.text).joined()
        for route in try await Self.routes(folder.path) {
            let (verb, path) = (route.verb, route.path)
            let isThere = ["`", " ", "?"].contains { pages.contains("`\(verb) \(path)\($0)") }
            #expect(isThere, "\(verb) \(path) stands in no page under docs/")
        }
    }

    @Test func everyRouteOfTheGuidesIsThere() async throws {
        let folder = try TemporaryFolder()
        let known = Set(try await Self.routes(folder.path).map { "\($0.verb) \(Self.bare($0.path))" })
        for page in SourceTree.files("docs/api", "md") {
            for line in page.lines where line.hasPrefix("| `") {
                let cell = line.dropFirst(2).prefix { $0 != "|" }
                for name in cell.split(separator: "`") where name.contains(" /") {
                    let words = name.split(separator: " ")
                    let route = "\(words[0]) \(Self.bare(String(words[1])))"
                    #expect(known.contains(route), "\(page.path): \(name)")
                }
            }
        }
    }

    @Test func everyTableIsDocumented() throws {
        let page = try SourceTree.text("docs/tables.md")
        let lines = SourceTree.files("Sources/Edges/Storage/Migrations", "sql").flatMap(\.lines)
        let tables = lines.filter { $0.hasPrefix("CREATE TABLE ") }.compactMap {
            $0.split(separator: " ").dropFirst(2).first
        }
        #expect(tables.count > 20)
        for table in tables { #expect(page.contains("`\(table)`"), "\(table)") }
    }

    @Test func everyScorecardIsDocumented() throws {
        let page = try SourceTree.text("docs/scorecard.md")
        let cards = SourceTree.files("data/scorecards", "json")
        #expect(cards.count >= 4)
        for card in cards {
            let name = card.path.split(separator: "/").last?.dropLast(5) ?? ""
            #expect(page.contains("| `\(name)` |"), "\(name)")
        }
    }

    @Test func everyDetectorIsDocumented() throws {
        let page = try SourceTree.text("docs/signal.md")
        let sources = SourceTree.files("Sources", "swift").flatMap(\.lines)
        let detectors = sources.compactMap { line -> Substring? in
            guard let at = line.firstRange(of: "detector: \"") else { return nil }
            return line[at.upperBound...].prefix { $0 != "\"" }
        }
        #expect(!detectors.isEmpty)
        for detector in detectors { #expect(page.contains("`\(detector)`"), "\(detector)") }
    }

    /// The part of a page from a heading to the next of its rank.
    private static func section(_ heading: String, of page: String) -> Substring {
        guard let start = page.firstRange(of: heading) else { return "" }
        let rest = page[start.upperBound...]
        return rest.firstRange(of: "\n## ").map { rest[..<$0.lowerBound] } ?? rest
    }

    /// Parameters by any name are the same path, and so is one with a slash at its end.
    private static func bare(_ path: String) -> String {
        let parts = path.prefix { $0 != "?" }.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : $0 }
        return "/" + parts.joined(separator: "/")
    }

    /// What a server of this build would answer, taken from its own table.
    private static func routes(_ directory: String) async throws -> [(verb: String, path: String)] {
        let parser = ArgumentParser(
            commands: Harrier.commands, settings: SettingsSource(environment: [:], file: [:]))
        let parsed = try parser.parse(["serve", "--data", directory + "/data"])
        guard case .run(let invocation) = parsed else { return [] }
        let premises = try await Premises.open(invocation)
        defer { premises.store.close() }
        let rooms = try premises.rooms(try await premises.chain(), home: Workspace.defaultID)
        let front = try premises.front(invocation, rooms, ImportDesk(rooms), log: .none)
        return front.table.routes.map { ($0.route.method.name, $0.route.pattern.template) }
    }
}
