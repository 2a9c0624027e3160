"""One version of a prompt, as an application works with it."""

from __future__ import annotations

from typing import Any, Callable, Optional

from ._anthropic import anthropic_request
from ._errors import LedgerError
from ._gemini import gemini_request
from ._openai import openai_request
from ._rendering import Includes, Missing, Rendering

#: What a document in a bundle may turn out to be when it is read.
BROKEN = (KeyError, IndexError, TypeError, AttributeError, ValueError, RecursionError)


class Prompt:
    """One version of a prompt: it never changes.

    What renders takes values by name, as one mapping, as keywords, or both:
    `prompt.render({"query": "hi"}, company="Acme")`.
    """

    def __init__(
        self,
        source: Includes,
        name: str,
        version_id: Optional[str],
        tag: Optional[str],
        version: dict[str, Any],
    ) -> None:
        self._source = source
        self._version = version
        #: The name that it was asked for by.
        self.name = name
        #: The tag that it was asked for by.
        self.tag = tag
        #: Empty for a fallback.
        self.id: str = version_id or ""
        #: 0 for a fallback.
        self.number: int = version["number"]
        self.is_fallback = version_id is None
        self.type: str = version["body"]["type"]
        self.front_matter: dict[str, Any] = version["frontMatter"]
        model = self.front_matter.get("model")
        self.model: Optional[str] = model if isinstance(model, str) else None
        self.parameters: dict[str, Any] = self.front_matter.get("parameters") or {}
        self.metadata: dict[str, Any] = self.front_matter.get("metadata") or {}

    def __repr__(self) -> str:
        if self.is_fallback:
            return "<Prompt %s: a fallback>" % self.name
        tag = "" if self.tag is None else ", %s" % self.tag
        return "<Prompt %s@%d (%s%s)>" % (self.name, self.number, self.id[:8], tag)

    def render(
        self,
        values: Any = None,
        /,
        *,
        partial: bool = False,
        missing: Missing = "error",
        **named: Any,
    ) -> dict[str, Any]:
        """What goes to a model: {"type": "text", "text"} or {"type": "chat", "messages"}.

        `partial` leaves the tags of missing names in place, `missing="empty"` prints nothing for
        them. Raises LedgerError: missing-variables, invalid-input, template-syntax, include-cycle.
        """
        given = named if values is None else _with(values, named)
        try:
            rendering = Rendering(self._source, self._version, given, partial)
            return rendering.run(partial or missing == "empty")
        except BROKEN as error:
            raise broken_bundle("versions") from error

    def to_openai(
        self,
        values: Any = None,
        /,
        *,
        partial: bool = False,
        missing: Missing = "error",
        **named: Any,
    ) -> dict[str, Any]:
        """The arguments of OpenAI's `client.chat.completions.create`, to be passed with `**`."""
        output = self.render(values, partial=partial, missing=missing, **named)
        return self._request(openai_request, output)

    def to_anthropic(
        self,
        values: Any = None,
        /,
        *,
        partial: bool = False,
        missing: Missing = "error",
        **named: Any,
    ) -> dict[str, Any]:
        """The arguments of Anthropic's `client.messages.create`, to be passed with `**`."""
        output = self.render(values, partial=partial, missing=missing, **named)
        return self._request(anthropic_request, output)

    def to_gemini(
        self,
        values: Any = None,
        /,
        *,
        partial: bool = False,
        missing: Missing = "error",
        **named: Any,
    ) -> dict[str, Any]:
        """The arguments of Google's `client.models.generate_content`, to be passed with `**`."""
        output = self.render(values, partial=partial, missing=missing, **named)
        return self._request(gemini_request, output)

    def attributes(self) -> dict[str, str]:
        """What a trace should say of the prompt, in OpenTelemetry's names where it has them."""
        found = {"gen_ai.prompt.name": self.name}
        if self.is_fallback:
            found["promptledger.prompt.fallback"] = "true"
        else:
            found["gen_ai.prompt.version"] = str(self.number)
            found["promptledger.prompt.id"] = self.id
        if self.tag is not None:
            found["promptledger.prompt.tag"] = self.tag
        return found

    def _request(
        self, make: Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]], output: dict[str, Any]
    ) -> dict[str, Any]:
        try:
            return make(self.front_matter, output)
        except BROKEN as error:
            raise broken_bundle("versions") from error


def _with(values: Any, named: dict[str, Any]) -> Any:
    """One mapping and keywords together; what is no mapping is refused when it is rendered."""
    return {**dict(values), **named} if named else values


def broken_bundle(part: str) -> LedgerError:
    """The error for a bundle that says nothing that can be used."""
    message = 'The bundle is broken: "%s" is missing or not of the right form. Export it again.'
    return LedgerError("invalid-argument", {"part": part}, message % part)
