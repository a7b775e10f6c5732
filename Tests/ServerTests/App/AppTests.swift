import Domain
import Testing
import Wire

@testable import Server

/// The web app: what a person sees and posts.
@Suite struct AppTests {
    @Test func aPastedTextOpensItsLead() async throws {
        let house = try await House()
        let posted = await house.form(
            "/app/paste",
            ["text": House.text, "company_name": "SkinLab", "company_website": "", "source_type": "job_post"])
        #expect(posted.status == 303)
        let place = try #require(posted.headers[.location])
        #expect(place.hasPrefix("/app/leads/lead_"))
        let page = await house.get(place)
        #expect(page.status == 200)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        for words in ["SkinLab", "82.50", "Red hot", "It says so", "Growth Marketer", "<mark"] {
            #expect(page.text.contains(words), "\(words)")
        }
    }

    @Test(arguments: ["", "  \n ", "refuse"])
    func aTextThatCannotBeReadStaysInTheBox(_ text: String) async throws {
        let house = try await House()
        let answer = await house.form("/app/paste", ["text": text, "company_name": "Kept & Co"])
        #expect(answer.status == 422)
        #expect(answer.text.contains("Kept &amp; Co"))
        #expect(answer.text.contains(#"role="alert""#))
    }

    @Test func theStartPageOffersAnExample() async throws {
        let house = try await House()
        let (plain, example) = (await house.get("/app"), await house.get("/app?example=1"))
        #expect(plain.status == 200 && example.status == 200)
        #expect(example.text.count > plain.text.count)
        #expect(await house.get("/app/").status == 200)
    }

    @Test func theInboxShowsTiersAndFindsWords() async throws {
        let house = try await House()
        _ = await house.makeLead("SkinLab")
        _ = await house.makeLead("<b>Bold</b> & Co", "Another text.")
        let all = await house.get("/app/leads").text
        #expect(all.contains("SkinLab") && all.contains("Red hot"))
        #expect(!all.contains("<b>Bold</b>"))
        let found = await house.get("/app/leads?q=skinlab&stage=&sort=name").text
        #expect(found.contains("SkinLab"))
        let none = await house.get("/app/leads?q=nobody").text
        #expect(none.contains("Nothing matches"))
    }

    @Test func aStageChangeOffersTheWayBack() async throws {
        let house = try await House()
        let lead = await house.makeLead()["lead"]?.stringValue ?? ""
        let moved = await house.form("/app/leads/\(lead)/stage", ["stage": "contacted"])
        #expect(moved.status == 303)
        #expect(moved.headers[.location] == "/app/leads/\(lead)?was=new")
        let page = await house.get(moved.headers[.location] ?? "").text
        #expect(page.contains("marked contacted") && page.contains("Undo"))
        let again = await house.form("/app/leads/\(lead)/stage", ["stage": "contacted"])
        #expect(again.headers[.location] == "/app/leads/\(lead)")
        #expect(await house.form("/app/leads/\(lead)/stage", ["stage": "sold"]).status == 422)
    }

    @Test func aDismissedLeadLeavesTheInboxAndComesBack() async throws {
        let house = try await House()
        let lead = await house.makeLead()["lead"]?.stringValue ?? ""
        let hidden = await house.form("/app/leads/\(lead)/dismissal", [:])
        #expect(await house.get(hidden.headers[.location] ?? "").text.contains("out of the inbox"))
        #expect(!(await house.get("/app/leads").text.contains("SkinLab")))
        let back = await house.form("/app/leads/\(lead)/restoration", [:])
        #expect(await house.get(back.headers[.location] ?? "").text.contains("back in the inbox"))
        #expect(await house.get("/app/leads").text.contains("SkinLab"))
    }

    @Test func aNoteStandsOnThePage() async throws {
        let house = try await House()
        let lead = await house.makeLead()["lead"]?.stringValue ?? ""
        #expect(await house.form("/app/leads/\(lead)/notes", ["text": "Called <Ann>."]).status == 303)
        #expect(await house.get("/app/leads/\(lead)").text.contains("Called &lt;Ann&gt;."))
    }

    @Test func theSidePanelIsAFragment() async throws {
        let house = try await House()
        let lead = await house.makeLead()["lead"]?.stringValue ?? ""
        let panel = await house.get("/app/leads/\(lead)/preview").text
        #expect(panel.contains("SkinLab") && !panel.contains("<html"))
    }

    @Test func aPersonSignsInWithTheTokenAndOnlyGoesPlacesHere() async throws {
        let house = try await House(token: House.token)
        let asked = await house.get("/app/leads")
        #expect(asked.status == 303)
        #expect(asked.headers[.location] == "/app/login?next=%2Fapp%2Fleads")
        let wrong = await house.form("/app/login", ["token": "guess", "next": "/app/leads"])
        #expect(wrong.status == 401 && wrong.headers["set-cookie"] == nil)
        let right = await house.form("/app/login", ["token": House.token, "next": "/app/leads"])
        #expect(right.status == 303 && right.headers[.location] == "/app/leads")
        let cookie = try #require(right.headers["set-cookie"])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
        let pair = String(cookie.prefix { $0 != ";" })
        #expect(await house.get("/app/leads", [.cookie: pair]).status == 200)
        for next in ["https://evil.example", "//evil.example", "/app\\@evil.example", "/application"] {
            let sent = await house.form("/app/login", ["token": House.token, "next": next])
            #expect(sent.headers[.location] == "/app", "\(next)")
        }
    }

    @Test func theThemeFollowsItsCookie() async throws {
        let page = await (try await House()).get("/app", [.cookie: "theme=dark"])
        #expect(page.text.contains(#"data-theme="dark""#))
    }
}
