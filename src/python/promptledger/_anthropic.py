"""A rendered prompt as a request to Anthropic."""

from __future__ import annotations

import re
from typing import Any

from ._chat import is_blank
from ._requests import (
    Json,
    Taker,
    data_url,
    function_tool,
    is_instruction,
    join_turns,
    list_of,
    messages_of,
    parts_of,
    read_choice,
    renamed,
    require_file_id,
    require_media_type,
    require_texts,
    response_schema,
    settings_of,
    text_of,
    without_provider,
)
from ._shapes import is_mapping, is_text

#: The interface demands a limit, so a prompt that names none gets this one.
_MAX_TOKENS = 4096
_ANTHROPIC_NAMES = {
    "max_completion_tokens": "max_tokens",
    "max_output_tokens": "max_tokens",
    "stop": "stop_sequences",
}
_IMAGES = Taker(
    "Anthropic",
    "an image by its address, as the id of an upload, or as base64 of a JPEG, PNG, GIF or WebP",
    ("image/jpeg", "image/png", "image/gif", "image/webp"),
)
_DOCUMENTS = Taker(
    "Anthropic",
    "a file by its address, as the id of an upload, or as base64 of a PDF",
    ("application/pdf",),
)


def anthropic_request(front_matter: Json, output: Json) -> Json:
    """The arguments of `messages.create`. Raises LedgerError: invalid-input.

    Instructions go to `system`, results of tools to the user; `max_tokens` is 4096 unless a parameter
    says more.
    """
    settings = settings_of(front_matter)
    parallel = settings.parameters.pop("parallel_tool_calls", None)
    rest = renamed(settings.parameters, _ANTHROPIC_NAMES)
    stops = [rest.pop("stop_sequences")] if "stop_sequences" in rest else []
    limit = rest.pop("max_tokens", _MAX_TOKENS)
    messages = messages_of(output)
    require_texts(messages, "Anthropic", ("system", "developer", "assistant"))
    request: Json = {}
    if settings.model is not None:
        request["model"] = without_provider(settings.model, "anthropic")
    request.update(rest)
    request["max_tokens"] = limit
    if stops:
        request["stop_sequences"] = list_of(stops[0])
    system = "\n\n".join(text_of(message) for message in messages if is_instruction(message))
    if system != "":
        request["system"] = system
    if settings.tools is not None:
        request["tools"] = [_anthropic_tool(tool) for tool in settings.tools]
    choice = _anthropic_choice(settings.tool_choice, parallel)
    if choice is not None:
        request["tool_choice"] = choice
    schema = response_schema(settings.response_format)
    if schema is not None:
        form = {"type": "json_schema", "schema": schema}
        request["output_config"] = {**(rest.get("output_config") or {}), "format": form}
    turns = [_anthropic_turn(message) for message in messages if not is_instruction(message)]
    request["messages"] = [{"role": role, "content": items} for role, items in join_turns(turns)]
    return request


def _anthropic_tool(tool: Any) -> Any:
    """A tool in this provider's form may say more than the others know, such as `cache_control`."""
    read = function_tool(tool)
    if read is None or is_mapping(tool.get("input_schema")):
        return tool
    schema = read.pop("parameters", {"type": "object", "properties": {}})
    return {**read, "input_schema": schema}


def _anthropic_choice(choice: Any, parallel: Any) -> Any:
    read = read_choice(choice)
    is_serial = parallel is False or (
        is_mapping(choice) and choice.get("disable_parallel_tool_use") is True
    )
    limit: Json = {"disable_parallel_tool_use": True} if is_serial else {}
    if read is None:
        if choice is not None:
            return choice
        return {"type": "auto", **limit} if is_serial else None
    if read == "none":
        return {"type": "none"}
    if is_mapping(read):
        return {"type": "tool", "name": read["tool"], **limit}
    return {"type": "any" if read == "required" else "auto", **limit}


def _anthropic_turn(message: Json) -> tuple[str, list[Json]]:
    content = message["content"]
    if "toolCallId" in message:
        result = content if is_text(content) else [_anthropic_block(part) for part in content]
        block = {"type": "tool_result", "tool_use_id": message["toolCallId"], "content": result}
        return "user", [block]
    # The interface refuses empty texts, and white space alone.
    blocks = [
        _anthropic_block(part)
        for part in parts_of(message)
        if part["type"] != "text" or not is_blank(part["text"])
    ]
    for call in message.get("toolCalls", ()):
        use = {"type": "tool_use", "id": call["id"], "name": call["name"]}
        blocks.append({**use, "input": call["arguments"]})
    return "assistant" if message["role"] == "assistant" else "user", blocks


def _anthropic_block(part: Json) -> Json:
    if part["type"] == "text":
        return {"type": "text", "text": part["text"]}
    if part["type"] == "image":
        return {"type": "image", "source": _anthropic_source(part, _IMAGES)}
    title = {"title": part["name"]} if "name" in part else {}
    return {"type": "document", "source": _anthropic_source(part, _DOCUMENTS), **title}


def _anthropic_source(part: Json, taker: Taker) -> Json:
    url: str = part["url"]
    data = data_url(url)
    if data is not None:
        kind = require_media_type(part, part.get("mediaType", data[0]), taker)
        return {"type": "base64", "media_type": kind, "data": data[1]}
    if re.match("https?:", url, re.IGNORECASE):
        return {"type": "url", "url": url}
    return {"type": "file", "file_id": require_file_id(url, taker)}
