"""How one page is seen: its language, its maternity unit, whether it stands in a frame, and its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import Request

from bot.content.library import Library
from bot.web.interface import DEFAULT, Interface, interface


@dataclass(frozen=True)
class View:
    """Goes into every template. `unit` is an id of content/services or None; `origin` is ours, like https://host."""

    language: Interface = field(default_factory=interface)
    code: str = DEFAULT
    unit: str | None = None
    embed: bool = False
    origin: str = ""
    path: str = "/"
    # where the buttons of a reply send their question
    ask_to: str = "/#latest"

    @classmethod
    def of(cls, request: Request, library: Library, fields: Mapping[str, object] | None = None) -> View:
        """The view that a request asks for in its address (or its form); unknown values are ignored."""
        given: Mapping[str, object] = {**request.query_params, **(fields or {})}
        code, unit = given.get("lang"), given.get("unit")
        language = interface(code if isinstance(code, str) else None)
        return cls(
            language=language,
            code=language.lang.split("-")[0],
            unit=unit if isinstance(unit, str) and unit in library.services else None,
            embed=given.get("embed") == "1",
            origin=f"{request.url.scheme}://{request.url.netloc}",
            path=request.url.path,
        )

    @property
    def carried(self) -> dict[str, str]:
        """What goes along from page to page, as fields of forms and in addresses."""
        carried = {"unit": self.unit or "", "lang": "" if self.code == DEFAULT else self.code}
        if self.embed:
            carried["embed"] = "1"
        return {name: value for name, value in carried.items() if value}

    def link(self, path: str, anchor: str | None = None, **query: str) -> str:
        """The address of one of our pages, with what goes along."""
        fields = {**query, **self.carried}
        return f"{path}{'?' + urlencode(fields) if fields else ''}{'#' + anchor if anchor else ''}"

    @property
    def content_lang(self) -> dict[str, str]:
        """Attributes of what is not in the language of the page: the curated words are English."""
        return {} if self.code == DEFAULT else {"lang": "en-GB", "dir": "ltr"}
