"""Round numbers for the axis of a chart."""

from __future__ import annotations

import math


def nice_step(span: float, steps: int = 6) -> float:
    """A step of 1, 2 or 5 times a power of ten that cuts ``span`` in about ``steps`` parts.

    From P. Heckbert, "Nice numbers for graph labels", Graphics Gems (1990), p. 61–63.
    """
    rough = span / steps
    power = 10.0 ** math.floor(math.log10(rough))
    fraction = rough / power
    # The bounds are the geometric means that make each choice the nearest one on a log scale.
    return power * (
        1 if fraction < math.sqrt(2) else 2 if fraction < math.sqrt(10) else 5 if fraction < math.sqrt(50) else 10
    )


def ticks(low: float, high: float, steps: int = 6) -> list[float]:
    """Where the axis carries a number: ``low`` itself, then round values up to at least ``high``.

    Parameters
    ----------
    low, high
        Ends of what is shown, ``low < high``. The axis starts exactly at ``low``, which need not be 0.
    steps
        About how many steps are wanted.
    """
    step = nice_step(high - low, steps)
    first = math.floor(low / step + 1e-9) + 1
    last = math.ceil(high / step - 1e-9)
    digits = max(0, 1 - math.floor(math.log10(step)))
    round_values = [round(n * step, digits) for n in range(first, last + 1)]
    # A round value that nearly touches the start would be printed over it.
    return [low, *(value for value in round_values if value - low > step * 0.35)]
