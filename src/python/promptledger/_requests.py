"""A rendered prompt and its front matter, as the requests of all providers read them."""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from typing import Any, NamedTuple, NoReturn, Optional

from ._chat import is_empty_message
from ._errors import LedgerError
from ._shapes import is_list, is_mapping, is_text

#: A part of a request: plain JSON, in the names of the one who takes it.
Json = dict[str, Any]

_MEDIA_TYPES = {
    "pdf": "application/pdf", "json": "application/json", "txt": "text/plain", "md": "text/markdown",
    "csv": "text/csv", "html": "text/html", "xml": "text/xml", "png": "image/png", "jpg": "image/jpeg",
    "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "heic": "image/heic",
    "heif": "image/heif", "mp3": "audio/mp3", "wav": "audio/wav", "mp4": "video/mp4",
    "mov": "video/quicktime", "webm": "video/webm",
}  # fmt: skip
_DATA = re.compile(r"data:([^;,]+)(?:;[^;,]+)*;base64,", re.IGNORECASE)


class Settings(NamedTuple):
    """What a prompt says besides its messages."""

    model: Optional[str]
    parameters: Json
    tools: Optional[list[Any]]
    tool_choice: Any
    response_format: Any


class Taker(NamedTuple):
    """What a provider is called, and what it takes for an image or a file, in a sentence."""

    provider: str
    takes: str
    types: tuple[str, ...] = ()


def settings_of(front_matter: Json) -> Settings:
    """The settings of a document: a copy, since a request belongs to whoever asked for it."""
    front = copy.deepcopy(front_matter)
    model, parameters, tools = front.get("model"), front.get("parameters"), front.get("tools")
    form = front.get("response_format")
    return Settings(
        model=model if is_text(model) else None,
        parameters=parameters if is_mapping(parameters) else {},
        tools=list(tools) if is_list(tools) else None,
        tool_choice=front.get("tool_choice"),
        response_format={"type": form} if is_text(form) else form,
    )


def messages_of(output: Json) -> list[Json]:
    """The messages of a rendered prompt, without those that say nothing; a text is one of the user."""
    if output["type"] == "text":
        return [{"role": "user", "content": output["text"]}]
    return [message for message in output["messages"] if not is_empty_message(message)]


def is_instruction(message: Json) -> bool:
    """Whether a message instructs the model, instead of being said in the conversation."""
    return message["role"] in ("system", "developer")


def text_of(message: Json) -> str:
    """The texts of a message, its images and files left out."""
    content = message["content"]
    if is_text(content):
        return content
    return "\n".join(part["text"] for part in content if part["type"] == "text")


def parts_of(message: Json) -> list[Json]:
    """The content of a message as parts."""
    content = message["content"]
    return [{"type": "text", "text": content}] if is_text(content) else list(content)


def without_provider(model: str, *providers: str) -> str:
    """The name that a provider has for a model: `gpt-4o` for `openai/gpt-4o`."""
    for provider in providers:
        if model.startswith(provider + "/"):
            return model[len(provider) + 1 :]
    return model


def function_tool(tool: Any) -> Optional[Json]:
    """A tool that is a function, in whichever provider's form it is written; None for any other."""
    if not is_mapping(tool):
        return None
    form: Any = tool["function"] if is_mapping(tool.get("function")) else tool
    if not is_text(form.get("name")) or ("type" in tool and tool["type"] not in ("function", "custom")):
        return None
    schemas = ("parameters", "input_schema", "parametersJsonSchema")
    schema = next((form[key] for key in schemas if form.get(key) is not None), None)
    found: Json = {"name": form["name"]}
    if is_text(form.get("description")):
        found["description"] = form["description"]
    if schema is not None:
        found["parameters"] = schema
    return found


def read_choice(choice: Any) -> Any:
    """Which tools a model must use: auto, none, required, `{"tool": name}`; None for other words."""
    if is_mapping(choice):
        form: Any = choice["function"] if is_mapping(choice.get("function")) else choice
        if is_text(form.get("name")):
            return {"tool": form["name"]}
        return read_choice("tool" if form is not choice else choice.get("type"))
    if choice == "any":
        return "required"
    return choice if choice in ("auto", "none", "required") else None


def response_schema(form: Any) -> Optional[Json]:
    """The JSON Schema that an answer must follow, where a response format has one."""
    if not is_mapping(form):
        return None
    named: Any = form["json_schema"] if is_mapping(form.get("json_schema")) else form
    return named["schema"] if is_mapping(named.get("schema")) else None


def renamed(parameters: Json, names: dict[str, str]) -> Json:
    """Parameters under the names that a provider has for them; others stay as they are."""
    return {names.get(name, name): value for name, value in parameters.items()}


def list_of(value: Any) -> list[Any]:
    """A text or a list of texts, as a list."""
    return list(value) if is_list(value) else [value]


def data_url(url: str) -> Optional[tuple[str, str]]:
    """The media type and the data in base64 of a `data:` URL; None for every other reference."""
    found = _DATA.match(url)
    return (found.group(1), url[found.end() :]) if found else None


def media_type_of(part: Json) -> Optional[str]:
    """The media type of an image or file: as written, as its data has it, as its ending says."""
    url: str = part["url"]
    data = data_url(url)
    known = part.get("mediaType") or (data[0] if data else None)
    if known is not None or url.startswith("data:"):
        return known
    ending = re.search(r"\.([a-z0-9]+)\Z", re.split("[?#]", url)[0], re.IGNORECASE)
    return _MEDIA_TYPES.get(ending.group(1).lower()) if ending else None


def join_turns(turns: Sequence[tuple[str, list[Json]]]) -> list[tuple[str, list[Json]]]:
    """Neighbours of one role become one message: some providers want roles to take turns."""
    found: list[tuple[str, list[Json]]] = []
    for role, items in turns:
        if found and found[-1][0] == role:
            found[-1][1].extend(items)
        else:
            found.append((role, list(items)))
    return found


def require_file_id(url: str, taker: Taker) -> str:
    """A reference that is the id of something uploaded. Raises LedgerError: invalid-input."""
    # A tag that was left in place is filled in later.
    if re.fullmatch("[A-Za-z0-9_-]+", url) or "{{" in url:
        return url
    _refuse_reference('"%s" is none of these' % _shortened(url), taker)


def require_media_type(part: Json, media_type: str, taker: Taker) -> str:
    """Raises LedgerError: invalid-input, where a type is written that the provider does not take."""
    if media_type in taker.types or "{{" in part["url"]:
        return media_type
    _refuse_reference('"%s" is of the type %s' % (_shortened(part["url"]), media_type), taker)


def require_texts(messages: Sequence[Json], provider: str, roles: Sequence[str]) -> None:
    """Raises LedgerError: invalid-input, for an image or file where a provider takes texts alone."""
    for message in messages:
        role = message["role"]
        if role not in roles:
            continue
        media = next((part["type"] for part in parts_of(message) if part["type"] != "text"), None)
        if media is not None:
            kind = "an image" if media == "image" else "a file"
            told = 'A message of "%s" holds %s, and %s takes texts there. Put it into a message of "user".'
            data = {"provider": provider, "role": role}
            raise LedgerError("invalid-input", data, told % (role, kind, provider))


def _refuse_reference(problem: str, taker: Taker) -> NoReturn:
    message = "%s takes %s: %s." % (taker.provider, taker.takes, problem)
    raise LedgerError("invalid-input", {"provider": taker.provider}, message)


def _shortened(url: str) -> str:
    return url[:60] + "…" if len(url) > 60 else url
