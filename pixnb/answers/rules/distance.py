"""How many typing errors lie between two texts.

Two dozen lines of our own: RapidFuzz does the same faster, but is only here through nbgrader, and answers are
short.
"""

from __future__ import annotations

from collections.abc import Sequence


def edit_distance(a: Sequence[object], b: Sequence[object], limit: int, *, transpositions: bool = True) -> int:
    """Smallest number of insertions, deletions and substitutions that turn ``a`` into ``b``.

    Parameters
    ----------
    a, b
        Texts, or lists of code units.
    limit
        Distances above it are not worked out: the answer is then ``limit + 1``.
    transpositions
        Whether two neighbours swapped count as one error (optimal string alignment, the restricted
        form of Damerau 1964); plain Levenshtein (1966) otherwise.

    Returns
    -------
    int
        The distance, at most ``limit + 1``.
    """
    beyond = limit + 1
    if abs(len(a) - len(b)) > limit:
        return beyond
    before: list[int] = []
    last = [min(j, beyond) for j in range(len(b) + 1)]
    for i in range(1, len(a) + 1):
        row = _next_row(i, a, b, last, before, limit, transpositions)
        # A swap reaches back two rows, so one row beyond the limit does not decide.
        if min(row) > limit and min(last) > limit:
            return beyond
        before, last = last, row
    return min(last[-1], beyond)


def _next_row(
    i: int, a: Sequence[object], b: Sequence[object], last: list[int], before: list[int], limit: int, swaps: bool
) -> list[int]:
    """Row ``i`` of the table of distances, filled only near its diagonal (Ukkonen 1985)."""
    beyond = limit + 1
    row = [beyond] * (len(b) + 1)
    row[0] = min(i, beyond)
    for j in range(max(1, i - limit), min(len(b), i + limit) + 1):
        best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1]))
        if swaps and i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
            best = min(best, before[j - 2] + 1)
        row[j] = min(best, beyond)
    return row
