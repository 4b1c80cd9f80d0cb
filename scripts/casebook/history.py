"""What Git knows: what a change touches, how it was before, who wrote it. GitPython is imported only when asked.

A change runs from the merge base of a revision and HEAD to the working tree: staged, committed or neither.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from git import Git

PUBLISHED = re.compile(r"stand-(?P<month>[0-9]{4}-(?:0[1-9]|1[0-2]))\Z")
"""Tags of the monthly job: the state from which a month was published."""

_AT_ONCE = 500
"""Contents read together: about those of a part of the register."""

_RAW = re.compile(r":([0-7]+) [0-7]+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])[0-9]*\0([^\0]*)\0")
_TOUCH = re.compile(r":[0-7]+ [0-7]+ ([0-9a-f]+) ([0-9a-f]+) [A-Z][0-9]*\0([^\0]*)\0")
_COMMIT = re.compile("\x01([0-9a-f]{40,64})\x02")
_TREE = re.compile(r"(?P<mode>[0-7]+) blob (?P<blob>[0-9a-f]+)\t(?P<path>[^\0]*)\0")
_CO_AUTHOR = re.compile(r"^co-authored-by:.*<([^<>]+)>\s*$", re.MULTILINE | re.IGNORECASE)
_SQUASHED = re.compile(r"^Squashed commit of the following:$", re.MULTILINE)
_SQUASHED_AUTHOR = re.compile(r"^Author: .*<([^<>]+)>$", re.MULTILINE)


class NoSuchRevision(Exception):
    """No Git, no repository, or no such revision in it: a wrong call."""


class ShallowClone(NoSuchRevision):
    """The clone lacks the commits in which a file began."""


@dataclass(frozen=True, slots=True)
class Change:
    """What differs; names as the register sees them, `beside` what lies elsewhere in the repository (`../…`)."""

    touched: frozenset[str]
    beside: frozenset[str]
    added: frozenset[str]
    gone: frozenset[str]
    before: Mapping[str, bytes]
    """Old contents of the wanted files that changed or went."""


@dataclass(frozen=True, slots=True)
class Version:
    """One committed state of a file, its commit, and the people who stand for it, by lower-case address."""

    people: frozenset[str]
    data: bytes
    commit: str
    day: date


class Touch(NamedTuple):
    """A commit that changed a file: id, day, and the contents before and after as blobs, empty where there was none.

    Who made it and at what hour is left out: nothing is shown per person.
    """

    commit: str
    day: date
    before: str
    after: str


class FileLogs:
    """The commits of every file below a folder, oldest first; contents are read only when asked for.

    Whoever asks for one content asks for those of the next files too; so many are read at once.
    """

    def __init__(self, git: Git, touches: Mapping[str, Sequence[Touch]]) -> None:
        self._git, self._touches = git, touches
        self._near: dict[str, bytes] = {}

    def of(self, file: str) -> Sequence[Touch]:
        """Commits that changed the file; none where it is not committed yet."""
        return self._touches.get(file, ())

    def content(self, blob: str) -> bytes:
        """What the file held; nothing before it began and after it went."""
        if blob and blob not in self._near:
            place = self._places[blob]
            self._near = _read_blobs(self._git, self._blobs[place : place + _AT_ONCE])
        return self._near[blob] if blob else b""

    @cached_property
    def _blobs(self) -> list[str]:
        """All contents in the order of the files."""
        found = (blob for file in sorted(self._touches) for touch in self._touches[file] for blob in _both(touch))
        return list(dict.fromkeys(found))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {blob: place for place, blob in enumerate(self._blobs)}


def _both(touch: Touch) -> Iterator[str]:
    return (blob for blob in (touch.before, touch.after) if blob)


@dataclass(frozen=True, slots=True)
class Commit:
    """A committed state; `clean` says that the folder holds just that. Git's clock as UTC."""

    id: str
    moment: datetime
    clean: bool = True

    @property
    def short(self) -> str:
        """The id as pages print it."""
        return self.id[:10]


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a commit: its contents' id, and whether it is a plain file (no link)."""

    id: str
    plain: bool


def changed_since(root: Path, base: str, wanted: str) -> Change:
    """The change since the merge base of `base` and HEAD; old contents of files below the folder `wanted`.

    Files that Git ignores are left out.

    Raises:
        NoSuchRevision: no repository, unknown revision, or no common ancestor.
    """
    git = _repository(root)
    start = _merge_base(git, base)
    prefix = str(git.rev_parse("--show-prefix"))
    raw = git.diff("--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", start)
    listed = {path: (mode, old, kind) for mode, old, _, kind, path in _RAW.findall(f"{raw}\0")}
    fresh = set(git.ls_files("--others", "--exclude-standard", "--full-name", "-z", "--", ":/").split("\0")) - {""}
    gone = {path for path, (_, _, kind) in listed.items() if kind == "D"} - fresh
    added = {path for path, (_, _, kind) in listed.items() if kind == "A"} | (fresh - listed.keys())
    blobs = {
        path: old
        for path, (mode, old, _) in listed.items()
        if mode.startswith("100") and path.startswith(f"{prefix}{wanted}/")
    }
    below, beside = _seen_from(prefix, listed.keys() | fresh)
    return Change(
        touched=below,
        beside=beside,
        added=_seen_from(prefix, added)[0],
        gone=_seen_from(prefix, gone)[0],
        before={path.removeprefix(prefix): data for path, data in _contents(git, blobs).items()},
    )


def versions(root: Path, files: Iterable[str]) -> dict[str, list[Version]]:
    """Every committed state of some files, oldest first: one pass over the log for all of them.

    Raises:
        ShallowClone: the clone lacks the commits in which a file began.
    """
    git = _repository(root)
    form = "%x01%H%x02%aE%x02%P%x02%cs%x02%B%x02"
    options = (
        "--no-show-signature",
        "-m",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--relative",
        "--topo-order",
        "--reverse",
    )
    text = str(git.log(*options, f"--format={form}", "HEAD", "--", *(f":(literal){file}" for file in files)))
    starts = [*_COMMIT.finditer(text)]
    ends = [*(match.start() for match in starts), len(text)][1:]
    found: dict[str, list[Version]] = defaultdict(list)
    for begin, end in zip(starts, ends, strict=True):
        author, parents, day, message, raw = text[begin.end() : end].split("\x02", 4)
        changed = {path: new for _, _, new, kind, path in _RAW.findall(f"{raw}\0") if kind != "D"}
        if changed and not parents and _is_shallow(git):
            raise _shallow(begin[1])
        people = _people(author, message)
        for path, data in _contents(git, changed).items():
            found[path].append(Version(people, data, begin[1], date.fromisoformat(day)))
    return found


def files_on_branches(root: Path, folder: str) -> dict[str, frozenset[str]]:
    """Files below `folder` on every branch of this copy, its own and the fetched ones, as the register names them.

    Raises:
        NoSuchRevision: no repository.
    """
    git = _repository(root)
    names = str(git.for_each_ref("--format=%(refname)", "refs/heads", "refs/remotes")).split()
    return {name.removeprefix("refs/").partition("/")[2]: _files_at(git, name, folder) for name in names}


def unaccepted_files(root: Path, branch: str, folder: str) -> dict[str, frozenset[str]]:
    """By branch, the files below `folder` that it adds or changes and `branch` has not taken over yet.

    Raises:
        NoSuchRevision: no repository, or no such branch.
    """
    git = _repository(root)
    start = _accepting(git, branch)
    if not _commit(git, start):
        raise NoSuchRevision(f"Den Zweig „{branch}“ gibt es in dieser Kopie nicht")
    prefix = str(git.rev_parse("--show-prefix"))
    names = str(git.for_each_ref(f"--no-merged={start}", "--format=%(refname)", "refs/heads", "refs/remotes")).split()
    found: dict[str, frozenset[str]] = {}
    for name in names:
        paths = str(git.diff("--name-only", "-z", f"{start}...{name}", "--", f":/{prefix}{folder}/")).split("\0")
        short = name.removeprefix("refs/heads/").removeprefix("refs/remotes/origin/")
        found[short] = found.get(short, frozenset()) | {path.removeprefix(prefix) for path in paths if path}
    return {name: files for name, files in found.items() if files}


def _accepting(git: Git, branch: str) -> str:
    fetched = f"refs/remotes/origin/{branch}"
    return fetched if _commit(git, fetched) else branch


def accepted_files(root: Path, branch: str, folder: str) -> frozenset[str]:
    """Files below `folder` that this copy and the fetched `branch` (else its own) have in common.

    What the branch got since then is not among them: there, a number may have been taken by somebody else.

    Raises:
        NoSuchRevision: no repository, no such branch, or no common ancestor.
    """
    git = _repository(root)
    return _files_at(git, _merge_base(git, _accepting(git, branch)), folder)


def _files_at(git: Git, revision: str, folder: str) -> frozenset[str]:
    prefix = str(git.rev_parse("--show-prefix"))
    listing = ("-r", "--name-only", "--full-tree", "-z")
    paths = str(git.ls_tree(*listing, revision, "--", f"{prefix}{folder}/")).split("\0")
    return frozenset(path.removeprefix(prefix) for path in paths if path)


def file_logs(root: Path, folder: str, revision: str = "HEAD") -> FileLogs:
    """The log of every file below `folder` up to a revision: one pass for all of them (0.5 s for 20,000 files).

    A merge is left out: what it brings came with the commits it joins.

    Raises:
        NoSuchRevision: no repository, or no such revision in it.
        ShallowClone: the clone lacks the commits in which a file began.
    """
    git = _repository(root)
    start = _commit(git, revision)
    if not start:
        raise _unknown(git, revision, _commit(git, "HEAD"))
    form = "--format=%x01%H%x02%P%x02%cs%x02"
    options = ("--no-show-signature", "--raw", "-z", "--no-abbrev", "--no-renames", "--relative", "--topo-order")
    text = str(git.log(*options, "--no-merges", "--reverse", form, start, "--", folder))
    found: dict[str, list[Touch]] = defaultdict(list)
    for entry in text.split("\x01")[1:]:
        commit, parents, day, raw = entry.split("\x02", 3)
        if not parents and _is_shallow(git):
            raise _shallow(commit)
        for before, after, path in _TOUCH.findall(f"{raw}\0"):
            found[path].append(Touch(commit, date.fromisoformat(day), _blob(before), _blob(after)))
    return FileLogs(git, found)


def _blob(name: str) -> str:
    return name if name.strip("0") else ""


def whoever_commits(root: Path) -> frozenset[str]:
    """Who would be the author of what is not committed yet."""
    from git import GitCommandError

    try:
        identity = str(_repository(root).var("GIT_AUTHOR_IDENT"))
    except GitCommandError:
        return frozenset({""})
    return frozenset({identity.rpartition(">")[0].rpartition("<")[2].casefold()})


def head_commit(root: Path, wanted: Iterable[str] = (".",)) -> Commit | None:
    """The checked-out commit, clean where the wanted files and folders are; None without Git or a first commit."""
    from git import GitCommandError

    try:
        git = _repository(root)
        changed = git.status("--porcelain", "--", *wanted)
        return _described(git, "HEAD", clean=not changed)
    except (NoSuchRevision, GitCommandError):
        return None


def commit_named(root: Path, revision: str) -> Commit:
    """The commit a branch, tag or id stands for.

    Raises:
        NoSuchRevision: no repository, or no such commit in this clone.
    """
    git = _repository(root)
    found = _commit(git, revision)
    if not found:
        raise _unknown(git, revision, _commit(git, "HEAD"))
    return _described(git, found)


def published_states(root: Path, known_at: datetime | None = None) -> dict[str, Commit]:
    """Published months (`2018-04`) with the commit they were published from; empty without Git.

    With `known_at` only tags that were set by then.
    """
    try:
        git = _repository(root)
    except NoSuchRevision:
        return {}
    tags = _tags(git, "stand-*").items()
    months = (PUBLISHED.match(tag) for tag, set_at in tags if not known_at or set_at <= known_at)
    return {match["month"]: _described(git, f"refs/tags/{match[0]}") for match in months if match}


def vouched_until(root: Path, revision: str, commit: Commit) -> datetime:
    """The last moment of which a revision can know anything: its commit's, or a tag's that calls it the state then."""
    return max(commit.moment, _tags(_repository(root), revision).get(revision, commit.moment))


def _tags(git: Git, pattern: str) -> dict[str, datetime]:
    """When each tag was set; one without a text of its own has the moment of its commit."""
    listed = str(git.for_each_ref("--format=%(creatordate:unix) %(refname:strip=2)", f"refs/tags/{pattern}"))
    lines = (line.split(" ", 1) for line in listed.splitlines())
    return {tag: datetime.fromtimestamp(int(set_at), UTC) for set_at, tag in lines}


def files_of(root: Path, commit: Commit, folders: Iterable[str]) -> dict[str, Blob]:
    """Files and folders of the register as they are in a commit, by name below `root`; nothing is checked out."""
    git = _repository(root)
    text = str(git.ls_tree("-r", "-z", commit.id, "--", *folders))
    found = _TREE.finditer(f"{text}\0")
    return {match["path"]: Blob(match["blob"], match["mode"].startswith("100")) for match in found}


def blob_reader(root: Path) -> Callable[[str], bytes]:
    """Gives contents by id; a single `cat-file --batch` serves every call."""
    git = _repository(root)
    return lambda blob: git.get_object_data(blob)[3]


def _described(git: Git, revision: str, *, clean: bool = True) -> Commit:
    commit, seconds = str(git.log("-1", "--no-show-signature", "--format=%H %ct", revision, "--")).split()
    return Commit(commit, datetime.fromtimestamp(int(seconds), UTC), clean)


def _repository(root: Path) -> Git:
    try:
        from git import Git, GitCommandError
    except ImportError:  # GitPython's answer to a machine without Git
        raise NoSuchRevision("Git ist hier nicht eingerichtet") from None

    git = Git(str(root))
    try:
        git.rev_parse("--git-dir")
    except GitCommandError as error:
        if "safe.directory" in str(error.stderr):
            raise NoSuchRevision(f"Git liest „{root}“ nicht, weil der Ordner jemand anderem gehört") from None
        raise NoSuchRevision(f"„{root}“ liegt in keinem Git-Repository") from None
    return git


_FETCH_ALL = "holen Sie die ganze Geschichte mit „git fetch --unshallow“"


def _shallow(oldest: str) -> ShallowClone:
    return ShallowClone(f"Diese Kopie ist unvollständig und reicht nur bis {oldest[:10]}; {_FETCH_ALL}")


def _merge_base(git: Git, base: str) -> str:
    from git import GitCommandError

    head = _commit(git, "HEAD")
    start = _commit(git, base)
    if not head:
        raise NoSuchRevision("In diesem Repository ist noch nichts eingecheckt")
    if not start:
        raise _unknown(git, base, head)
    try:
        return str(git.merge_base(start, head))
    except GitCommandError:
        here = f"„{base}“ ({start[:10]}) ist ein Stand ohne gemeinsame Geschichte mit diesem (HEAD ist {head[:10]})"
        raise NoSuchRevision(f"{here}{_advice(git)}") from None


def _unknown(git: Git, revision: str, head: str) -> NoSuchRevision:
    return NoSuchRevision(f"„{revision}“ ist hier kein bekannter Stand (HEAD ist {head[:10]}){_advice(git)}")


def _advice(git: Git) -> str:
    return f". Diese Kopie ist unvollständig; {_FETCH_ALL}" if _is_shallow(git) else ""


def _commit(git: Git, revision: str) -> str:
    from git import GitCommandError

    try:
        return str(git.rev_parse("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"))
    except GitCommandError:
        return ""


def _is_shallow(git: Git) -> bool:
    return str(git.rev_parse("--is-shallow-repository")) == "true"


def _seen_from(prefix: str, paths: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Names below the register's folder, and of what lies beside it."""
    everything = set(paths)
    below = {path for path in everything if path.startswith(prefix)}
    beside = (os.path.relpath(f"/{path}", f"/{prefix}").replace(os.sep, "/") for path in everything - below)
    return frozenset(path.removeprefix(prefix) for path in below), frozenset(beside)


def _read_blobs(git: Git, blobs: Sequence[str]) -> dict[str, bytes]:
    """Contents by id, all in one call; what is no file here (a folder of another repository) is empty."""
    with TemporaryFile() as wanted:
        wanted.write("\n".join([*blobs, ""]).encode())
        wanted.seek(0)
        told = git.cat_file("--batch", istream=wanted, stdout_as_string=False, strip_newline_in_stdout=False)
    found: dict[str, bytes] = {}
    place = 0
    for blob in blobs:
        begin = told.index(b"\n", place) + 1
        told_size = told[place : begin - 1].rpartition(b" ")[2]
        size = 0 if told_size == b"missing" else int(told_size)
        found[blob] = told[begin : begin + size]
        place = begin + size + (told_size != b"missing")
    return found


def _contents(git: Git, blobs: Mapping[str, str]) -> dict[str, bytes]:
    """Contents by path; one `cat-file --batch` serves every call."""
    return {path: git.get_object_data(blob)[3] for path, blob in blobs.items()}


def _people(author: str, message: str) -> frozenset[str]:
    """Who stands for a commit: its author and co-authors; for `git merge --squash` the authors it lists.

    GitHub and Forgejo keep the authors of squashed commits as `Co-authored-by`, GitLab where its template has
    `%{co_authored_by}`: so a squash gives the same answer as the commits it replaces.
    """
    squashed = _SQUASHED_AUTHOR.findall(message) if _SQUASHED.search(message) else []
    return frozenset(name.strip().casefold() for name in (*(squashed or [author]), *_CO_AUTHOR.findall(message)))
