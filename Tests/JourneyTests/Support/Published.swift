import Wire

/// The calls the published systems print in their documents.
enum Published {
    /// S1's example of a red hot signal.
    static let skinLab: JSON = [
        "signal_text":
            "Hiring Growth Marketer. We are a 3-person D2C skincare brand doing $50K MRR. Looking for someone to own our Instagram and email. No marketing team currently.",
        "source_type": "job_post", "company_name": "SkinLab", "company_website": "https://skinlab.in",
    ]
    static let soloFounder: JSON = [
        "signal_text": "Hiring: Growth Marketer. Solo founder, D2C brand, $50K MRR, India.",
        "source_type": "job_post",
    ]
    static let vague: JSON = [
        "signal_text": "We're looking for someone to help with our marketing. Remote, flexible hours.",
        "source_type": "job_post",
    ]
    static let offer: JSON = [
        "name": "Enterprise CRM Platform",
        "value_props": "Advanced analytics, automation, seamless integrations",
        "ideal_use_cases": "Large enterprises, sales teams 50+, complex sales cycles",
    ]
    static let leads = """
        name,role,company,industry,location,linkedin_bio
        John Smith,CEO,TechCorp,saas,San Francisco,Scaling SaaS platforms for Fortune 500
        Sarah Johnson,VP Marketing,DataTech,technology,Seattle,Growth marketing leader
        Mike Chen,HR Manager,RetailCorp,retail,Chicago,Human resources professional

        """
}

extension JSON {
    /// The keys of an object, in the order they came.
    var keys: [String] { objectValue?.keys ?? [] }

    /// The same object with other members.
    func with(_ changes: JSONObject) -> JSON {
        var object = objectValue ?? JSONObject()
        for (key, value) in changes { object[key] = value }
        return .object(object)
    }
}
