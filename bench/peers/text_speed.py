"""Documents a CPU-second that a Python pipeline handles, as a whole and each step alone; run by text-speed.ts with its texts."""

import base64
import json
import sys
import time

import ftfy
import py3langid
from datasketch import MinHash

SHINGLE_WORDS = 5
SIGNATURE = 128


def minhash(text):
    words = text.lower().split()
    shingles = {" ".join(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1))}
    signature = MinHash(num_perm=SIGNATURE)
    signature.update_batch([shingle.encode() for shingle in shingles])
    return signature


def pipeline(data, chars=None):
    text = ftfy.fix_text(data.decode("utf-8", "replace"))
    py3langid.classify(text[:chars])
    minhash(text)


def per_second(step, items, seconds):
    """All items, as often as the seconds last: no text counts more than another."""
    step(items[0])
    documents = 0
    spent = 0
    start = time.process_time()
    while spent < seconds:
        for item in items:
            step(item)
        documents += len(items)
        spent = time.process_time() - start
    return documents / spent


task = json.load(sys.stdin)
texts = [base64.b64decode(text) for text in task["texts"]]
decoded = [text.decode("utf-8", "replace") for text in texts]
seconds, begin = task["seconds"], task["begin"]
begins = [text[:begin] for text in decoded]
result = {
    "ftfy + py3langid + datasketch": per_second(pipeline, texts, seconds),
    "the same, language of the beginning": per_second(lambda data: pipeline(data, begin), texts, seconds),
    "ftfy": per_second(ftfy.fix_text, decoded, seconds),
    "py3langid": per_second(py3langid.classify, decoded, seconds),
    "py3langid of the beginning": per_second(py3langid.classify, begins, seconds),
    "datasketch": per_second(minhash, decoded, seconds),
}
print(json.dumps(result))
