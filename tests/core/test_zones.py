"""Where a contact is, from the number alone."""

from zoneinfo import ZoneInfo

import pytest
from babel.core import get_global
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.zones import current_name, locate


@pytest.mark.parametrize(
    ("address", "country", "zone", "source"),
    [
        ("whatsapp:+66812345678", "TH", "Asia/Bangkok", "number"),
        ("whatsapp: 66812345678", "TH", "Asia/Bangkok", "number"),
        ("sms:+998 90 123-45-67", "UZ", "Asia/Tashkent", "number"),
        ("+919876543210", "IN", "Asia/Kolkata", "number"),
        ("+79161234567", "RU", "Europe/Moscow", "number"),
        ("+77011234567", "KZ", "Asia/Almaty", "number"),
        ("+5511987654321", "BR", "America/Sao_Paulo", "number"),
        ("+61412345678", "AU", "Australia/Sydney", "number"),
        ("+12125550123", "US", "America/New_York", "number"),
        ("+13105550123", "US", "America/Los_Angeles", "number"),
        ("+14165550123", "CA", "America/Toronto", "number"),
        ("whatsapp:+5215512345678", "MX", "America/Mexico_City", "number"),
        ("whatsapp:+5216641234567", "MX", "America/Tijuana", "number"),
        ("+62812345678", "ID", "Asia/Jakarta", "number"),
        ("+34612345678", "ES", "Europe/Madrid", "number"),
        ("+15005550006", "US", "America/New_York", "number"),
        ("whatsapp:US.13491208655302741918", "US", "America/New_York", "number"),
        ("whatsapp:TH.a1b2", "TH", "Asia/Bangkok", "number"),
        ("telegram:123456789", "VN", "Asia/Ho_Chi_Minh", "business"),
        ("whatsapp:ZZ.123", "VN", "Asia/Ho_Chi_Minh", "business"),
        ("+870776123456", "VN", "Asia/Ho_Chi_Minh", "business"),
        ("", "VN", "Asia/Ho_Chi_Minh", "business"),
    ],
)
def test_the_address_tells_the_country_and_the_likeliest_zone(
    address: str, country: str, zone: str, source: str
) -> None:
    place = locate(address, "Asia/Saigon", "VN")

    assert (place.country, place.zone, place.source) == (country, zone, source)


def test_a_mobile_of_a_wide_country_keeps_all_its_zones_and_none_abroad() -> None:
    zones = locate("+79161234567", "UTC", "US").zones

    assert "Asia/Kamchatka" in zones
    assert "Asia/Almaty" not in zones
    assert "Europe/Bucharest" not in zones


@pytest.mark.parametrize("country", sorted(set(get_global("territory_zones")) - {"001", "ZZ"}))
def test_every_country_has_zones_that_exist(country: str) -> None:
    place = locate(f"whatsapp:{country}.1", "UTC", "US")

    assert place.country == country
    assert all(ZoneInfo(zone) for zone in place.zones)


def test_an_old_name_becomes_todays_and_an_unknown_one_stays() -> None:
    assert current_name("Asia/Calcutta") == "Asia/Kolkata"
    assert current_name("Mars/Olympus") == "Mars/Olympus"


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet="whatsp:+.0123456789 UST()-\n٢", max_size=24) | st.text(max_size=12))
def test_no_address_is_too_strange(address: str) -> None:
    assert locate(address, "UTC", "US").zones
