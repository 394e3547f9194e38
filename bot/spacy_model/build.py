"""Builds the spaCy package en_keep_well as a wheel in build/spacy/. Run by scripts/bootstrap.sh.

python -m bot.spacy_model.build prints the wheel's path, or nothing when it is up to date.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import spacy
import yaml

from bot.content.library import thing_key
from bot.paths import BUILD, CONTENT

NAME = "keep_well"
PACKAGE = f"en_{NAME}"
# Label of everything in content/things/ (bot/nlu/things.py looks up which is meant).
THING = "thing"


def rules_digest() -> str:
    """Changes with the rules and with this builder; a part of the package's version."""
    sources = files("bot.spacy_model")
    text = b"".join(sources.joinpath(name).read_bytes() for name in ("rulers.yml", "build.py"))
    text += "\n".join(thing_names()).encode()
    return hashlib.sha256(text).hexdigest()


def thing_names() -> list[str]:
    """Every name of content/things/: foods, medicines and whatever else is answered for by name."""
    names: set[str] = set()
    for path in sorted((CONTENT / "things").glob("*.yml")):
        for thing in yaml.safe_load(path.read_text("utf-8"))["things"]:
            for name in thing["names"]:
                names |= {str(name).lower(), thing_key(str(name))}
    return sorted(names)


def package_version() -> str:
    """Like 1.0.0+a1b2c3d4: SpacyNLP fingerprints only the name, so a changed rule must change the version."""
    return f"1.0.0+{rules_digest()[:8]}"


def build_pipeline() -> spacy.language.Language:
    """The pipeline: tokens and the entity ruler, no trained weights."""
    nlp = spacy.blank("en")
    things = [{"label": THING, "pattern": name} for name in thing_names()]
    rules = yaml.safe_load(files("bot.spacy_model").joinpath("rulers.yml").read_text("utf-8"))
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": label, "pattern": pattern} for label, patterns in rules.items() for pattern in patterns] + things
    )
    nlp.meta["name"] = NAME
    nlp.meta["version"] = package_version()
    nlp.meta["description"] = "Tokens and rulers of Keep Well"
    return nlp


def is_installed() -> bool:
    """Whether this environment has the package in the version of the present rules."""
    try:
        return version(PACKAGE.replace("_", "-")) == package_version()
    except PackageNotFoundError:
        return False


def build_wheel() -> Path:
    """Write the wheel and return its path."""
    folder = BUILD / "spacy"
    model, packages = folder / "model", folder / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    build_pipeline().to_disk(model)
    # the command, not spacy.cli.package(): it prints to standard output, which carries the path here
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", "spacy", "package", str(model), str(packages), "--build", "wheel", "--force"],
        check=True,
        stdout=sys.stderr,
    )
    return next(packages.glob(f"{PACKAGE}-*{rules_digest()[:8]}/dist/*.whl"))


if __name__ == "__main__" and not is_installed():
    print(build_wheel())
