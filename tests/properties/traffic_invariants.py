"""All invariants of the traffic, in one list."""

from collections.abc import Callable

from tests.properties import traffic_endings as endings
from tests.properties import traffic_queue as queue
from tests.properties import traffic_requests as requests
from tests.properties.traffic_world import World

INVARIANTS: tuple[Callable[[World], list[str]], ...] = (
    requests.at_most_five_in_a_day,
    requests.nothing_outside_hours,
    requests.only_the_bots_own_roles_pass_the_hours,
    requests.nothing_after_opt_out,
    endings.a_stop_is_obeyed,
    requests.nothing_free_outside_the_window,
    requests.nothing_automated_after_a_take_over,
    requests.order_is_kept,
    requests.nothing_twice,
    endings.every_inbound_is_answered_for,
    endings.urgent_calls_a_person,
    endings.everything_ends,
    endings.what_cannot_go_is_for_a_person,
    endings.promises_are_kept_or_passed_on,
    endings.nothing_broke,
    queue.one_is_open_and_no_more,
    queue.what_an_agent_has_the_bot_has_not,
    queue.whoever_is_nobodys_waits,
)
