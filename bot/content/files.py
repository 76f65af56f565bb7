"""Which files ops wrote, and the version that their content makes."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

FOLDERS = ("triggers", "replies", "locales")


def yaml_files(folder: Path) -> list[Path]:
    """Every YAML file below the folder, in a stable order; hidden ones do not count."""
    return [path for path in _files(folder) if path.suffix.lower() in {".yaml", ".yml"}]


def version_of(folder: Path, parts: Iterable[str] = FOLDERS) -> str:
    """A hash over the names and the content of all files, 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for part in parts:
        for path in _files(folder / part):
            content = path.read_bytes()
            name = path.relative_to(folder).as_posix()
            digest.update(f"{len(name)} {name} {len(content)} ".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    paths = sorted(folder.rglob("*"), key=lambda path: path.as_posix())
    for path in paths:
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path
