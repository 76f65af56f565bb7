"""The budget's sums and the merging of messages: exact, and nothing is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.core.conversations import Spent
from bot.core.limits import TEXT_LIMIT, fit
from bot.core.plan import Draft
from bot.core.policy import Limits
from tests.properties.counting import cases, tried

NOW = datetime(2026, 11, 23, 5, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_ago = st.sampled_from([0, 1, 3600, 86_399, 86_400, 86_401]) | st.integers(0, 200_000)
_limits = st.builds(
    Limits,
    automated=st.integers(1, 8),
    per=st.sampled_from([1, 12, 24, 48]).map(lambda n: timedelta(hours=n)),
)


@st.composite
def _spent(draw: st.DrawFn) -> Spent:
    times = draw(st.lists(_ago, max_size=12))
    accepted = tuple(sorted(NOW - timedelta(seconds=at) for at in times))
    return Spent(accepted, draw(st.integers(0, 2)))


@cases(120)
@given(_spent(), _limits)
def test_what_counts_is_what_was_accepted_since_a_day_ago_and_what_is_on_its_way(
    spent: Spent, limits: Limits
) -> None:
    tried(cases=1)
    inside = [at for at in spent.accepted if NOW - at < limits.per]

    assert spent.counted(NOW, limits) == len(inside) + spent.in_flight


@cases(120)
@given(_spent(), _limits)
def test_the_budget_frees_at_the_very_first_instant_at_which_one_more_fits(
    spent: Spent, limits: Limits
) -> None:
    tried(cases=1)
    frees = spent.frees(NOW, limits)

    assert frees >= NOW
    if spent.in_flight >= limits.automated:
        # What is on its way has no end that anyone knows; it is asked again then.
        assert frees == NOW + limits.per or spent.counted(frees, limits) >= limits.automated
        return
    assert spent.counted(frees, limits) < limits.automated
    assert frees == NOW or spent.counted(frees - _TICK, limits) >= limits.automated


@st.composite
def _drafts(draw: st.DrawFn) -> list[Draft]:
    """Messages in order, some of which may not be joined with their neighbours."""
    questions: list[dict[str, Any] | None] = [None, {"options": [{"say": "a"}]}, {"ask": {"store": "x"}}]
    found, due = list[Draft](), NOW
    for step in range(draw(st.integers(0, 9))):
        due += timedelta(seconds=draw(st.sampled_from([0, 1, 59, 60, 61, 7200])))
        found.append(
            Draft(
                text=f"<{step}>" + "x" * draw(st.sampled_from([0, 10, 795, 796, 797, 1590])),
                language="en",
                due=due,
                sequence=draw(st.sampled_from(["price", "price", "price", "other"])),
                step=step + 1,
                hours=draw(st.sampled_from(["any", "any", "any", "open"])),
                not_after=draw(st.sampled_from([None, NOW + timedelta(hours=step + 1)])),
                media=draw(st.sampled_from(["", "", "", "a.pdf"])),
                template=draw(st.sampled_from([{}, {}, {}, {"en": "HX1"}])),
                question=draw(st.sampled_from(questions)),
            )
        )
    return found


@cases(120)
@given(_drafts(), st.integers(-2, 7))
def test_merging_loses_nothing_and_keeps_the_order(drafts: list[Draft], room: int) -> None:
    tried(cases=1)
    kept = fit(drafts, room)

    assert "\n\n".join(one.text for one in kept) == "\n\n".join(one.text for one in drafts)
    assert all(len(one.text) <= TEXT_LIMIT for one in kept)
    assert len(kept) >= min(max(room, 1), len(drafts))
    assert [one.question for one in kept if one.question] == [one.question for one in drafts if one.question]
    assert [one.media for one in kept if one.media] == [one.media for one in drafts if one.media]
    assert [one.template for one in kept if one.template] == [one.template for one in drafts if one.template]


@cases(60)
@given(st.integers(1, 9), st.integers(1, 9))
def test_the_first_messages_stay_as_they_are_and_the_rest_is_one(count: int, room: int) -> None:
    tried(cases=1)
    drafts = [Draft(f"<{n}>", "en", NOW + timedelta(seconds=n), "price", n + 1) for n in range(count)]
    kept = fit(drafts, room)

    assert len(kept) == min(count, room)
    assert kept[:-1] == tuple(drafts[: len(kept) - 1])


@cases(120)
@given(_drafts(), st.integers(1, 7))
def test_what_is_merged_goes_no_later_than_any_part_of_it_may(drafts: list[Draft], room: int) -> None:
    tried(cases=1)

    for one in fit(drafts, room):
        parts = [draft for draft in drafts if draft.text in one.text.split("\n\n")]
        limits = [draft.not_after for draft in parts if draft.not_after]
        assert one.not_after == min(limits, default=None)
        assert {draft.hours for draft in parts} == {one.hours}
        assert {draft.sequence for draft in parts} == {one.sequence}
