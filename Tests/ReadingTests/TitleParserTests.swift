import Domain
import Testing

@testable import Reading

/// A headline and what it must be read as.
struct TitleCase: Sendable, CustomTestStringConvertible {
    let title: String
    let function: JobFunction
    let seniority: Seniority
    /// Jobs held now; the headline itself when none are given.
    let jobs: [String]
    let company: String?

    init(
        _ title: String, _ function: JobFunction, _ seniority: Seniority, jobs: [String]? = nil,
        at company: String? = nil
    ) {
        self.title = title
        self.function = function
        self.seniority = seniority
        self.jobs = jobs ?? [title]
        self.company = company
    }

    var testDescription: String { title }
}

private func check(_ test: TitleCase) throws {
    let parsed = try Titles.parser.get().parse(test.title)
    #expect(parsed.function == test.function)
    #expect(parsed.seniority == test.seniority)
    #expect(parsed.currentTitles == test.jobs)
    #expect(parsed.company == test.company)
    #expect(parsed.isDecisionMaker == [.ownerFounder, .cLevel].contains(test.seniority))
}

/// The parser over the product's own vocabulary, loaded once.
enum Titles {
    static let parser = Result { try TitleParser(data: repositoryData) }
}

@Suite("Words that look like a rank and are none") struct TitleTrapTests {
    @Test(arguments: [
        TitleCase("Director", .executive, .headDirector),
        TitleCase("Coordinator", .operations, .individual),
        TitleCase("Product Owner", .product, .individual),
        TitleCase("Process Owner", .operations, .individual),
        TitleCase("Lead Generation Specialist", .marketing, .individual),
        TitleCase("Lead Generation Manager", .marketing, .manager),
        TitleCase("Account Executive", .sales, .individual),
        TitleCase("HR Executive", .hr, .individual),
        TitleCase("Partner Manager", .sales, .manager),
        TitleCase("HR Business Partner", .hr, .individual),
        TitleCase("Founder's Office", .operations, .individual),
        TitleCase("Founding Engineer", .engineering, .individual),
        TitleCase("Document Controller", .operations, .individual),
        TitleCase("Staff Nurse", .healthcare, .individual),
        TitleCase("Student Affairs Director", .education, .headDirector),
        TitleCase("Head Baker", .other, .leadSeniorPrincipal),
        TitleCase("Growth Partner", .marketing, .individual),
        TitleCase("CEO Coach", .education, .individual),
    ]) func trap(_ test: TitleCase) throws { try check(test) }

    @Test(arguments: [
        TitleCase("Assistant to the CEO", .operations, .individual),
        TitleCase("Executive Assistant", .operations, .individual),
        TitleCase("Executive Assistant to CEO and COO", .operations, .individual),
        TitleCase("Assistentin der Geschäftsführung", .operations, .individual),
        TitleCase("Assistante de direction", .operations, .individual),
        TitleCase("Chief of Staff", .executive, .leadSeniorPrincipal),
        TitleCase("Chief Happiness Officer", .hr, .individual),
    ]) func nearPowerIsNotPower(_ test: TitleCase) throws { try check(test) }
}

@Suite("Rank") struct TitleRankTests {
    @Test(arguments: [
        TitleCase("Managing Director", .executive, .cLevel),
        TitleCase("Associate Director, Clinical Operations", .healthcare, .headDirector),
        TitleCase("Deputy Director", .executive, .headDirector),
        TitleCase("Deputy CFO", .finance, .headDirector),
        TitleCase(
            "VP, Wealth Management at Halden Bank", .finance, .vp, jobs: ["VP, Wealth Management"],
            at: "Halden Bank"),
        TitleCase("Assistant Vice President - Credit", .finance, .vp, jobs: ["Assistant Vice President"]),
        TitleCase("DGM - Projects", .operations, .manager, jobs: ["DGM"]),
        TitleCase("Chief Sustainability Officer", .executive, .cLevel),
        TitleCase("C.F.O.", .finance, .cLevel, jobs: ["C.F.O"]),
        TitleCase("Medical Doctor (MD)", .healthcare, .individual),
        TitleCase("Staff Software Engineer", .engineering, .leadSeniorPrincipal),
        TitleCase("Sr. Manager Accounts", .finance, .manager),
        TitleCase("Graduate Engineer Trainee", .engineering, .internAssistant),
        TitleCase("Superintendent of Schools", .education, .cLevel),
    ]) func rank(_ test: TitleCase) throws { try check(test) }

    @Test(arguments: [
        TitleCase("School Principal", .education, .headDirector),
        TitleCase(
            "Principal, St. Brannoc School", .education, .headDirector, jobs: ["Principal"],
            at: "St. Brannoc School"),
        TitleCase("Principal Engineer", .engineering, .leadSeniorPrincipal),
        TitleCase("Principal Consultant", .other, .leadSeniorPrincipal),
    ]) func principalIsASchoolHeadOrAGrade(_ test: TitleCase) throws { try check(test) }
}

@Suite("Headlines") struct TitleHeadlineTests {
    @Test(arguments: [
        TitleCase("Retired VP of Sales", .other, .individual, jobs: []),
        TitleCase("Ex-Google | Building something new", .other, .individual, jobs: []),
        TitleCase("Looking for new opportunities", .other, .individual, jobs: []),
        TitleCase("Ehemaliger Vertriebsleiter", .other, .individual, jobs: []),
        TitleCase("Former CEO of Amberline", .other, .individual, jobs: []),
    ]) func whoHoldsNothingHoldsNothing(_ test: TitleCase) throws { try check(test) }

    @Test(arguments: [
        TitleCase(
            "Open to work | Senior QA Engineer", .engineering, .leadSeniorPrincipal,
            jobs: ["Senior QA Engineer"]),
        TitleCase("CTO Co-Founder", .engineering, .ownerFounder, jobs: ["CTO", "Co-Founder"]),
        TitleCase(
            "Founder & CEO @ Nimbuswell", .executive, .ownerFounder, jobs: ["Founder", "CEO"],
            at: "Nimbuswell"),
        TitleCase(
            "CFO | Board Member | Advisor", .finance, .cLevel, jobs: ["CFO", "Board Member", "Advisor"]),
        TitleCase(
            "Managing Partner, Elmgrove Law LLP", .legal, .ownerFounder, jobs: ["Managing Partner"],
            at: "Elmgrove Law LLP"),
        TitleCase("CEO of Amberline", .executive, .cLevel, jobs: ["CEO"], at: "Amberline"),
        TitleCase("VP of Sales", .sales, .vp),
        TitleCase(
            "Supply Chain Director, South Asia", .operations, .headDirector, jobs: ["Supply Chain Director"]),
        TitleCase("Senior Manager - Finance", .finance, .manager, jobs: ["Senior Manager"]),
        TitleCase("Solopreneur helping coaches scale", .executive, .ownerFounder, jobs: ["Solopreneur"]),
        TitleCase("Software Engineer, Ads", .engineering, .individual),
        TitleCase("PhD Candidate in Machine Learning", .data, .internAssistant, jobs: ["PhD Candidate"]),
        TitleCase("Hiring Manager", .hr, .manager),
    ]) func headline(_ test: TitleCase) throws { try check(test) }

    @Test(arguments: [
        TitleCase(
            "Urgent Hiring For Telecallers - Immediate Joiners", .sales, .individual, jobs: ["Telecallers"]),
        TitleCase("Java Developer (3-5 yrs)", .engineering, .individual, jobs: ["Java Developer"]),
        TitleCase(
            "Opening for Mern Stack Developer in Pune", .engineering, .individual,
            jobs: ["Mern Stack Developer"]),
        TitleCase("BPO - Team Lead", .support, .leadSeniorPrincipal, jobs: ["Team Lead"]),
    ]) func advertisementsLoseTheirNoise(_ test: TitleCase) throws { try check(test) }
}

@Suite("Languages") struct TitleLanguageTests {
    @Test(arguments: [
        TitleCase(
            "Geschäftsführerin bei Lindenquell GmbH", .executive, .cLevel, jobs: ["Geschäftsführerin"],
            at: "Lindenquell GmbH"),
        TitleCase("Leiter:in Marketing (m/w/d)", .marketing, .headDirector, jobs: ["Leiter:in Marketing"]),
        TitleCase("Großkundenvertriebsleiterin", .sales, .headDirector),
        TitleCase("Finanzvorstand", .finance, .cLevel),
        TitleCase("Directeur général", .executive, .cLevel),
        TitleCase("Responsable comptable H/F", .finance, .manager, jobs: ["Responsable comptable"]),
        TitleCase("Chargé(e) de communication", .marketing, .individual),
        TitleCase("Gerente de Ventas", .sales, .manager),
        TitleCase("Sócia-fundadora", .executive, .ownerFounder),
        TitleCase("Amministratore Delegato", .executive, .cLevel),
        TitleCase(
            "Eigenaar bij Zonnedal Hoveniers", .executive, .ownerFounder, jobs: ["Eigenaar"],
            at: "Zonnedal Hoveniers"),
        TitleCase("VD och grundare", .executive, .ownerFounder, jobs: ["VD", "grundare"]),
        TitleCase("Salgsdirektør", .sales, .headDirector),
        TitleCase("Myyntipäällikkö", .sales, .manager),
        TitleCase("Główny księgowy", .finance, .leadSeniorPrincipal),
        TitleCase("Obchodní ředitel", .sales, .headDirector),
        TitleCase("Директор по маркетингу", .marketing, .headDirector),
        TitleCase("İnsan Kaynakları Uzmanı", .hr, .individual),
        TitleCase("代表取締役社長", .executive, .cLevel),
        TitleCase("销售经理", .sales, .manager),
        TitleCase("प्रबंध निदेशक", .executive, .cLevel),
    ]) func language(_ test: TitleCase) throws { try check(test) }
}
