"""Renders cases with promptledger.py: JSON on stdin and stdout, one outcome for each case."""

import json
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])

from promptledger import LedgerError, open_bundle  # noqa: E402


def version(text, format, includes=()):
    return {
        "prompt": "it",
        "number": 1,
        "at": "2026-11-20T09:00:00.000Z",
        "includes": {name: name for name in includes},
        "format": format,
        "frontMatter": {},
        "body": {"type": "text", "text": text},
        "places": {"templates": [{"line": 1, "column": 1}], "messages": []},
    }


def outcome(case):
    includes = case.get("includes", {})
    versions = {name: version(text, case["format"], includes) for name, text in includes.items()}
    versions["it"] = version(case["template"], case["format"], includes)
    prompt = {"latest": "it", "tags": {}, "versions": ["it"]}
    bundle = open_bundle(
        {"promptledger": {"bundle": 1}, "prompts": {"it": prompt}, "aliases": {}, "versions": versions}
    )
    try:
        return bundle.get("it").render(case["values"], missing=case.get("missing", "error"))["text"]
    except LedgerError as error:
        return {"code": error.code}


json.dump([outcome(case) for case in json.load(sys.stdin)], sys.stdout)
