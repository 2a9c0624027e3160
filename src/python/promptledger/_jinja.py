"""Jinja2, by the package of that name: sandboxed, and strict about what nobody gave."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, NamedTuple, Optional

from ._engine import SyntaxProblem, Writing
from ._errors import LedgerError
from ._printing import compact_json
from ._shapes import is_list, is_mapping

#: What the editor and the command line know of Jinja2: the rest of it is refused everywhere alike.
_FILTERS = """abs batch capitalize center count d default dictsort first float indent int items join last
length list lower map max min reject rejectattr replace reverse round safe select selectattr slice sort string
sum title tojson trim truncate unique upper urlencode wordcount""".split()
_TESTS = """boolean defined divisibleby eq equalto even false float ge greaterthan gt in integer iterable le
lessthan lower lt mapping ne none number odd sameas sequence string true undefined upper""".split()
_FUNCTIONS = ("dict", "namespace", "range")
_REFUSED = ("Extends", "Import", "FromImport", "Block", "ScopedEvalContextModifier", "EvalContextModifier")


class _Use(NamedTuple):
    """The rendering that is going on, and the document that is being written."""

    rendering: Writing
    document: Any


_current: ContextVar[Optional[_Use]] = ContextVar("promptledger_jinja", default=None)


def read_jinja(text: str) -> JinjaTemplate:
    """Reads a template. Raises SyntaxProblem; LedgerError where the package is not installed."""
    return JinjaTemplate(text)


class JinjaTemplate:
    """A template that has been read."""

    def __init__(self, text: str) -> None:
        jinja = _package()
        self.text = text
        try:
            tree = jinja.environment.parse(text)
            jinja.environment.compile(text)
        except jinja.errors.TemplateSyntaxError as error:
            offset = _start_of_line(text, error.lineno)
            raise SyntaxProblem(offset, "%s." % str(error.message).rstrip(".")) from None
        for node in tree.find_all(jinja.nodes.Node):
            if type(node).__name__ in _REFUSED:
                name = type(node).__name__.lower()
                offset = _start_of_line(text, node.lineno)
                raise SyntaxProblem(offset, '"%s" is not supported.' % name)
        self.includes: Sequence[tuple[str, int]] = [
            (node.template.value, _start_of_line(text, node.lineno))
            for node in tree.find_all(jinja.nodes.Include)
            if isinstance(getattr(node.template, "value", None), str)
        ]
        self.lines: dict[str, int] = {}
        for node in tree.find_all(jinja.nodes.Name):
            self.lines.setdefault(node.name, node.lineno)

    def write(
        self, pieces: list[str], rendering: Writing, values: dict[str, Any], document: Any
    ) -> None:
        """Writes the text; what the values lead to beyond reason is an error of the rendering."""
        jinja = _package()
        use = _current.set(_Use(rendering, document))
        where = (document, self.text, 0)
        try:
            code = _compiled(self.text, "")
            template = jinja.Template.from_code(
                jinja.environment, code, dict(jinja.environment.globals)
            )
            given = {name: _guarded(value) for name, value in values.items()}
            for piece in template.generate(given):
                rendering.emit(piece, pieces)
                rendering.count()
        except jinja.errors.UndefinedError as error:
            name = getattr(error, "promptledger_name", None) or "?"
            rendering.miss(name, (document, self.text, self.place_of(name)))
        except LedgerError:
            raise
        except RecursionError:
            raise LedgerError("too-large", {}, "This template calls itself without end.") from None
        except Exception as error:
            rendering.fail(self.text[:80], str(error).rstrip("."), where)
        finally:
            _current.reset(use)

    def place_of(self, name: str) -> int:
        """Where the line begins that first names this variable."""
        return _start_of_line(self.text, self.lines.get(name.split(".")[0], 1))


def _start_of_line(text: str, line: int) -> int:
    at = 0
    for _ in range(max(line, 1) - 1):
        at = text.find("\n", at) + 1
    return at


@functools.lru_cache(maxsize=1024)
def _compiled(text: str, name: str) -> Any:
    return _package().environment.compile(text, name or None)


class _List(list[Any]):
    """A list that is printed as JSON, and never in Python's own notation."""

    def __str__(self) -> str:
        raise TypeError(_inside_text("list"))

    __repr__ = __str__


class _Dict(dict[str, Any]):
    """An object that is printed as JSON, and never in Python's own notation."""

    def __str__(self) -> str:
        raise TypeError(_inside_text("dict"))

    __repr__ = __str__


def _inside_text(kind: str) -> str:
    message = 'a %s inside a text is not supported. Print it on its own, or use the filter "join" or "tojson"'
    return message % kind


def _guarded(value: Any) -> Any:
    if is_mapping(value):
        return _Dict({key: _guarded(item) for key, item in value.items()})
    if is_list(value):
        return _List([_guarded(item) for item in value])
    # JSON does not tell 2.0 from 2.
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Package:
    """The package, and one environment for all templates."""

    def __init__(self) -> None:
        try:
            import jinja2
            from jinja2 import nodes
            from jinja2.sandbox import ImmutableSandboxedEnvironment
        except ImportError as error:
            message = 'This prompt is in Jinja2. Install what renders it: pip install "jinja2>=3.1".'
            raise LedgerError("invalid-argument", {"format": "jinja2"}, message) from error
        self.errors: Any = jinja2
        self.nodes: Any = nodes
        self.Template: Any = jinja2.Template
        absent = _absent_class(jinja2)
        loader = _loader_class(jinja2, self)

        class Environment(ImmutableSandboxedEnvironment):
            def join_path(self, template: str, parent: Any) -> str:
                return _join(template, parent)

        self.environment: Any = Environment(
            undefined=absent,
            finalize=_finalized,
            keep_trailing_newline=True,
            autoescape=False,
            cache_size=0,
            loader=loader(),
        )
        environment = self.environment
        environment.filters = {name: environment.filters[name] for name in _FILTERS}
        environment.tests = {name: environment.tests[name] for name in environment.tests if name in _TESTS or not name.isalpha()}
        environment.globals = {name: environment.globals[name] for name in _FUNCTIONS}
        environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "default": _json_default}


def _json_default(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError("a %s is no JSON" % type(value).__name__)


@functools.lru_cache(maxsize=1)
def _package() -> _Package:
    return _Package()


def _join(template: str, parent: Any) -> str:
    return "%s\n%s" % (parent or "", template)


def _loader_class(jinja2: Any, package: _Package) -> Any:
    class Loader(jinja2.BaseLoader):
        """Included prompts: a name is the references that lead to it, line by line."""

        def load(self, environment: Any, name: str, globals: Any = None) -> Any:
            use = _current.get()
            assert use is not None
            document = use.document
            for reference in name.split("\n")[1:]:
                document = use.rendering.include(reference, document)
            code = _compiled(document.templates[0].text, name)
            return package.Template.from_code(environment, code, dict(globals or {}))

    return Loader


def _finalized(value: Any) -> Any:
    """What is printed: lists and objects as JSON, and nothing, with a note, for what nobody gave."""
    name = getattr(value, "_promptledger_absent", None)
    use = _current.get()
    if name is not None and use is not None:
        template = use.document.templates[0]
        use.rendering.miss(name, (use.document, template.text, template.place_of(name)))
        return "{{ %s }}" % name if use.rendering.keep else ""
    if isinstance(value, (dict, list, tuple)):
        return compact_json(value)
    return value


def _absent_class(jinja2: Any) -> Any:
    class Absent(jinja2.StrictUndefined):
        """What nobody gave: false, empty, equal to nothing, and an error wherever it is used."""

        __slots__ = ()

        @property
        def _promptledger_absent(self) -> Optional[str]:
            return self._undefined_name

        def _missing(self, *_: Any, **__: Any) -> Any:
            error = jinja2.UndefinedError(self._undefined_message)
            error.promptledger_name = self._undefined_name
            raise error

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            return Absent(name="%s.%s" % (self._undefined_name, name))

        def __getitem__(self, name: Any) -> Any:
            return Absent(name="%s.%s" % (self._undefined_name, name))

        def __bool__(self) -> bool:
            return False

        def __iter__(self) -> Iterator[Any]:
            return iter(())

        def __len__(self) -> int:
            return 0

        def __contains__(self, _: Any) -> bool:
            return False

        def __eq__(self, other: Any) -> bool:
            return isinstance(other, Absent)

        def __ne__(self, other: Any) -> bool:
            return not isinstance(other, Absent)

        def __hash__(self) -> int:
            return 0

        __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = _missing
        __rtruediv__ = __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = _missing
        __rpow__ = __neg__ = __pos__ = __call__ = __lt__ = __le__ = __gt__ = __ge__ = _missing
        __int__ = __float__ = __str__ = _missing

    return Absent
