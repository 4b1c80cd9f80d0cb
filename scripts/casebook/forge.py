"""A forge's comments and issues: find ours by its mark, edit it, else write it. The only module that calls a forge."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MARK = "<!-- casebook-{} -->"
_TIMEOUT = 30
_DRAFT = "Draft: "
_READY = "mutation($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { clientMutationId } }"
_CONTENT = re.compile(r"<!-- casebook-due ([0-9a-f]{64}) -->")


class ForgeRefused(Exception):
    """The forge answered with an error, or not at all."""


@dataclass(frozen=True, slots=True)
class Notes:
    """Where texts of one kind lie: `listing` and `single` are addresses, `body` the name of the text in the answer."""

    kind: str
    listing: str
    single: str
    body: str
    header: tuple[str, str]
    method: str
    id: str
    """What an answer calls the number that `single` is followed by."""

    @property
    def mark(self) -> str:
        return MARK.format(self.kind)


def check_notes(environment: Mapping[str, str]) -> Notes | None:
    """Comments of the proposed change that a run belongs to; None outside of one."""
    if number := environment.get("CI_MERGE_REQUEST_IID"):
        return _gitlab(environment, "pruefung", f"merge_requests/{number}/notes", "body")
    match = re.match(r"refs/pull/([0-9]+)/", environment.get("GITHUB_REF", ""))
    if not match:
        return None
    return _github(environment, "pruefung", f"issues/{match[1]}/comments", "issues/comments")


def due_notes(environment: Mapping[str, str]) -> Notes | None:
    """Issues of the repository that a run belongs to."""
    if environment.get("CI_API_V4_URL"):
        return _gitlab(environment, "faellig", "issues", "description")
    return _github(environment, "faellig", "issues", "issues")


def post(notes: Notes, text: str, title: str) -> str:
    """Write or edit the one text of its kind; a German word of what was done.

    Raises:
        ForgeRefused: the forge could not be asked or said no.
    """
    marked = f"{notes.mark}\n{text}"
    listed = _ask(notes, "GET", f"{notes.listing}?per_page=100&limit=100")
    found = [each for each in listed if notes.mark in (each.get(notes.body) or "")]
    if not found:
        content = {notes.body: marked} | ({"title": title} if notes.kind == "faellig" else {})
        _ask(notes, "POST", notes.listing, content)
        return "Neu geschrieben."
    old = found[0]
    if old[notes.body].strip() == marked.strip() or _same_list(old[notes.body], text):
        return "Unverändert."
    _ask(notes, notes.method, f"{notes.single}/{old[notes.id]}", {notes.body: marked})
    return "Fortgeschrieben."


def accept(environment: Mapping[str, str]) -> bool:
    """Let the forge merge the proposed change that a run belongs to; False where there is none.

    The form proposes every case as a draft, which no forge merges: the mark goes first. The forge refuses where
    somebody has added to the change since the commit that was checked (CHANGE).

    Raises:
        ForgeRefused: the forge could not be asked or said no.
    """
    notes = check_notes(environment)
    if notes is None:
        return False
    checked = environment.get("CHANGE", "")
    if not checked:
        raise ForgeRefused("CHANGE nennt den geprüften Commit nicht")
    if environment.get("CI_MERGE_REQUEST_IID"):
        address = notes.listing.removesuffix("/notes")
        title = str(_ask(notes, "GET", address)["title"])
        if title.startswith(_DRAFT):
            _ask(notes, "PUT", address, {"title": title.removeprefix(_DRAFT)})
        _ask(notes, "PUT", f"{address}/merge", {"sha": checked})
        return True
    number = notes.listing.removesuffix("/comments").rpartition("/")[2]
    address = f"{notes.listing.partition('/issues/')[0]}/pulls/{number}"
    if environment.get("FORGEJO_ACTIONS") or environment.get("GITEA_ACTIONS"):
        _ask(notes, "POST", f"{address}/merge", {"Do": "merge", "head_commit_id": checked})
        return True
    pull = _ask(notes, "GET", address)
    if pull["draft"]:
        _mark_ready(notes, environment, pull["node_id"])
    _ask(notes, "PUT", f"{address}/merge", {"merge_method": "merge", "sha": checked})
    return True


def _mark_ready(notes: Notes, environment: Mapping[str, str], pull: str) -> None:
    """GitHub takes the mark of a draft off by GraphQL only, which says no in an answer that looks like a yes."""
    content = {"query": _READY, "variables": {"id": pull}}
    answer = _ask(notes, "POST", environment.get("GITHUB_GRAPHQL_URL", ""), content)
    if answer.get("errors"):
        raise ForgeRefused(str(answer["errors"][0].get("message", "")))


def _same_list(old: str, new: str) -> bool:
    marks = [_CONTENT.search(text) for text in (old, new)]
    return all(marks) and len({mark[1] for mark in marks if mark}) == 1


def _gitlab(environment: Mapping[str, str], kind: str, path: str, body: str) -> Notes | None:
    base, project, token = (environment.get(name) for name in ("CI_API_V4_URL", "CI_PROJECT_ID", "TOKEN"))
    if not (base and project and token):
        return None
    address = f"{base}/projects/{project}/{path}"
    return Notes(kind, address, address, body, ("PRIVATE-TOKEN", token), "PUT", "id" if kind == "pruefung" else "iid")


def _github(environment: Mapping[str, str], kind: str, listing: str, single: str) -> Notes | None:
    base, repository, token = (environment.get(name) for name in ("GITHUB_API_URL", "GITHUB_REPOSITORY", "TOKEN"))
    if not (base and repository and token):
        return None
    address = f"{base}/repos/{repository}"
    header = ("Authorization", f"token {token}")
    return Notes(
        kind,
        f"{address}/{listing}",
        f"{address}/{single}",
        "body",
        header,
        "PATCH",
        "id" if kind == "pruefung" else "number",
    )


def _ask(notes: Notes, method: str, address: str, content: Mapping[str, object] | None = None) -> Any:
    if not address.startswith(("https://", "http://127.0.0.1")):
        raise ForgeRefused("die Adresse ist nicht verschlüsselt")
    data = json.dumps(content).encode() if content is not None else None
    headers = {"Content-Type": "application/json", "Accept": "application/json", notes.header[0]: notes.header[1]}
    request = urllib.request.Request(address, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
            text = answer.read()
            return json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        raise ForgeRefused(f"Antwort {error.code}") from None
    except (OSError, ValueError) as error:
        raise ForgeRefused(str(error)) from None
