"""Write all that is read out of texts, one line of JSON a text: two runs give the same bytes unless a rule has changed.

Run as ``python -m tools.dump_events OUT.jsonl [TEXTS.jsonl …]`` before and after a change that should make Dateline
faster and nothing else, then compare the files. It reads the articles, the annotated texts and those of the tests, and
up to EACH texts of every file given (lines with "text" and perhaps "lang").
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from geo.articles import read_article
from geo.gold import read_gold
from geo.models import Article
from geo.pipeline import date_article, load_extractor
from geo.records import to_json
from geo.settings import ROOT, Settings

EACH = 40


def main() -> None:
    """Write one line a text, what it told before the last."""
    settings = Settings.from_environment()
    extractor = load_extractor(settings)
    with Path(sys.argv[1]).open("w", encoding="utf-8") as out:
        for article in read_all(settings, [Path(name) for name in sys.argv[2:]]):
            dated = date_article(article)
            found = extractor.extract(dated)
            row = {"published": dated.published, "how": dated.published_how}
            out.write(to_json({"id": article.id, **row, "tellings": found.tellings, "mentions": found.mentions}) + "\n")


def read_all(settings: Settings, corpora: Sequence[Path]) -> Iterator[Article]:
    """Give the texts, those of the project first."""
    yield from (read_article(file) for file in sorted((settings.data / "articles").glob("*.md")))
    for file in sorted((settings.data / "gold").glob("*.json")):
        if file.name.startswith(("written", "negatives")):
            yield from (Article(g.name, g.text, g.language, published=g.published) for g in read_gold(file))
    for file in sorted((ROOT / "tests" / "written").glob("*.txt")):
        yield Article(file.stem, file.read_text(encoding="utf-8"), file.stem.rpartition("_")[2])
    for file in corpora:
        lines = file.read_text(encoding="utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
        for row in rows[:: max(len(rows) // EACH, 1)]:
            yield Article(str(row["id"]), row["text"], row.get("lang", "en"))


if __name__ == "__main__":
    main()
