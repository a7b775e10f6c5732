-- Posts job posts about ever new companies, as a busy intake would see them.
local counter = 0
local cities = { "Pune", "Mumbai", "Bengaluru", "Delhi", "Chennai" }
local goods = { "skincare", "bed linen", "tea", "footwear", "pickles" }

request = function()
    counter = counter + 1
    local name = string.format("Brand%07d", counter)
    local body = string.format(
        '{"signal_text": "Hiring: Growth Marketer at %s. We are a %d-person D2C %s brand in %s doing $%dK MRR. ' ..
        'Looking for someone to own our Instagram and email. No marketing team currently. Write to jobs@%s.in.", ' ..
        '"source_type": "job_post", "company_name": "%s", "company_website": "https://%s.in"}',
        name, counter % 18 + 2, goods[counter % 5 + 1], cities[counter % 5 + 1], counter % 90 + 10,
        name:lower(), name, name:lower())
    return wrk.format("POST", "/api/classify/signal", { ["Content-Type"] = "application/json" }, body)
end
