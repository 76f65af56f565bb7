"""Reads `replies/policy.yaml`; what is not written keeps its default."""

from pathlib import Path

from pydantic import TypeAdapter

from bot.content.problems import Problem, errors_of, in_order
from bot.content.shapes import fit
from bot.content.yaml_text import Document, Value, read_yaml
from bot.core.policy import DAYS, Policy
from bot.errors import ContentError

_POLICY = TypeAdapter(Policy)


def read_policy(folder: Path) -> tuple[Policy, Document, list[Problem]]:
    """The policy of a `replies/` folder, the document it was read from, and what is wrong.

    Where anything is wrong the default policy stands in, so that other checks can go on.
    """
    path = folder / "policy.yaml"
    file = f"{folder.name}/{path.name}"
    if not path.exists():
        return Policy(), Document(file), []
    document, problems = read_yaml(path, file)
    if problems:
        return Policy(), document, problems
    fitted = fit(_POLICY, Policy, _with_defaults(document.data), document)
    policy, problems = fitted
    return policy or Policy(), document, problems


def load_policy(folder: Path) -> Policy:
    """The policy of a content folder; ContentError with every error of its file."""
    policy, _, problems = read_policy(folder / "replies")
    if errors_of(problems):
        raise ContentError([str(problem) for problem in errors_of(in_order(problems))])
    return policy


def _with_defaults(data: dict[str, Value]) -> dict[str, Value]:
    """Written hours keep the defaults of what they do not say.

    Hours that name no day keep the usual working days, or a policy that only says
    `clock: business` would never be closed. Staff hours are on the business's clock.
    """
    hours, staff = data.get("hours"), data.get("staff_hours")
    data = dict(data)
    if isinstance(hours, dict) and not any(key[:3] in DAYS or key == "workdays" for key in hours):
        data["hours"] = {"workdays": ["08:00-18:00"], **hours}
    if isinstance(staff, dict):
        data["staff_hours"] = {"clock": "business", "holidays": "business", **staff}
    return data
