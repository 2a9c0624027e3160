"""A rendered prompt as a request to OpenAI, and to the many that take the same."""

from __future__ import annotations

from typing import Any

from ._printing import compact_json
from ._requests import (
    Json,
    Taker,
    data_url,
    function_tool,
    messages_of,
    read_choice,
    require_file_id,
    require_texts,
    settings_of,
    without_provider,
)
from ._shapes import is_mapping, is_text

_OPENAI_FILES = Taker("OpenAI", 'a file as the id of an upload or as "data:…;base64,…"')


def openai_request(front_matter: Json, output: Json) -> Json:
    """The arguments of `chat.completions.create`. Raises LedgerError: invalid-input."""
    settings = settings_of(front_matter)
    messages = messages_of(output)
    require_texts(messages, "OpenAI", ("system", "developer", "assistant", "tool"))
    request: Json = {}
    if settings.model is not None:
        request["model"] = without_provider(settings.model, "openai")
    request.update(settings.parameters)
    if settings.tools is not None:
        request["tools"] = [_openai_tool(tool) for tool in settings.tools]
    if settings.tool_choice is not None:
        request["tool_choice"] = _openai_choice(settings.tool_choice)
    if settings.response_format is not None:
        request["response_format"] = settings.response_format
    request["messages"] = [_openai_message(message) for message in messages]
    return request


def _openai_tool(tool: Any) -> Any:
    """A tool in another provider's form is said in this one's."""
    read = function_tool(tool)
    if read is None or is_mapping(tool.get("function")):
        return tool
    if "strict" in tool:
        read["strict"] = tool["strict"]
    return {"type": "function", "function": read}


def _openai_choice(choice: Any) -> Any:
    read = read_choice(choice)
    if read is None or (is_mapping(choice) and is_mapping(choice.get("function"))):
        return choice
    return {"type": "function", "function": {"name": read["tool"]}} if is_mapping(read) else read


def _openai_message(message: Json) -> Json:
    content, calls = message["content"], message.get("toolCalls")
    if not is_text(content):
        content = [_openai_part(part) for part in content]
    is_empty = content == "" and calls is not None
    found: Json = {"role": message["role"], "content": None if is_empty else content}
    if calls is not None:
        found["tool_calls"] = [_openai_call(call) for call in calls]
    if "toolCallId" in message:
        found["tool_call_id"] = message["toolCallId"]
    return found


def _openai_call(call: Json) -> Json:
    function = {"name": call["name"], "arguments": compact_json(call["arguments"])}
    return {"id": call["id"], "type": "function", "function": function}


def _openai_part(part: Json) -> Json:
    if part["type"] == "text":
        return {"type": "text", "text": part["text"]}
    if part["type"] == "image":
        image: Json = {"url": part["url"]}
        if "detail" in part:
            image["detail"] = part["detail"]
        return {"type": "image_url", "image_url": image}
    if data_url(part["url"]) is None:
        return {"type": "file", "file": {"file_id": require_file_id(part["url"], _OPENAI_FILES)}}
    name = {"filename": part["name"]} if "name" in part else {}
    return {"type": "file", "file": {**name, "file_data": part["url"]}}
