"""Clusters a JSON list of texts with other libraries; a line of JSON for each method and threshold. Run by dedupe-quality.ts."""
import json
import re
import sys

import numpy
from datasketch import MinHash, MinHashLSH
from gaoya.minhash import MinHashStringIndex
from rensa import RMinHash
from sklearn.feature_extraction.text import TfidfVectorizer

THRESHOLDS = [x / 100 for x in (10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)]
WORD = re.compile(r"\w+")


def shingles(text, n):
    words = WORD.findall(text.lower())
    return {" ".join(words[i : i + n]) for i in range(max(1, len(words) - n + 1))}


def clusters(count, edges):
    """Union-find; a cluster is named by its first text."""
    parent = list(range(count))

    def root(x):
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in edges:
        a, b = root(a), root(b)
        parent[max(a, b)] = min(a, b)
    return [root(x) for x in range(count)]


def answer(method, setting, count, edges):
    print(json.dumps({"method": method, "setting": setting, "clusters": clusters(count, edges)}))


def pairs_above(similarity, threshold):
    a, b = numpy.nonzero(numpy.triu(similarity >= threshold, 1))
    return zip(a.tolist(), b.tolist())


def exhaustive_signatures(method, setting, digests):
    """Every pair compared: more than the libraries' own look-up would find, so in their favour."""
    matrix = numpy.array(digests)
    similarity = numpy.array([(matrix == row).mean(axis=1) for row in matrix])
    for threshold in THRESHOLDS:
        answer(method, f"{setting} t={threshold}", len(digests), pairs_above(similarity, threshold))


def datasketch_digests(texts, n):
    digests = []
    for text in texts:
        minhash = MinHash(num_perm=256)
        minhash.update_batch([s.encode() for s in shingles(text, n)])
        digests.append(minhash)
    return digests


def rensa_digests(texts, n):
    digests = []
    for text in texts:
        minhash = RMinHash(num_perm=256, seed=42)
        minhash.update(sorted(shingles(text, n)))
        digests.append(minhash.digest())
    return digests


def gaoya(texts, n):
    for threshold in THRESHOLDS:
        index = MinHashStringIndex(
            hash_size=32,
            jaccard_threshold=threshold,
            num_bands=64,
            band_size=2 if threshold < 0.45 else 4,
            analyzer="word",
            lowercase=True,
            ngram_range=(n, n),
        )
        edges = []
        for i, text in enumerate(texts):
            edges.extend((i, j) for j in index.query(text))
            index.insert_document(i, text)
        answer("gaoya, its index", f"{n}-grams t={threshold}", len(texts), edges)


def text_dedup(texts):
    """text-dedup's defaults: 5-grams of at least 5 tokens, 256 permutations, Jaccard 0.7, bands by the optimal parameters."""
    lsh = MinHashLSH(threshold=0.7, num_perm=256)
    edges = []
    for i, minhash in enumerate(datasketch_digests(texts, 5)):
        edges.extend((i, j) for j in lsh.query(minhash))
        lsh.insert(i, minhash)
    answer("text-dedup's parameters", "5-grams, 0.7", len(texts), edges)


def datasketch_lsh(texts, digests, n):
    for threshold in THRESHOLDS:
        lsh = MinHashLSH(threshold=threshold, num_perm=256)
        edges = []
        for i, minhash in enumerate(digests):
            edges.extend((i, j) for j in lsh.query(minhash) if minhash.jaccard(digests[j]) >= threshold)
            lsh.insert(i, minhash)
        answer("datasketch, LSH and check", f"{n}-grams t={threshold}", len(texts), edges)


def tfidf(texts):
    for name, options in (("words", {}), ("1-3-grams", {"ngram_range": (1, 3), "min_df": 1})):
        matrix = TfidfVectorizer(sublinear_tf=True, **options).fit_transform(texts)
        similarity = (matrix @ matrix.T).toarray()
        for threshold in THRESHOLDS:
            answer("TF-IDF cosine, every pair", f"{name} t={threshold}", len(texts), pairs_above(similarity, threshold))


texts = json.load(sys.stdin)
for n in (1, 3, 5):
    digests = datasketch_digests(texts, n)
    exhaustive_signatures("datasketch, every pair", f"{n}-grams", [d.hashvalues for d in digests])
    datasketch_lsh(texts, digests, n)
    exhaustive_signatures("rensa, every pair", f"{n}-grams", rensa_digests(texts, n))
    gaoya(texts, n)
text_dedup(texts)
tfidf(texts)
