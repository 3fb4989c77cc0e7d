"""Repairs the encoding of a JSON list of texts by ftfy; run by mojibake-peers.ts."""

import json
import sys

import ftfy

json.dump([ftfy.fix_encoding(text) for text in json.load(sys.stdin)], sys.stdout)
