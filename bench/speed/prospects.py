"""Writes a CSV of invented prospects, the same for the same count and start."""
import csv
import random
import sys

FIRST = "Asha Meera John Sarah Mike Anna Lukas Jean Priya Rahul Elena Marta Tom Ivy Noor Kenji Olga Pedro".split()
LAST = "Joshi Smith Johnson Chen Weber Dupont Rao Garcia Novak Tanaka Petrov Silva Khan Olsen Rossi".split()
ROLES = ["CEO", "Founder", "Co-Founder & CTO", "VP Marketing", "Head of Growth", "HR Manager", "Director of Sales",
         "Marketing Manager", "Senior Software Engineer", "Account Executive", "Geschäftsführer", "Product Owner",
         "Chief of Staff", "Data Analyst", "Intern", "Principal Architect", "Office Manager", "CFO", "Owner"]
INDUSTRIES = ["saas", "technology", "fintech", "retail", "healthcare", "consulting", "manufacturing", "edtech",
              "software", "AI startup", "real estate", ""]
PLACES = ["San Francisco", "Pune, India", "Berlin", "London", "Bengaluru", "Chicago", "Paris", ""]
BIOS = ["Scaling platforms for large customers", "Growth marketing leader", "Twenty years in operations", ""]


def write(path: str, count: int, start: int = 0) -> None:
    pick = random.Random(7 + start)
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["name", "role", "company", "industry", "location", "linkedin_bio"])
        for number in range(start, start + count):
            out.writerow([f"{pick.choice(FIRST)} {pick.choice(LAST)}", pick.choice(ROLES),
                          f"{pick.choice(LAST)} {pick.choice(['Labs', 'Works', 'Group', 'GmbH'])} {number // 3}",
                          pick.choice(INDUSTRIES), pick.choice(PLACES), pick.choice(BIOS)])


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]))
