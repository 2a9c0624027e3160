"""A rendered prompt as a request to Gemini."""

from __future__ import annotations

from typing import Any

from ._chat import is_blank
from ._requests import (
    Json,
    Settings,
    Taker,
    data_url,
    function_tool,
    is_instruction,
    join_turns,
    list_of,
    media_type_of,
    messages_of,
    parts_of,
    read_choice,
    renamed,
    require_file_id,
    require_texts,
    response_schema,
    settings_of,
    text_of,
    without_provider,
)
from ._shapes import is_mapping

_GEMINI_NAMES = {
    "max_tokens": "maxOutputTokens",
    "max_completion_tokens": "maxOutputTokens",
    "max_output_tokens": "maxOutputTokens",
    "top_p": "topP",
    "top_k": "topK",
    "n": "candidateCount",
    "stop": "stopSequences",
    "stop_sequences": "stopSequences",
    "presence_penalty": "presencePenalty",
    "frequency_penalty": "frequencyPenalty",
}
_PROVIDERS = ("google", "gemini", "vertex_ai", "googleai", "vertexai")
_MODES = {"auto": "AUTO", "none": "NONE", "required": "ANY"}
_GEMINI_FILES = Taker("Gemini", 'data as "data:…;base64,…"')


def gemini_request(front_matter: Json, output: Json) -> Json:
    """The request of `generateContent`, in the names of its JSON. Raises LedgerError: invalid-input."""
    settings = settings_of(front_matter)
    messages = messages_of(output)
    require_texts(messages, "Gemini", ("system", "developer"))
    system = "\n\n".join(text_of(message) for message in messages if is_instruction(message))
    config = _gemini_config(settings, system)
    turns = [_gemini_turn(message) for message in messages if not is_instruction(message)]
    request: Json = {}
    if settings.model is not None:
        request["model"] = without_provider(settings.model, *_PROVIDERS)
    request["contents"] = [{"role": role, "parts": items} for role, items in join_turns(turns)]
    if config:
        request["config"] = config
    return request


def _gemini_config(settings: Settings, system: str) -> Json:
    config = renamed(settings.parameters, _GEMINI_NAMES)
    form = settings.response_format
    schema = response_schema(form)
    is_json = schema is not None or (is_mapping(form) and form.get("type") == "json_object")
    if "stopSequences" in config:
        config["stopSequences"] = list_of(config["stopSequences"])
    if system != "":
        config["systemInstruction"] = system
    if settings.tools is not None:
        config["tools"] = _gemini_tools(settings.tools)
    if settings.tool_choice is not None:
        config["toolConfig"] = _gemini_choice(settings.tool_choice)
    if is_json:
        config["responseMimeType"] = "application/json"
    if schema is not None:
        config["responseJsonSchema"] = schema
    return config


def _gemini_tools(tools: list[Any]) -> list[Any]:
    """Functions are declared in one tool; what only Gemini knows stands beside it."""
    functions = [read for read in map(function_tool, tools) if read is not None]
    others = [tool for tool in tools if function_tool(tool) is None]
    for function in functions:
        if "parameters" in function:
            function["parametersJsonSchema"] = function.pop("parameters")
    return [{"functionDeclarations": functions}, *others] if functions else others


def _gemini_choice(choice: Any) -> Any:
    read = read_choice(choice)
    if read is None:
        return choice
    if is_mapping(read):
        config: Json = {"mode": "ANY", "allowedFunctionNames": [read["tool"]]}
    else:
        config = {"mode": _MODES[read]}
    return {"functionCallingConfig": config}


def _gemini_turn(message: Json) -> tuple[str, list[Json]]:
    parts = parts_of(message)
    if "toolCallId" in message:
        id = message["toolCallId"]
        response = {"output": text_of(message)}
        result = {"id": id, "name": message.get("toolName", id), "response": response}
        media = [_gemini_part(part) for part in parts if part["type"] != "text"]
        return "user", [{"functionResponse": result}, *media]
    found = [
        _gemini_part(part) for part in parts if part["type"] != "text" or not is_blank(part["text"])
    ]
    for call in message.get("toolCalls", ()):
        use = {"id": call["id"], "name": call["name"], "args": call["arguments"]}
        found.append({"functionCall": use})
    return "model" if message["role"] == "assistant" else "user", found


def _gemini_part(part: Json) -> Json:
    if part["type"] == "text":
        return {"text": part["text"]}
    data = data_url(part["url"])
    if data is not None:
        kind = part.get("mediaType", data[0])
        return {"inlineData": {"mimeType": kind, "data": data[1]}}
    if part["url"].startswith("data:"):
        require_file_id(part["url"], _GEMINI_FILES)
    kind = media_type_of(part)
    return {"fileData": {"fileUri": part["url"], **({} if kind is None else {"mimeType": kind})}}
