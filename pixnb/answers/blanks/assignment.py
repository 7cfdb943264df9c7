"""Which answer fills which group, when the order of the blanks does not matter."""

from __future__ import annotations

from collections.abc import Sequence

Fits = Sequence[Sequence[bool]]
"""``fits[answer][group]``: whether that answer is right for that group."""


def largest(fits: Fits) -> list[int | None]:
    """The group of each answer, in an assignment that fills as many groups as possible.

    Maximum bipartite matching by augmenting paths (Kuhn 1955; Berge 1957). An answer that fits two groups
    gives way to one that fits only the first.

    Parameters
    ----------
    fits
        One row for each answer.

    Returns
    -------
    list
        For each answer the index of its group, or None.
    """
    holder: dict[int, int] = {}

    def place(answer: int, seen: set[int]) -> bool:
        for group, fit in enumerate(fits[answer]):
            if not fit or group in seen:
                continue
            seen.add(group)
            if group not in holder or place(holder[group], seen):
                holder[group] = answer
                return True
        return False

    for answer in range(len(fits)):
        place(answer, set())
    groups = {answer: group for group, answer in holder.items()}
    return [groups.get(answer) for answer in range(len(fits))]


def greedy(fits: Fits) -> list[int | None]:
    """The group of each answer as Pix assigns them: in order, each the first group that is free and fits."""
    taken: list[int | None] = []
    for row in fits:
        taken.append(next((group for group, fit in enumerate(row) if fit and group not in taken), None))
    return taken
