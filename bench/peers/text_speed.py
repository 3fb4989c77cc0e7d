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


def pipeline(data):
    text = ftfy.fix_text(data.decode("utf-8", "replace"))
    py3langid.classify(text)
    minhash(text)


def per_second(step, items, seconds):
    step(items[0])
    documents = 0
    start = time.process_time()
    while (spent := time.process_time() - start) < seconds:
        step(items[documents % len(items)])
        documents += 1
    return documents / spent


task = json.load(sys.stdin)
texts = [base64.b64decode(text) for text in task["texts"]]
decoded = [text.decode("utf-8", "replace") for text in texts]
seconds = task["seconds"]
result = {
    "ftfy + py3langid + datasketch": per_second(pipeline, texts, seconds),
    "ftfy alone": per_second(ftfy.fix_text, decoded, seconds / 2),
    "py3langid alone": per_second(py3langid.classify, decoded, seconds / 2),
    "datasketch alone": per_second(minhash, decoded, seconds / 2),
}
print(json.dumps(result))
