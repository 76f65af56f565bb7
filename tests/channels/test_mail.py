"""Mail: letters are handed in over one connection, in time, and a failure is told and never raised."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest

from bot.channels import mail
from bot.channels.mail import MailServer, check_server, post, read_server, to_message
from bot.core.mailing import Letter, Posted
from tests.smtp import PostOffice

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
PUBLIC = "https://bot.example.com"
SARA = Letter(
    "sara", "sara@example.com", "รอพนักงาน: 2", "ไม่มีใครรับ\n\n.\nhttps://bot.example.com/console\n", "th"
)
ADAM = Letter("adam", "adam@example.com", "Waiting: 2", "Nobody.\n")
TAKEN = Posted(True)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with PostOffice() as opened:
        yield opened


def _server(office: PostOffice, user: str = "", password: str = "") -> MailServer:
    found = read_server(office.url, "bulbul@example.com", PUBLIC)
    return replace(found, user=user, password=password)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine's own, with its key, made for this run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl makes the certificate, and is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    command = [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=60)
    return folder


def _tls(folder: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


def _trust(folder: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(folder / "certificate.pem"))


def test_letters_are_handed_in_over_one_connection(office: PostOffice) -> None:
    assert post(_server(office), [SARA, ADAM], NOW) == [TAKEN, TAKEN]

    assert office.visits == 1
    assert office.envelopes == [
        ("bulbul@example.com", "sara@example.com"),
        ("bulbul@example.com", "adam@example.com"),
    ]
    assert [one["Subject"] for one in office.taken] == ["รอพนักงาน: 2", "Waiting: 2"]
    assert [text.replace("\r\n", "\n") for text in office.texts] == [SARA.text, ADAM.text]


def test_a_letter_says_that_a_machine_wrote_it_when_and_in_which_language(office: PostOffice) -> None:
    post(_server(office), [SARA], NOW)

    (one,) = office.taken
    assert (one["From"], one["To"]) == ("Bulbul <bulbul@example.com>", "sara@example.com")
    assert one["Date"].datetime == NOW
    assert one["Auto-Submitted"] == "auto-generated"
    assert one["Content-Language"] == "th"
    assert one["Message-ID"].endswith("@example.com>")
    assert (one.get_content_type(), one.get_content_charset()) == ("text/plain", "utf-8")


def test_two_letters_have_ids_of_their_own(office: PostOffice) -> None:
    ids = {to_message(letter, _server(office), NOW)["Message-ID"] for letter in (SARA, ADAM)}

    assert len(ids) == 2


def test_no_letter_brings_a_line_of_its_own_into_the_head(office: PostOffice) -> None:
    forged = replace(ADAM, subject="Waiting\nBcc: eve@example.com")

    post(_server(office), [forged], NOW)

    (one,) = office.taken
    assert (one["Subject"], one["Bcc"]) == ("Waiting Bcc: eve@example.com", None)


@pytest.mark.parametrize(
    ("url", "sender", "expected"),
    [
        ("smtp://u:p@h:2525", "", ("h", 2525, "u", "p", False, "bulbul@bot.example.com")),
        ("smtp://mail.example.com", "", ("mail.example.com", 587, "", "", False, "bulbul@bot.example.com")),
        ("smtps://a%40b.co:p%2Fq@h", "", ("h", 465, "a@b.co", "p/q", True, "a@b.co")),
        ("smtp://a@b.co:p@h:25", "us@c.co", ("h", 25, "a@b.co", "p", False, "us@c.co")),
    ],
)
def test_a_mail_server_is_read_from_its_url(url: str, sender: str, expected: tuple[object, ...]) -> None:
    found = read_server(url, sender, PUBLIC)

    assert (found.host, found.port, found.user, found.password, found.tls, found.sender) == expected
    assert "p/q" not in repr(found)


def test_a_recipient_who_is_refused_does_not_keep_the_others_from_their_mail() -> None:
    with PostOffice(replies={"sara@example.com": "550 5.1.1 <sara@example.com>: unknown\x1b"}) as office:
        refused, taken = post(_server(office), [SARA, ADAM], NOW)

    assert refused == Posted(False, "the mail server said 550 5.1.1 <…>: unknown", again=False)
    assert taken == TAKEN
    assert len(office.taken) == 1


@pytest.mark.parametrize(
    ("replies", "told", "again"),
    [
        ({"RCPT": "451 later"}, "the mail server said 451 later", True),
        ({"DATA": "552 too big"}, "the mail server said 552 too big", False),
        (
            {"MAIL": "550 not from bulbul@example.com"},
            "the mail server said 550 not from bulbul@example.com",
            False,
        ),
        ({"MAIL": "421 shutting down"}, "the mail server said 421 shutting down", True),
        ({"greeting": "554 go away"}, "the mail server said 554 go away", False),
        ({"RCPT": "421"}, "the mail server said 421", True),
        ({"EHLO": "421 bye", "HELO": "421 bye"}, "127.0.0.1:", True),
        ({"greeting": "HTTP/1.1 400 Bad Request"}, "the mail server said -1", True),
        ({"EHLO": "502 what", "HELO": "502 what"}, "the mail server said 502 what", False),
        ({"RCPT": "x" * 9_000}, "the mail server said 500 Line too long.", False),
    ],
)
def test_what_a_server_refuses_is_told_and_whether_it_is_worth_another_try(
    replies: dict[str, str], told: str, again: bool
) -> None:
    with PostOffice(replies=replies) as office:
        (answer,) = post(_server(office), [ADAM], NOW)

    assert (answer.taken, answer.why[: len(told)], answer.again) == (False, told, again)


def test_a_server_that_is_not_there_is_told_and_worth_another_try() -> None:
    gone = replace(read_server("smtp://127.0.0.1:1", "", PUBLIC))

    answers = post(gone, [SARA, ADAM], NOW)

    assert answers == [Posted(False, "127.0.0.1:1 cannot be reached (Connection refused)")] * 2


def test_a_name_that_nobody_knows_is_told() -> None:
    nowhere = read_server("smtp://no-such-host.invalid:25", "", PUBLIC)

    assert "no-such-host.invalid:25" in check_server(nowhere)


@pytest.mark.parametrize("unkind", [{"silent": True}, {"drips": True}])
def test_a_server_that_never_comes_to_the_point_is_left(
    unkind: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail, "LONGEST", 0.3)
    with PostOffice(**unkind) as office:  # type: ignore[arg-type]  # each is one of its switches
        began = monotonic()
        (answer,) = post(_server(office), [ADAM], NOW)
        took = monotonic() - began

    assert not answer.taken
    assert answer.again
    assert took < 5


@pytest.mark.parametrize("at_once", [False, True])
def test_a_password_goes_over_an_encrypted_connection_alone(certificate: Path, at_once: bool) -> None:
    with PostOffice(password="herons", tls=_tls(certificate), at_once=at_once) as office:
        server = replace(_server(office, "us", "herons"), tls=at_once, near=False)
        server = replace(server, trust=lambda: _trust(certificate))

        assert post(server, [ADAM], NOW) == [TAKEN]

    assert [one for one in office.heard if one.startswith("AUTH")] == ["AUTH (tls)"]
    assert office.heard[-1] == "QUIT (tls)"


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(certificate: Path) -> None:
    with PostOffice(password="herons", tls=_tls(certificate)) as office:
        (answer,) = post(replace(_server(office, "us", "herons"), near=False), [ADAM], NOW)

    assert "the certificate of 127.0.0.1" in answer.why
    assert not any(one.startswith(("AUTH", "MAIL")) for one in office.heard)


def test_a_server_without_encryption_gets_no_password() -> None:
    with PostOffice(password="herons") as office:
        (answer,) = post(replace(_server(office, "us", "herons"), near=False), [ADAM], NOW)

    assert (answer.taken, answer.again) == (False, False)
    assert "offers no encryption, so it gets no password" in answer.why
    assert not any(one.startswith(("AUTH", "MAIL")) for one in office.heard)


def test_on_this_machine_a_password_needs_no_encryption() -> None:
    with PostOffice(password="herons") as office:
        assert post(_server(office, "us", "herons"), [ADAM], NOW) == [TAKEN]


def test_a_wrong_password_is_told_without_the_password() -> None:
    with PostOffice(password="herons") as office:
        trouble = check_server(_server(office, "us", "parrots"))

    assert "refuses user and password (535). Copy them anew into SMTP_URL." in trouble
    assert "parrots" not in trouble


def test_a_server_is_checked_without_a_letter(office: PostOffice) -> None:
    assert check_server(_server(office)) == ""
    assert office.taken == []
