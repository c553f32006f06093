from hypothesis import given
from hypothesis import strategies as st

from videoberatung.signalling.limits import BAR_SECONDS, Allowance, Gatekeeper, Limits
from videoberatung.signalling.tests.samples import NOW


def taken(allowance: Allowance, times: int, now: float) -> int:
    return sum(allowance.take(now) for _ in range(times))


def test_a_burst_is_allowed_and_then_a_steady_rate():
    allowance = Allowance(burst=80, per_second=40, now=NOW)
    assert taken(allowance, 1000, NOW) == 80
    assert taken(allowance, 1000, NOW + 1) == 40
    assert taken(allowance, 1000, NOW + 1000) == 80


def test_a_clock_set_back_takes_nothing_away():
    allowance = Allowance(burst=10, per_second=1, now=NOW)
    assert taken(allowance, 5, NOW - 3600) == 5
    assert taken(allowance, 100, NOW - 3600) == 5


@given(st.lists(st.floats(min_value=0, max_value=2), max_size=300))
def test_no_pattern_of_messages_gets_more_than_burst_and_rate(pauses):
    allowance, now, count = Allowance(burst=8, per_second=4, now=0.0), 0.0, 0
    for pause in pauses:
        now += pause
        count += allowance.take(now)
    assert count <= 8 + 4 * now + 1e-6


def test_coming_again_does_not_refill_the_bucket():
    gate = Gatekeeper(Limits())
    assert taken(gate.allowance("anna", NOW), 80, NOW) == 80
    gate.forget_unneeded(NOW)
    assert not gate.allowance("anna", NOW).take(NOW)
    assert gate.allowance("bert", NOW).take(NOW)


def test_a_bucket_that_is_full_again_is_forgotten():
    gate = Gatekeeper(Limits())
    used = gate.allowance("anna", NOW)
    taken(used, 80, NOW)
    gate.forget_unneeded(NOW + 1)
    assert gate.allowance("anna", NOW + 1) is used
    gate.forget_unneeded(NOW + 3)
    assert gate.allowance("anna", NOW + 3) is not used


def test_who_was_too_fast_is_barred_for_a_moment_and_nobody_else():
    gate = Gatekeeper(Limits())
    gate.bar("anna", NOW)
    gate.forget_unneeded(NOW + 1)
    assert gate.is_barred("anna", NOW + BAR_SECONDS - 0.1)
    assert not gate.is_barred("anna", NOW + BAR_SECONDS)
    assert not gate.is_barred("bert", NOW)
