"""The settings: read once, checked as a whole, handed to whoever needs them.

They come from the environment and from `.env`, where the environment wins. Nobody else
reads either. Every problem is told at once, each with what to do, and no secret is shown.
"""

import os
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, PrivateAttr, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import SettingsError

# Where every process has a disk of its own, by a variable that the platform sets.
_PLATFORMS = {
    "DYNO": "Heroku",
    "RENDER": "Render",
    "FLY_APP_NAME": "Fly.io",
    "RAILWAY_ENVIRONMENT": "Railway",
    "RAILWAY_ENVIRONMENT_NAME": "Railway",
    "K_SERVICE": "Cloud Run",
    "GAE_ENV": "App Engine",
}
_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")


def _database_url(url: str) -> str:
    if url.startswith("sqlite://"):
        return url
    plain = re.fullmatch(r"(?:postgres|postgresql|postgresql\+psycopg)://(.+)", url)
    if plain is None:
        # The URL itself may hold a password, so it is not repeated.
        raise ValueError(
            "is no database the bot can use. Set it to postgresql://USER:PASSWORD@HOST/NAME, or to "
            "sqlite:///var/bulbul.db on a single machine."
        )
    return f"postgresql+psycopg://{plain[1]}"


def _public_url(url: str) -> str:
    if not url:
        return url
    parts = urlsplit(url)
    host = parts.hostname or ""
    trouble = [
        (not host or parts.scheme not in {"http", "https"}, "is no web address"),
        (parts.scheme == "http" and not _LOOPBACK.fullmatch(host), "is http; messages need https"),
        ("_" in host, "has an underscore in its host name, where Twilio sends no status callbacks"),
        (bool(parts.path.strip("/") or parts.query or parts.fragment), "has more than a host"),
        (parts.username is not None, "holds a user name"),
    ]
    for wrong, what in trouble:
        if wrong:
            raise ValueError(f"{what}. Set it to the address the world sees, like https://bot.example.com.")
    return f"{parts.scheme}://{parts.netloc}"


def _matching(pattern: str, advice: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value and not re.fullmatch(pattern, value):
            raise ValueError(advice)
        return value

    return check


def _sender(value: str) -> str:
    number = re.sub(r"[\s().-]", "", value.strip().removeprefix("whatsapp:"))
    if number and not re.fullmatch(r"\+[1-9]\d{6,14}", number):
        raise ValueError(
            "is no number. Set it to the sender of Twilio's console, like whatsapp:+14155238886."
        )
    return f"whatsapp:{number}" if number else ""


def _mail_url(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not _is_mail_url(value.get_secret_value()):
        raise ValueError(
            "is no mail server. Set it to smtp://USER:PASSWORD@HOST:587, or leave it out. In user and "
            "password write / as %2F, # as %23, ? as %3F, @ as %40 and % as %25."
        )
    return value


def _is_mail_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
        known = parts.scheme in {"smtp", "smtps"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number: often the rest of a password
        return False
    return known and not (parts.path.strip("/") or parts.query or parts.fragment)


_account_sid = _matching("AC[0-9A-Za-z]+", "is no account SID. Copy the one that begins with AC from Twilio.")
_service_sid = _matching("MG[0-9A-Za-z]+", "is no messaging service. Copy the SID that begins with MG.")
_mail_sender = _matching(
    r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+",
    "is no address for mail. Set it to one like bulbul@example.com that your mail server sends from.",
)
_api_url = _matching(r"https?://[^/?#]+[^?#]*", "is no web address. Leave it out to use Twilio's own API.")


def _project() -> Path:
    """The folder with the content beside `bot/`, or the current one where there is none."""
    beside = Path(__file__).resolve().parent.parent
    return beside if (beside / "triggers").is_dir() else Path()


def _home_cache() -> Path:
    """The user's cache folder (XDG), or a temporary one where there is no home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bulbul"
    except RuntimeError:
        return Path(tempfile.gettempdir()) / "bulbul"


class Settings(BaseSettings):
    """All settings; what only a provider needs may be missing until `require_service`."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    database_url: Annotated[str, AfterValidator(_database_url)] = Field(
        "sqlite:///var/bulbul.db", alias="DATABASE_URL", repr=False
    )
    content: Path = Field(default_factory=_project, alias="BOT_CONTENT")
    cache: Path = Field(default_factory=_home_cache, alias="BOT_CACHE")
    public_url: Annotated[str, AfterValidator(_public_url)] = Field("", alias="BOT_PUBLIC_URL")
    secret_key: SecretStr = Field(SecretStr(""), alias="BOT_SECRET_KEY")
    trusted_proxies: int = Field(0, ge=0, le=10, alias="BOT_TRUSTED_PROXIES")
    twilio_account_sid: Annotated[str, AfterValidator(_account_sid)] = Field("", alias="TWILIO_ACCOUNT_SID")
    twilio_auth_token: SecretStr = Field(SecretStr(""), alias="TWILIO_AUTH_TOKEN")
    twilio_whatsapp_from: Annotated[str, AfterValidator(_sender)] = Field("", alias="TWILIO_WHATSAPP_FROM")
    twilio_messaging_service_sid: Annotated[str, AfterValidator(_service_sid)] = Field(
        "", alias="TWILIO_MESSAGING_SERVICE_SID"
    )
    twilio_api_url: Annotated[str, AfterValidator(_api_url)] = Field("", alias="TWILIO_API_URL")
    smtp_url: Annotated[SecretStr, AfterValidator(_mail_url)] = Field(SecretStr(""), alias="SMTP_URL")
    smtp_from: Annotated[str, AfterValidator(_mail_sender)] = Field("", alias="SMTP_FROM")
    port: int = Field(8000, ge=1, le=65_535, alias="PORT")
    _platform: str = PrivateAttr("")

    @property
    def platform(self) -> str:
        """The platform it runs on, where every process has a disk of its own and a proxy before it."""
        return self._platform

    @property
    def auth_tokens(self) -> tuple[str, ...]:
        """The auth token, or both while it is rotated; the first one is used for sending."""
        parts = self.twilio_auth_token.get_secret_value().split(",")
        return tuple(part.strip() for part in parts if part.strip())

    @property
    def secure(self) -> bool:
        """Whether the world reaches the bot by https alone."""
        return self.public_url.startswith("https://")

    def require_service(self) -> None:
        """Raise SettingsError with all that web and worker lack to talk to Twilio."""
        present = {
            "TWILIO_ACCOUNT_SID": self.twilio_account_sid,
            "TWILIO_AUTH_TOKEN": self.auth_tokens,
            "TWILIO_WHATSAPP_FROM": self.twilio_whatsapp_from or self.twilio_messaging_service_sid,
            "BOT_PUBLIC_URL": self.public_url,
            "BOT_SECRET_KEY": self.secret_key.get_secret_value(),
        }
        missing = [f"{name} is not set. {_ADVICE[name]}" for name, value in present.items() if not value]
        if self._platform and self.database_url.startswith("sqlite"):
            missing.append(
                f"DATABASE_URL is SQLite, a file, and on {self._platform} web and worker share no disk. "
                "Set it to a PostgreSQL database: postgresql://USER:PASSWORD@HOST/NAME."
            )
        if missing:
            raise SettingsError("\n".join(missing))


_ADVICE = {
    "TWILIO_ACCOUNT_SID": "Copy the account SID (AC…) from the first page of Twilio's console.",
    "TWILIO_AUTH_TOKEN": "Copy the auth token from the first page of Twilio's console.",
    "TWILIO_WHATSAPP_FROM": (
        "Set it to your WhatsApp sender, like whatsapp:+14155238886, or set TWILIO_MESSAGING_SERVICE_SID."
    ),
    "BOT_PUBLIC_URL": "Set it to the address at which Twilio reaches the bot, like https://bot.example.com.",
    "BOT_SECRET_KEY": "Make one: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
}


class _Given(Settings):
    """Settings from given values alone: no environment, no `.env`."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment and `.env`, or of `environ` alone.

    Raises SettingsError that lists every wrong setting, one a line.
    """
    given = os.environ if environ is None else environ
    names = {field.alias or "" for field in Settings.model_fields.values()}
    try:
        if environ is None:
            settings = Settings()
        else:
            settings = _Given.model_validate({name: environ[name] for name in names if environ.get(name)})
    except ValidationError as error:
        raise SettingsError("\n".join(_problems(error))) from None
    settings._platform = next((name for mark, name in _PLATFORMS.items() if given.get(mark)), "")
    return settings


def _problems(error: ValidationError) -> list[str]:
    """One line a problem, without the value: it may be a secret."""
    lines = []
    for each in error.errors(include_input=False, include_url=False):
        cause = each.get("ctx", {}).get("error")
        words = str(cause) if cause is not None else f"is wrong: {each['msg']}."
        lines.append(f"{each['loc'][0]} {words}")
    return lines


class _Content(BaseSettings):
    model_config = Settings.model_config

    content: Path = Field(default_factory=_project, alias="BOT_CONTENT")
    cache: Path = Field(default_factory=_home_cache, alias="BOT_CACHE")


def cache_folder() -> Path:
    """Where what can be worked out anew is kept: fitted weights, vectors of phrases."""
    return _Content().cache


def content_folder() -> Path:
    """The folder of the content alone, for commands that need no other setting."""
    return _Content().content
