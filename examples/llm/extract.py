#!/usr/bin/env python3
"""A sketch of a quotation extractor that asks a language model, for quoteval; the standard library alone.

    export LLM_URL=https://…/v1/chat/completions LLM_MODEL=… LLM_API_KEY=…
    quoteval run --data esper --strategy 'llm=exec:python3 examples/llm/extract.py' \
        --timeout 120 --max-errors 20 --version-of examples/llm/extract.py --out runs -j 4

Any server with the chat interface of OpenAI will do; without LLM_URL one on this machine is asked. The model gives texts
without offsets: quoteval finds them. What the server refuses for good is reported as an error of the document, which is no
wrong answer and can be asked again with --retry-errors.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

URL = os.environ.get("LLM_URL", "http://127.0.0.1:8080/v1/chat/completions")
MODEL = os.environ.get("LLM_MODEL", "default")
KEY = os.environ.get("LLM_API_KEY", "")
ATTEMPTS = int(os.environ.get("LLM_ATTEMPTS", "5"))

PROMPT = """List every quotation in the news article below, direct and indirect, with its speaker.
Answer with JSON alone: {"quotations": [{"content": "the words quoted, copied from the article", "speaker": "full name"}]}
Leave "speaker" out where nobody is said to speak.

"""


def ask(text):
    """The model's answer to a text, asked again while the server is busy."""
    body = {
        "model": MODEL,
        "temperature": 0,
        "messages": [{"role": "user", "content": PROMPT + text}],
        "response_format": {"type": "json_object"},
    }
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {KEY}"}
    request = urllib.request.Request(URL, json.dumps(body).encode(), headers)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(request) as reply:
                return json.load(reply)["choices"][0]["message"]["content"]
        except urllib.error.HTTPError as error:
            if error.code not in (429, 500, 502, 503, 504) or attempt == ATTEMPTS:
                raise
        wait = 2**attempt * float(os.environ.get("LLM_BACKOFF", "0.5"))
        print(f"busy, once more in {wait} s", file=sys.stderr)
        time.sleep(wait)


def predict(text):
    found = json.loads(ask(text))["quotations"]
    quotations = []
    for quotation in found:
        prediction = {"content": [quotation["content"]]}
        if quotation.get("speaker"):
            prediction["speaker"] = quotation["speaker"]
        quotations.append(prediction)
    return quotations


def main():
    for line in sys.stdin:
        task = json.loads(line)
        try:
            answer = {"id": task["id"], "quotations": predict(task["text"])}
        except Exception as error:  # whatever it was, it is this document's
            answer = {"id": task["id"], "error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
