import Domain
import Foundation
import Lexicon
import Reference

@testable import Reading

/// The data files of this checkout.
let repositoryData: DataFile = { path in
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: root.appendingPathComponent("data").appendingPathComponent(path)))
}

/// `ReadingTools` over the libraries the product uses.
let referenceTools: ReadingTools = {
    let domains = try? DomainBook()
    let phones = PhoneBook()
    return ReadingTools(
        phones: { text, region, possible in
            phones.find(in: text, region: region, leniency: possible ? .possible : .valid).map {
                ReadingTools.Phone(span: Span($0.span.lowerBound, $0.span.upperBound), e164: $0.e164)
            }
        },
        registrableDomain: { domains?.registrable($0) },
        hasPublicSuffix: { domains?.hasKnownSuffix($0) ?? false })
}()

/// Cuts a text as the reader does.
func document(_ text: String) throws -> Document {
    try DocumentScribe(data: repositoryData, tools: referenceTools).document(text)
}

/// What one recogniser finds in a text, after `before` have run.
func facts(
    of recogniser: some Recogniser, in text: String, after before: [any Recogniser] = [],
    context: ReadingContext = ReadingContext()
) throws -> [Fact] {
    let document = try document(text)
    var findings = Findings(context: context)
    for earlier in before { earlier.recognise(document, &findings) }
    let known = findings.facts.count
    recogniser.recognise(document, &findings)
    return Array(findings.facts.dropFirst(known))
}
