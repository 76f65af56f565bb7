"""The files that all pages load, the words that several show, and the headers that keep a page to itself."""

from flask import Blueprint, Response

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""A page runs and shows nothing but our own files, in no frame, and tells no other site of itself."""


def create_assets() -> Blueprint:
    """`/assets/…`: htmx, the colours, the theme and the bird."""
    assets = Blueprint(
        "assets", __name__, static_folder="static", static_url_path="/assets", template_folder="templates"
    )

    @assets.after_request
    def protect(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    return assets
