"""Writes what trafilatura makes of a folder of HTML pages as JSON lines; prints the CPU seconds of one pass.

Usage: python html_rows.py balanced|precision|recall|fast FOLDER OUT
"""

import gzip
import json
import logging
import sys
import time
from pathlib import Path

from trafilatura import bare_extraction

logging.disable(logging.CRITICAL)
mode, folder, out = sys.argv[1:]
OPTIONS = {
    "balanced": {},
    "precision": {"favor_precision": True},
    "recall": {"favor_recall": True},
    "fast": {"fast": True},
}
# Comments are no part of an article.
options = {"with_metadata": True, "include_comments": False, **OPTIONS[mode]}
pages = [(path.name, path.read_bytes()) for path in sorted(Path(folder).iterdir())]


def rows():
    for name, data in pages:
        page = bare_extraction(gzip.decompress(data) if name.endswith(".gz") else data, **options)
        if page is not None:
            authors = (page.author or "").split("; ")
            yield {"source_key": name, "title": page.title, "authors": authors, "published_date": page.date, "body": page.text}


result = list(rows())
start = time.process_time()
for _ in rows():
    pass
seconds = time.process_time() - start
Path(out).write_text("\n".join(json.dumps(row) for row in result), encoding="utf-8")
print(json.dumps({"cpuSeconds": seconds}))
