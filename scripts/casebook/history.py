"""What Git knows: the files a change touches. GitPython is imported here only, and only when asked."""

from __future__ import annotations

from pathlib import Path


class NoSuchRevision(Exception):
    """No Git, no repository, or no such revision in it: a wrong call."""


def touched_files(root: Path, base: str) -> frozenset[str]:
    """Files below `root` that differ between the merge base of `base` and HEAD and the working tree.

    Paths are relative to `root`. New files Git does not ignore count as touched.

    Raises:
        NoSuchRevision: no repository, unknown revision, or no common ancestor.
    """
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
    try:
        commit = git.rev_parse("--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
        start = git.merge_base(commit, "HEAD")
    except GitCommandError:
        raise NoSuchRevision(f"„{base}“ ist hier kein bekannter Stand mit gemeinsamer Geschichte") from None
    changed = git.diff("--name-only", "-z", "--relative", "--no-renames", start, "--", ".")
    fresh = git.ls_files("--others", "--exclude-standard", "-z", "--", ".")
    return frozenset(name for name in f"{changed}\0{fresh}".split("\0") if name)


def current_commit(root: Path) -> str:
    """Short id of the checked-out commit, `nicht eingecheckt` where the folder differs, `` without Git."""
    from git import Git, GitCommandError

    git = Git(str(root))
    try:
        commit = git.rev_parse("--short=10", "HEAD")
        changed = git.status("--porcelain", "--", ".")
    except GitCommandError:
        return ""
    return "nicht eingecheckt" if changed else str(commit)
