"""Documents a CPU-second that other libraries make MinHash-128 of word 5-shingles of; run by fingerprint.ts with its texts."""
import json
import sys
import time

from datasketch import MinHash
from gaoya.minhash import MinHashStringIndex
from rensa import RMinHash

SHINGLE_WORDS = 5
SIGNATURE = 128
BATCH = 100


def shingles(text):
    words = text.lower().split()
    return [" ".join(words[i : i + SHINGLE_WORDS]) for i in range(max(1, len(words) - SHINGLE_WORDS + 1))]


def datasketch(texts):
    for text in texts:
        MinHash(num_perm=SIGNATURE).update_batch([shingle.encode() for shingle in shingles(text)])


def rensa(texts):
    for text in texts:
        minhash = RMinHash(num_perm=SIGNATURE, seed=42)
        minhash.update(shingles(text))
        minhash.digest()


def rensa_batches(texts):
    for at in range(0, len(texts), BATCH):
        RMinHash.digests_from_token_sets([shingles(text) for text in texts[at : at + BATCH]], SIGNATURE, 42)


# It gives no signature away, but makes one for a look-up; in an empty index that costs next to nothing more.
EMPTY = MinHashStringIndex(
    hash_size=32,
    jaccard_threshold=0.5,
    num_bands=32,
    band_size=4,
    analyzer="word",
    lowercase=True,
    ngram_range=(SHINGLE_WORDS, SHINGLE_WORDS),
)


def gaoya(texts):
    for text in texts:
        EMPTY.query(text)


def per_second(method, texts, seconds):
    method(texts)
    documents = 0
    start = time.process_time()
    while time.process_time() - start < seconds:
        method(texts)
        documents += len(texts)
    return documents / (time.process_time() - start)


task = json.load(sys.stdin)
methods = {"rensa": rensa, "rensa, batches": rensa_batches, "gaoya": gaoya, "datasketch": datasketch}
print(json.dumps({name: per_second(method, task["texts"], task["seconds"]) for name, method in methods.items()}))
