"""Lets Rasa be imported without TensorFlow.

Rasa imports TensorFlow for components that we do not use (DIET, TED, ResponseSelector). That alone takes about 10 s
and 250 MB in every process (docs/adr/0009). After `install()` an import of it gives empty stand-ins: classes that
can be inherited from and named in annotations, and that fail clearly when somebody makes use of them.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import Any

PACKAGES = frozenset({"tensorflow", "keras", "tensorflow_addons", "tensorflow_hub", "tensorflow_text"})


class _StandInType(type):
    """Any attribute of a stand-in is another stand-in."""

    def __getattr__(cls, name: str) -> Any:  # noqa: ANN401 (anything may be asked for)
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__name__}.{name}")

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 (anything may be passed)
        if cls.__dict__.get("_is_stand_in"):
            # a decorator (@tf.function) gets its function back; all else is real use
            if len(args) == 1 and not kwargs and callable(args[0]):
                return args[0]
            raise RuntimeError(
                f"{cls.__name__} was called, but TensorFlow is switched off here. If config.yml now has a component "
                "that needs it, remove without_tensorflow.install() from bot/rasa_server."
            )
        return super().__call__(*args, **kwargs)


def _stand_in(name: str) -> type:
    return _StandInType(name, (), {"_is_stand_in": True})


class _StandInModule(ModuleType):
    """A module in which every name exists."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (anything may be asked for)
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{self.__name__}.{name}")


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the stand-ins before the real packages."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        return importlib.machinery.ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType:
        return _StandInModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing runs."""


def install() -> None:
    """Put the stand-ins in place, unless the real TensorFlow is already imported."""
    if "tensorflow" not in sys.modules:
        sys.meta_path.insert(0, _Finder())
