"""The public addresses of the files that replies send: unguessable, and good for nothing else."""

import hmac
from hashlib import sha256
from pathlib import Path


class MediaFiles:
    """Files under replies/files, each at an address signed with the secret key."""

    def __init__(self, folder: Path | None, public_url: str, secret: str) -> None:
        self._folder = folder
        self._base = f"{public_url}/media"
        self._secret = secret.encode()

    def link(self, name: str) -> str:
        """The address of a file; what is an address already stays as it is."""
        if "://" in name:
            return name
        return f"{self._base}/{self._token(name)}/{name}"

    def find(self, token: str, name: str) -> Path | None:
        """The file behind an address, or None: wrong token, no such file, or outside the folder."""
        if self._folder is None or not hmac.compare_digest(token.encode(), self._token(name).encode()):
            return None
        try:
            path = (self._folder / name).resolve()
            return path if path.is_file() and path.is_relative_to(self._folder.resolve()) else None
        except (OSError, ValueError):
            # No file can have this name: it is too long, or holds a NUL.
            return None

    def _token(self, name: str) -> str:
        return hmac.new(self._secret, f"media:{name}".encode(), sha256).hexdigest()[:32]
