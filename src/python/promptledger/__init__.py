"""Prompts of a Prompt Ledger registry: from its folder, a bundle in a file, or one at an address.

    from promptledger import open_registry
    registry = open_registry(".promptledger")
    prompt = registry.get("support/greeting", tag="production")
    prompt.render(company_name="Acme", query="hi")   # {"type": "chat", "messages": [...]}

Python 3.9 or later, no dependencies; prompts in Jinja2 need the package jinja2. Renders Mustache, f-string
and plain prompts exactly as the editor and the command line do. (The "z" of a format spec needs Python 3.11.)
"""

from ._aio import AsyncRegistry, open_registry_async
from ._bundle import Bundle, open_bundle
from ._errors import LedgerError, PromptNotFoundError
from ._prompt import Prompt
from ._registry import Registry, open_registry
from ._rendering import Missing

__version__ = "0.1.0"
__all__ = [
    "AsyncRegistry",
    "Bundle",
    "LedgerError",
    "Missing",
    "Prompt",
    "PromptNotFoundError",
    "Registry",
    "open_bundle",
    "open_registry",
    "open_registry_async",
]
