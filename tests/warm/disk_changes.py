"""What happens to files besides the records: days pass, commits are made, the site and the caches are meddled with. Each function does one such thing to a town."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

from warm.town import NotNowError, Town

CACHE = ".wishlight"


def go_to_another_day(town: Town) -> None:
    """The board as it stood on a day, forward or back; or today."""
    today = None if town.chance.random() < 0.4 else date(2025, 12, 1) + timedelta(days=town.chance.randrange(370))
    if today == town.as_of:
        raise NotNowError
    town.as_of = today


def go_one_day_on(town: Town) -> None:
    """The next day."""
    if town.as_of is None or town.as_of >= date(2026, 12, 10):
        town.as_of = date(2026, 11, 24)
    else:
        town.as_of += timedelta(days=1)


def commit_everything(town: Town) -> None:
    """What was changed is committed: the files stay as they are, and the site names the commit."""
    if not town.git:
        raise NotNowError
    town.commit()


def alter_site_files(town: Town) -> None:
    """Somebody typed into files of the site."""
    for path in town.chance.sample(_list(town.out), 3):
        path.write_bytes(path.read_bytes() + b"<!-- typed in -->")


def delete_site_files(town: Town) -> None:
    """Somebody deleted files of the site."""
    for path in town.chance.sample(_list(town.out), 3):
        path.unlink()


def delete_a_site_folder(town: Town) -> None:
    """Somebody deleted a whole folder of the site."""
    folders = sorted(path for path in town.out.iterdir() if path.is_dir())
    shutil.rmtree(town.chance.choice(folders))


def add_site_files(town: Town) -> None:
    """Somebody put files of their own there, one where a page's folder may come."""
    (town.out / "extra").mkdir(exist_ok=True)
    (town.out / "extra" / "notes.txt").write_text("mine", "utf-8")
    (town.out / "empty" / "folder").mkdir(parents=True, exist_ok=True)
    (town.out / "index.html.bak").write_text("mine", "utf-8")


def move_the_folder(town: Town) -> None:
    """The site's folder is called otherwise from now on."""
    if _other(town).exists():
        raise NotNowError("an older site stands there")
    town.out = town.out.rename(_other(town))


def begin_another_folder(town: Town) -> None:
    """The site is built somewhere else, where nothing or an older site stands."""
    town.out = _other(town)


def lose_the_site(town: Town) -> None:
    """The site is gone, its caches are not."""
    shutil.rmtree(town.out)


def lose_a_cache(town: Town) -> None:
    """A file of the caches is gone."""
    town.chance.choice(_list(town.root / CACHE)).unlink()


def lose_all_caches(town: Town) -> None:
    """All caches are gone, the site is not."""
    shutil.rmtree(town.root / CACHE)


def cut_a_cache(town: Town) -> None:
    """A file of the caches ends in the middle."""
    path = town.chance.choice(_list(town.root / CACHE))
    data = path.read_bytes()
    path.write_bytes(data[: town.chance.randint(0, max(0, len(data) - 1))])


def garble_a_cache(town: Town) -> None:
    """A file of the caches holds noise, at its beginning or all through."""
    path = town.chance.choice(_list(town.root / CACHE))
    data = path.read_bytes()
    noise = town.chance.randbytes(min(len(data), 64)) if town.chance.random() < 0.5 else town.chance.randbytes(len(data))
    path.write_bytes(noise + data[len(noise) :])


def _other(town: Town) -> Path:
    return town.root / ("site-too" if town.out.name == "site" else "site")


def _list(folder: Path) -> list[Path]:
    """The files below a folder. Raises NotNowError where there are too few to choose from."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    if len(found) < 3:
        raise NotNowError(folder)
    return found


CHANGES = (
    go_to_another_day, go_one_day_on, commit_everything, alter_site_files, delete_site_files, delete_a_site_folder, add_site_files, move_the_folder,
    begin_another_folder, lose_the_site, lose_a_cache, lose_all_caches, cut_a_cache, garble_a_cache,
)
