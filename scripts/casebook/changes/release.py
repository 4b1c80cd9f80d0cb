"""In a critical case two people stand behind release and reply, not only two functions.

`durch` says which function acted; who wrote it into the register, Git knows. Everybody counts who stands for the
commit that brings the release or for the one that brings the reply: its author and those named `Co-authored-by`.
These two survive a squash (GitHub and Forgejo write them by themselves, GitLab with `%{co_authored_by}` in its
template), so a squash and a merge give the verdict of the single commits. A squash that drops its co-authors has
one author left and is refused: nobody can tell it from the work of one. What is not committed yet counts as the
work of whoever runs the check. Nothing is stored or computed per person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casebook.history import Version
from casebook.model import Case
from casebook.problem import Document, Finding
from casebook.reading import parse_document


def new_replies(before: Case | None, after: Case) -> list[tuple[int, int]]:
    """Places in the log of each new reply of a critical case and of the release before it.

    Imported cases and those that excuse themselves (`ausnahmen`: freigabe-selbst) have none.
    """
    excused = any(exception.regel == "freigabe-selbst" for exception in after.ausnahmen)
    if after.stufe != "kritisch" or after.herkunft is not None or excused:
        return []
    known = len(before.verlauf) if before else 0
    kinds = [event.ereignis for event in after.verlauf]
    replies = [index for index in range(known, len(kinds)) if kinds[index] == "rueckmeldung"]
    return [(_last(kinds[:reply], "freigabe"), reply) for reply in replies if "freigabe" in kinds[:reply]]


def check_release(
    replies: list[tuple[int, int]], versions: Sequence[Version], working: frozenset[str]
) -> Iterator[Finding]:
    """Each release and its reply have at least two people behind them."""
    logs = [(version.people, _kinds(version.data)) for version in versions]
    for release, reply in replies:
        people = _behind(logs, release, "freigabe", working) | _behind(logs, reply, "rueckmeldung", working)
        if len(people) < 2:
            yield Finding("freigabe-gleiche-person", ("verlauf", reply, "ereignis"))


def _last(kinds: Sequence[str], kind: str) -> int:
    return max(index for index, value in enumerate(kinds) if value == kind)


def _behind(
    logs: list[tuple[frozenset[str], list[object]]], index: int, kind: str, working: frozenset[str]
) -> frozenset[str]:
    """The people of the first version that has this entry."""
    return next((people for people, kinds in logs if kinds[index : index + 1] == [kind]), working)


def _kinds(data: bytes) -> list[object]:
    document = parse_document("", data)
    log = document.data.get("verlauf") if isinstance(document, Document) else None
    return (
        [entry.get("ereignis") if isinstance(entry, dict) else None for entry in log] if isinstance(log, list) else []
    )
