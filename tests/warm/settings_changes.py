"""What a board's keepers change: rules, names, areas, posts, hand-written pages, the look. Each function makes one such change to a town."""

from __future__ import annotations

import re
from datetime import date, timedelta

from warm.town import NotNowError, Town

RULES = {
    "activity_cap_minutes": (60, 120, 300), "goods_minutes": (30, 90), "point_minutes": (30, 60, 90), "min_sample": (1, 3, 8), "board_places": (3, 10),
    "wait_days_normal": (5, 20, 40), "confirm_days": (2, 9), "waiting_bonus_minutes": (0, 45), "report_day": (2, 5), "claim_cap": (2, 6),
    "grace_days": (0, 4), "value_cap_fen": (3000, 50000), "deliver_days_goods": (5, 15), "day_cap_minutes": (120, 480), "no_show_limit": (1, 3),
}
"""Rules and values that they may get."""
MARKS = "甲乙丙丁戊己庚辛"


def add_a_rule(town: Town) -> None:
    """A rule gets another value from some day on."""
    name = town.chance.choice(sorted(RULES))
    day = date(2025, 11, 2) + timedelta(days=town.chance.randrange(380))
    line = f"- {{from: {day.isoformat()}, value: {town.chance.choice(RULES[name])}}}\n"
    text = (town.root / "site_config/rules.yml").read_text("utf-8")
    head, block, rest = re.split(rf"(^{name}:.*\n(?:- .*\n)+)", text, maxsplit=1, flags=re.M)
    town.put("site_config/rules.yml", f"{head}{block}{line}{rest}".encode())


def change_the_stars(town: Town) -> None:
    """Stars for fewer hours, from the first day."""
    text = (town.root / "site_config/rules.yml").read_text("utf-8")
    hours = ", ".join(str(n * town.chance.choice((1, 2, 5))) for n in (1, 10, 40, 90, 500))
    town.put("site_config/rules.yml", re.sub(r"value: \[\d+(, \d+)+\]", f"value: [{hours}]", text, count=1).encode())


def rename_the_board(town: Town) -> None:
    """The board calls itself something else."""
    _set(town, "board", r"^name: \{zh: (\S+?), en", _grow)


def change_the_motto(town: Town) -> None:
    """Another sentence under the board's name."""
    _set(town, "board", r"^motto: \{zh: ([^,]*?)，", _grow)


def move_the_site(town: Town) -> None:
    """The site gets another address, or none."""
    address = town.chance.choice(("https://lamp.example/", "https://lamp.example/town/", ""))
    _set(town, "board", r"^site_url: ?(\S*)$", lambda was: address)


def change_the_forge(town: Town) -> None:
    """The board moves its records: to a forge, from it, to another branch of it."""
    if town.chance.random() < 0.5:
        _set(town, "board", r"^forge: (\w+)", lambda was: "none" if was == "github" else "github")
    else:
        _set(town, "board", r"^branch: (\w+)", lambda was: "trunk" if was == "main" else "main")


def change_the_languages_of_details(town: Town) -> None:
    """Records have pages of their own in one language, or in both."""
    _set(town, "board", r"^detail_languages: (\[.*?\])", lambda was: "[zh]" if "en" in was else "[zh, en]")


def change_the_languages(town: Town) -> None:
    """The board speaks one language or two, and another one first."""
    wanted = town.chance.choice(("[zh]", "[en, zh]", "[zh, en]", "[zh, en]"))
    _set(town, "board", r"^languages: (\[.*?\])", lambda was: wanted)


def change_the_hours(town: Town) -> None:
    """The hall opens at another hour."""
    _set(town, "board", r"^  hours: \{zh: \S+ (\d:\d\d)", lambda was: f"{town.chance.randint(7, 9)}:{town.chance.randint(10, 59)}")


def rename_an_area(town: Town) -> None:
    """A community or grid gets another name."""
    _set(town, "areas", rf"^- \{{id: {town.chance.choice(('xinghu', 'heye', 'heye-2', 'songyuan-3', 'lutan'))},.*name: \{{zh: (\S+?),", _grow)


def add_an_area(town: Town) -> None:
    """A new grid."""
    number = town.chance.randint(7, 40)
    text = (town.root / "site_config/areas.yml").read_text("utf-8")
    if f"xinghu-{number}," in text:
        raise NotNowError
    row = f"- {{id: xinghu-{number}, level: grid, parent: xinghu, households: 9{number}, name: {{zh: 星湖新{number}网格, en: Xinghu New {number}}}}}\n"
    town.put("site_config/areas.yml", (text + row).encode())


def count_households(town: Town) -> None:
    """A community counted its households again."""
    _set(town, "areas", r"^- \{id: heye, .*households: (\d+)", lambda was: str(int(was) + 7))


def rename_a_category(town: Town) -> None:
    """A category of wishes or actions is called something else."""
    _set(town, "categories", rf"^- \{{id: {town.chance.choice(('food', 'repair', 'clothing', 'festival', 'lighting'))}, name: \{{zh: (\S+?),", _grow)


def add_a_category(town: Town) -> None:
    """A new category of wishes."""
    number = town.chance.randrange(10**6)
    town.edit("site_config/categories.yml", "action_categories:\n", f"- {{id: new-{number}, name: {{zh: 新类{number}, en: New {number}}}}}\naction_categories:\n")


def retire_a_category(town: Town) -> None:
    """A category is closed from a day on that no record has reached."""
    town.edit("site_config/categories.yml", "en: Daily goods}}", "en: Daily goods}, to: 2026-12-01}")


def rename_a_choice(town: Town) -> None:
    """A group of residents or a reason is called something else."""
    _set(town, "choices", rf"^- \{{id: {town.chance.choice(('elder', 'child', 'carer', 'no-longer-needed', 'street'))}, name: \{{zh: (\S+?),", _grow)


def rename_a_post(town: Town) -> None:
    """A post is called something else."""
    _set(town, "roles", rf"^- \{{id: {town.chance.choice(('m1', 'h1', 'h2', 'g11', 'g24'))}, .*?name: \{{zh: (\S+?),", _grow)


def hand_a_post_over(town: Town) -> None:
    """Somebody else holds a post from a day on."""
    person = town.pick("person")
    post = town.chance.choice(("g11", "g22", "g33", "s1", "c2"))
    _set(town, "roles", rf"^- \{{id: {post}, .*from: 2025-11-01(\}})\]", lambda was: f', to: 2026-11-24}}, {{person: "{person.id}", from: 2026-11-25}}')


def add_a_holiday(town: Town) -> None:
    """One more day off."""
    day = (date(2026, 3, 2) + timedelta(days=town.chance.randrange(250))).isoformat()
    text = (town.root / "site_config/holidays.yml").read_text("utf-8")
    head, mark, rest = text.partition('"2026":\n  off: [')
    town.put("site_config/holidays.yml", f"{head}{mark}{day}, {rest}".encode())


def count_people(town: Town) -> None:
    """A community counted its elders again, or forgot to."""
    if town.chance.random() < 0.8:
        _set(town, "population", r"area: xinghu, group: elder, people: (\d+)", lambda was: str(int(was) + 10))
    else:
        town.put("site_config/population.yml", None)


def add_a_field(town: Town) -> None:
    """A field of the board's own, or other words for it."""
    name, word = town.chance.choice(("lift", "floor")), town.chance.choice(MARKS)
    row = f"wish:\n- {{name: {name}, type: string, words: {{zh: 电梯{word}, en: Lift {word}}}}}\n"
    town.put("site_config/fields.yml", None if town.chance.random() < 0.3 else row.encode())


def write_a_page(town: Town) -> None:
    """A hand-written page is put in other words, in one language."""
    lang, page = town.chance.choice(("zh", "en")), town.chance.choice(("about", "privacy", "take-part", "offline"))
    path = f"content/{lang}/{page}.md"
    town.put(path, (town.root / path).read_bytes() + f"\n又添了一句{town.chance.choice(MARKS)}。\n".encode())


def add_a_page(town: Town) -> None:
    """A new hand-written page, with a picture beside it; or it goes again."""
    lang = town.chance.choice(("zh", "en"))
    page, picture = f"content/{lang}/news.md", f"content/{lang}/news.svg"
    gone = (town.root / page).exists()
    town.put(page, None if gone else b"---\ntitle: News\nsection: help\n---\n\n# News\n\n![](news.svg)\n")
    town.put(picture, None if gone else b'<svg xmlns="http://www.w3.org/2000/svg"/>\n')


def retitle_a_page(town: Town) -> None:
    """A page that the navigation names is called something else."""
    _replace(town, "content/zh/take-part.md", r"^title: (.*)$", _grow)


def change_the_frame(town: Town) -> None:
    """A partial of the theme says something more on every page; or a new one stands there that nothing uses."""
    if town.chance.random() < 0.2:
        town.put("site_config/theme/partials/spare.html", b"<!-- nothing -->\n")
        return
    path = f"site_config/theme/{town.chance.choice(('partials/footer.html', 'main.html', '404.html', 'partials/header.html'))}"
    town.put(path, (town.root / path).read_bytes() + f"<!-- {town.chance.choice(MARKS)} -->\n".encode())


def change_the_look(town: Town) -> None:
    """Another colour: pages name the style sheet by what it says."""
    number = town.chance.randrange(10**6)
    town.put("site_config/theme/styles/99-own.css", None if town.chance.random() < 0.3 else f".own {{ --it: {number}px; }}\n".encode())


def change_a_script(town: Town) -> None:
    """The theme's own scripts do something else."""
    path = f"site_config/theme/scripts/{town.chance.choice(('share.js', 'early.js', 'wall.js'))}"
    town.put(path, (town.root / path).read_bytes() + f"void {town.chance.randrange(10**6)};\n".encode())


def change_the_icon(town: Town) -> None:
    """Another picture in the browser's tab."""
    text = (town.root / "site_config/theme/icon.svg").read_text("utf-8")
    town.put("site_config/theme/icon.svg", text.replace("</svg>", f"<!-- {town.chance.randrange(10**6)} --></svg>").encode())


def change_the_links_below(town: Town) -> None:
    """The links at the bottom of every page are others, or others come first."""
    town.edit("mkdocs.yml", "    - about\n    - no-account\n", town.chance.choice(("    - no-account\n    - about\n", "    - about\n    - offline\n    - no-account\n")))


def _grow(was: str) -> str:
    """A text that is one sign longer; after some of them it begins again."""
    return was[:-1] if was[-1:] == "癸" and was[-4:] == "癸" * 4 else was + "癸"


def _set(town: Town, file: str, pattern: str, change: object) -> None:
    _replace(town, f"site_config/{file}.yml", pattern, change)


def _replace(town: Town, path: str, pattern: str, change: object) -> None:
    """Change what a pattern's group matches in a file. Raises NotNowError where it matches nothing or nothing changes."""
    try:
        text = (town.root / path).read_text("utf-8")
    except FileNotFoundError:
        raise NotNowError(path) from None
    found = re.search(pattern, text, re.M)
    new = change(found[1]) if found else None  # type: ignore[operator]
    if found is None or new == found[1]:
        raise NotNowError(path)
    town.put(path, f"{text[: found.start(1)]}{new}{text[found.end(1) :]}".encode())


CHANGES = (
    add_a_rule, change_the_stars, rename_the_board, change_the_motto, move_the_site, change_the_forge, change_the_languages_of_details,
    change_the_languages, change_the_hours, rename_an_area, add_an_area, count_households, rename_a_category, add_a_category, retire_a_category,
    rename_a_choice, rename_a_post, hand_a_post_over, add_a_holiday, count_people, add_a_field, write_a_page, add_a_page, retitle_a_page,
    change_the_frame, change_the_look, change_a_script, change_the_icon, change_the_links_below,
)
"""Changes that may concern every page."""
