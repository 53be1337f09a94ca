#!/usr/bin/env python3
"""A quotation extractor for quoteval, complete, in the standard library alone.

    quoteval run --data esper --strategy 'exec:python3 examples/python/extract.py'

It finds what stands between quotation marks and takes the name beside a verb of speech for the speaker. One task a line
comes in on standard input, one prediction a line goes out; everything else belongs on standard error.
"""

import json
import re
import sys

MARKED = re.compile("“([^”]+)”|\"([^\"]+)\"")
VERB = r"(?:said|says|told|added|asked|wrote|replied|warned|announced)"
NAME = r"(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*|he|she|they)"
BESIDE = re.compile(rf"(?:(?P<before>{NAME}) {VERB}|{VERB} (?P<after>{NAME}))")


def find_speaker(text, start, end):
    """The name beside the nearest verb of speech: after the quotation, else before it."""
    after = BESIDE.search(text, end, end + 80)
    before = list(BESIDE.finditer(text, max(0, start - 80), start))
    match = after or (before[-1] if before else None)
    return match and (match["before"] or match["after"])


def end_to_end(text):
    """Every quotation in a text. Offsets are in characters, as Python counts them."""
    for match in MARKED.finditer(text):
        quotation = {"type": "direct", "content": [[match.start(), match.end()]], "confidence": 0.5}
        speaker = find_speaker(text, match.start(), match.end())
        if speaker:
            quotation["speaker"] = speaker
        yield quotation


def gold_quotations(task):
    """Who says the quotations that are given, by their ids."""
    for given in task["quotations"]:
        spans = given["content"]
        speaker = find_speaker(task["text"], spans[0]["start"], spans[-1]["end"])
        yield {"id": given["id"], **({"speaker": speaker} if speaker else {})}


def predict(task):
    if task["setting"] == "gold-quotations":
        return list(gold_quotations(task))
    return list(end_to_end(task["text"]))


def main():
    for line in sys.stdin:
        task = json.loads(line)
        prediction = {"id": task["id"], "quotations": predict(task)}
        # Without flush the answer waits in a buffer, and quoteval for the answer.
        print(json.dumps(prediction), flush=True)


if __name__ == "__main__":
    main()
