"""Answers questions about registries: a JSON value a line on stdin, and one for each on stdout."""

import json
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])

from promptledger import LedgerError, open_registry  # noqa: E402

opened = {}


def registry_of(question):
    key = json.dumps([question["root"], question.get("damaged")])
    if key not in opened:
        damaged = question.get("damaged", "refuse")
        opened[key] = open_registry(question["root"], max_age=0, damaged=damaged)
    return opened[key]


def told(prompt, question):
    found = {
        "name": prompt.name,
        "id": prompt.id,
        "number": prompt.number,
        "tag": prompt.tag,
        "isFallback": prompt.is_fallback,
        "type": prompt.type,
        "frontMatter": prompt.front_matter,
    }
    for name in question.get("renders", ["render"]):
        values = question.get("values", {})
        options = question.get("render", {})
        try:
            found[name] = getattr(prompt, name)(values, **options)
        except LedgerError as error:
            found[name] = refusal(error)
    return found


def refusal(error):
    found = {"code": error.code}
    if error.code == "missing-variables":
        found["names"] = error.data["names"]
    return found


def answer(question):
    registry = registry_of(question)
    ask, given, options = question["ask"], question.get("given", []), question.get("options", {})
    try:
        found = getattr(registry, ask)(*given, **options)
        return {"found": told(found, question) if ask == "get" else found}
    except LedgerError as error:
        return refusal(error)


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
