"""When one number is another, rounded as people round."""

from assistant.verification.quantities import Measure, Quantity

# "About 80,000" for 76,500; "80,000" for 79,947; "a third" for 31 percent.
ROUGH_ROUNDING = 0.1
PLAIN_ROUNDING = 0.05
SHARE_ROUNDING = 5.0


def is_borne_out(ours: Quantity, theirs: Quantity) -> bool:
    """Tell whether a number is another one, or that one rounded as people round."""
    if ours.measure is not theirs.measure and Measure.PLAIN not in (ours.measure, theirs.measure):
        return False
    if (ours.measure is Measure.PERCENT) != (theirs.measure is Measure.PERCENT):
        # "From 94 percent to 81": the second goes without its unit.
        return ours.measure is Measure.PLAIN and ours.number == theirs.number
    if ours.measure is not theirs.measure and ours.number == theirs.number:
        return True
    distance = abs(ours.value - theirs.value)
    if distance <= 1e-9 * max(1.0, abs(theirs.value)):
        return True
    if ours.is_share or theirs.is_share:
        return distance <= SHARE_ROUNDING
    relative = distance / max(abs(theirs.value), 1e-9)
    if ours.step > theirs.step and distance <= ours.step / 2:
        return relative <= (ROUGH_ROUNDING if ours.is_rough else PLAIN_ROUNDING)
    return ours.is_rough and ours.step > theirs.step and relative <= ROUGH_ROUNDING
