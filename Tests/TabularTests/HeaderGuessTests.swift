import Foundation
import Tabular
import Testing
import Wire

/// The lexicon the product ships.
enum Shipped {
    static func lexicon() throws -> HeaderLexicon {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "data/lexicon/csv_headers.json")
        return try HeaderLexicon(
            file: [UInt8](try Data(contentsOf: file)), named: "data/lexicon/csv_headers.json")
    }
}

@Suite struct HeaderGuessTests {
    private func guess(_ text: String) throws -> HeaderGuess {
        HeaderGuess(CSVReader.rows(of: Array(text.utf8)), lexicon: try Shipped.lexicon())
    }

    private func keys(_ guess: HeaderGuess) -> [String] {
        guess.columns.map { $0.chosen?.attribute.rawValue ?? "-" }
    }

    @Test(arguments: [
        (
            "name,role,company,industry,location,linkedin_bio",
            "name role company industry location linkedin_bio"
        ),
        ("company_name,company_website,signal_text", "company website signal_text"),
        (
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
            "first_name last_name website email company role -"
        ),
        (
            "First Name,Last Name,Title,Company,Email,Email Status,# Employees,Industry,Person Linkedin Url,Website,"
                + "Company Linkedin Url,City,State,Country,Company Phone",
            "first_name last_name role company email - employees industry linkedin_url website - city region country phone"
        ),
        (
            "Vorname;Nachname;Position;Firma;Branche;Ort;E-Mail-Adresse;Telefonnummer",
            "first_name last_name role company industry city email phone"
        ),
        (
            "Nom complet;Poste;Société;Secteur d'activité;Ville;Courriel;Téléphone;Site web",
            "name role company industry city email phone website"
        ),
        (
            "Nombre;Apellidos;Cargo;Empresa;Sector;Ubicación;Correo electrónico;Teléfono;Página web",
            "first_name last_name role company industry location email phone website"
        ),
        ("Full Name,Designation,Organisation,Mobile No,Email ID", "name role company phone email"),
        ("contactName,jobTitle,companyName,linkedInURL,postURL", "name role company linkedin_url source_url"),
        ("NAME*,Role (optional),Your Company,Lead Source,Created At", "name role company - -"),
        ("Nmae,Compnay,Indutsry,Emial", "name company industry email"),
        ("id,company,status,state,score", "- company - region -"),
    ]) func `columns are told by their names`(_ header: String, _ expected: String) throws {
        let guess = try guess(header + "\n")
        #expect(keys(guess) == expected.split(separator: " ").map(String.init))
        #expect(guess.headerRow == 1)
    }

    static let people = """
        Ada Lovelace,CEO,Analytical Engines Ltd,SaaS,"London, UK",ada@analytical.example,+44 20 7946 0018,https://analytical.example
        Jürgen Klein,Geschäftsführer,Klein Maschinenbau GmbH,Manufacturing,"Köln, Germany",j.klein@klein.example,0221 1234567,klein.example
        María Núñez,VP Marketing,Sol Digital SL,Advertising,"Madrid, Spain",maria@sol.example,+34 91 123 45 67,www.sol.example
        Bob O'Neil,Account Manager,Acme Inc,Retail,"Austin, TX, USA",bob@acme.example,+1 512 555 0100,acme.example

        """

    @Test func `columns without names are told by their cells`() throws {
        let guess = try guess(Self.people)
        #expect(
            keys(guess) == ["name", "role", "company", "industry", "location", "email", "phone", "website"])
        #expect(guess.headerRow == nil)
        #expect(guess.columns[5].chosen?.reason == "4 of 4 cells are e-mail addresses")
        #expect(guess.columns[5].title == "Column 6")
    }

    @Test func `a header nobody can read is still a header`() throws {
        let guess = try guess("aaa,bbb,ccc,ddd,eee,fff,ggg,hhh\n" + Self.people)
        #expect(guess.headerRow == 1)
        #expect(guess.headerReason == "row 1 differs from the rows below it, so it names the columns")
        #expect(guess.columns[0].title == "aaa")
        #expect(keys(guess)[5...7] == ["email", "phone", "website"])
    }

    @Test func `notes above the header are passed over`() throws {
        let guess = try guess(
            """
            Notes:
            "When exporting your connection data, you may notice that some of the email addresses are missing."

            First Name,Last Name,URL,Email Address,Company,Position,Connected On
            Ada,Lovelace,https://www.linkedin.com/in/ada,,Analytical Engines,CEO,12 Jan 2025
            Bob,O'Neil,https://www.linkedin.com/in/bob,,Acme,CTO,13 Jan 2025

            """)
        #expect(guess.headerRow == 3)
        #expect(keys(guess) == ["first_name", "last_name", "linkedin_url", "email", "company", "role", "-"])
        #expect(guess.headerReason == "row 3 names the columns: 7 of 7 names are known")
    }

    @Test func `cells overrule a misleading name`() throws {
        let guess = try guess(
            """
            name,title,contact,email
            Acme Inc,Mr,Ada Lovelace,555
            Sol GmbH,Mrs,Bob Klein,556
            Kite Labs,Dr,Eva Maria Roth,557

            """)
        #expect(keys(guess)[0] == "company")
        #expect(keys(guess)[1] == "-")
        #expect(keys(guess)[2] == "name")
        #expect(guess.columns[1].candidates.first?.reason.contains("salutations") == true)
    }

    @Test func `of two columns for one attribute the better takes it and the other says so`() throws {
        let guess = try guess("company,company name (legal),name\nAcme,Acme Inc,Ada\n")
        #expect(keys(guess) == ["company", "-", "name"])
        #expect(guess.columns[1].remark == "company is rather \"company\"")
    }

    @Test func `a person's choice moves a column`() throws {
        var map = try guess("firm,who,x\nAcme,Ada,1\n").map
        #expect(map[.company] == 0)
        map[.name] = 1
        map[.company] = 2
        #expect(map[.name] == 1 && map[.company] == 2)
        #expect(map.extras == [0])
        map[.role] = 1
        #expect(map[.name] == nil)
        map[.email] = 9
        #expect(map[.email] == nil)
    }

    @Test func `a name with dots is no web address, and a host in the first row is`() throws {
        #expect(try guess("kind;emp.var.rate\nx;1.1\ny;1.4\n").headerRow == 1)
        #expect(try guess("Acme;acme.example\nKite;kite.example\n").headerRow == nil)
    }

    @Test func `an empty file guesses nothing`() throws {
        let guess = try guess("")
        #expect(guess.columns.isEmpty)
        #expect(guess.headerRow == nil)
    }

    @Test(arguments: [
        (
            #"{"say": ["x"], "gives": "compny", "why": "w"}"#,
            #"headers[0].gives: "compny" is nothing a column can hold; did you mean "company"?"#
        ),
        (#"{"say": ["x"], "gives": "company"}"#, "headers[0].why: missing"),
        (#"{"say": ["x"], "gives": "company", "why": "w", "wyh": ""}"#, "headers[0].wyh: unknown key"),
        (
            #"{"say": ["x"], "gives": "role", "why": "w"}, {"say": ["X"], "gives": "company", "why": "w"}"#,
            #"headers[1]: "X" already means something else"#
        ),
    ]) func `a lexicon with a mistake is refused`(_ entries: String, _ message: String) {
        let text = #"{"about": "a", "source": "s", "headers": [\#(entries)], "values": []}"#
        let error = #expect(throws: FieldError.self) {
            try HeaderLexicon(file: Array(text.utf8), named: "x.json")
        }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }
}
