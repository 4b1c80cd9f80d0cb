"""A small double of the forges' REST interfaces on a real bare repository; a fixture, never a product.

Every save is a real commit that a real `git push` brings into the bare repository, past its hooks. The shape of
requests and answers is the one Sveltia CMS sends and reads; no real forge was at hand.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from build_register import ROOT, git

HOOK = ROOT / "site_templates" / "forges" / "pre-receive"
TOKEN = "gilt-nur-hier"
CLIENT = "formular"


class Refused(Exception):
    """An answer of the forge that is no success."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class Raw(str):
    """An answer that is a file, not JSON."""


class Elsewhere(Exception):
    """The browser is sent on to another address."""


@dataclass
class Bare:
    """A bare repository and what a forge does with it."""

    path: Path
    guard: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(cls, register: Path, path: Path, *, hook: bool, today: str = "") -> Bare:
        """A bare copy of a register; with `hook` guarded by the product's own pre-receive hook."""
        git(register.parent, "clone", "--quiet", "--bare", str(register), str(path))
        if hook:
            shutil.copy(HOOK, path / "hooks" / "pre-receive")
            program = path / "casebook"
            pinned = f" --today {today}" if today else ""
            program.write_text(
                f'#!/bin/sh\nexport PYTHONPATH="{ROOT / "scripts"}"\n'
                f'exec "{sys.executable}" -m casebook.cli "$@"{pinned}\n'
            )
            program.chmod(0o755)
        return cls(path)

    def git(self, *arguments: str) -> str:
        return git(self.path, *arguments)

    def head(self, branch: str = "main") -> str:
        return self.git("rev-parse", "--verify", f"refs/heads/{branch}").strip()

    def heads(self) -> dict[str, str]:
        """The commit of each branch."""
        listed = self.git("for-each-ref", "--format=%(refname:short) %(objectname)", "refs/heads")
        return dict(line.split() for line in listed.splitlines())

    def branches(self) -> list[str]:
        return list(self.heads())

    def update(self, lines: Iterable[str]) -> None:
        """Many branches at once, as `git update-ref --stdin` reads them."""
        subprocess.run(["git", "update-ref", "--stdin"], cwd=self.path, input="".join(lines).encode(), check=True)

    def tree(self, revision: str) -> Iterator[dict[str, Any]]:
        for line in self.git("ls-tree", "-r", "--long", "-z", revision).split("\0")[:-1]:
            head, path = line.split("\t")
            _, _, sha, size = head.split()
            yield {"path": path, "sha": sha, "size": int(size), "type": "blob", "mode": "100644"}

    def file(self, path: str, revision: str) -> Raw:
        """One file as it lies there.

        Raises:
            Refused: there is none.
        """
        files = self.files(f"refs/heads/{revision}") if revision in self.branches() else {}
        if path not in files:
            raise Refused(404, "not found")
        return Raw(files[path])

    def files(self, revision: str = "main") -> dict[str, str]:
        entries = {entry["path"]: entry["sha"] for entry in self.tree(revision)}
        texts = self.blobs(entries.values())
        return {path: texts[sha] for path, sha in entries.items()}

    def blobs(self, shas: Iterable[str]) -> dict[str, str]:
        """Texts by blob, from one Git process: a forge answers for fifty files about as fast as for one."""
        asked = list(dict.fromkeys(shas))
        batch = ["git", "cat-file", "--batch"]
        read = subprocess.run(batch, cwd=self.path, input="\n".join(asked).encode(), capture_output=True, check=True)
        stream, found = io.BytesIO(read.stdout), {}
        for sha in asked:
            size = int(stream.readline().split()[2])
            found[sha] = stream.read(size).decode()
            stream.readline()
        return found

    def commit(
        self, branch: str, changes: Callable[[Path], None], message: str, author: tuple[str, str], *, start: str = ""
    ) -> str:
        """Commit on a branch (made from `start` where it is new) and push it past the hooks; the commit's id.

        Raises:
            Refused: the push was rejected; the message is what Git said.
        """
        with self.guard, tempfile.TemporaryDirectory() as room:
            copy = Path(room) / "copy"
            git(self.path, "clone", "--quiet", "--no-hardlinks", str(self.path), str(copy), "--branch", start or branch)
            if start:
                git(copy, "checkout", "--quiet", "-b", branch)
            changes(copy)
            git(copy, "add", "--all")
            name, mail = author
            identity = ["-c", f"user.name={name}", "-c", f"user.email={mail}"]
            subprocess.run(["git", *identity, "commit", "--quiet", "-m", message], cwd=copy, check=True)
            environment = {
                "CASEBOOK": str(self.path / "casebook"),
                "PATH": "/usr/bin:/bin",
                "HOME": room,
                "LANG": "C.UTF-8",
            }
            push = subprocess.run(
                ["git", "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}"],
                cwd=copy,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            if push.returncode:
                raise Refused(403, f"pre-receive hook declined: {push.stderr}")
        return self.head(branch)


@dataclass
class Forge:
    """State of a double: the repository, what was asked, and what goes wrong on purpose."""

    bare: Bare
    requests: list[str] = field(default_factory=list)
    token: str = TOKEN
    before_save: Callable[[], None] | None = None
    is_down: bool = False
    is_cut_off: bool = False
    pulls: list[dict[str, Any]] = field(default_factory=list)
    challenge: str = ""

    def answer(self, method: str, address: str, body: Any, token: str) -> Any:
        parts = urlsplit(address)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        self.requests.append(f"{method} {parts.path}")
        if signed_in := self.signing_in(parts.path, query, body):
            return signed_in
        if token != self.token:
            raise Refused(401, "invalid username, password or token")
        return self.route(method, unquote(parts.path), query, body)

    def route(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        raise NotImplementedError

    def signing_in(self, path: str, query: dict[str, str], body: Any) -> Any:
        """Sign in by OAuth with PKCE, as a public client without a secret does; nothing for any other address.

        Raises:
            Elsewhere: the person is known, and goes back to the form with a code.
        """
        if path.endswith("/oauth/authorize"):
            assert (query["client_id"], query["code_challenge_method"]) == (CLIENT, "S256")
            self.challenge = query["code_challenge"]
            raise Elsewhere(f"{query['redirect_uri']}?{urlencode({'code': 'einmal', 'state': query['state']})}")
        if path.endswith(("/oauth/token", "/oauth/access_token")):
            digest = hashlib.sha256(body["code_verifier"].encode()).digest()
            proven = base64.urlsafe_b64encode(digest).decode().rstrip("=") == self.challenge
            if (body["code"], body["client_id"], proven) != ("einmal", CLIENT, True):
                raise Refused(400, "invalid_grant")
            return {"access_token": self.token, "token_type": "bearer"}
        return None

    def meanwhile(self) -> None:
        """Let happen once what another clerk does just before a save."""
        if self.before_save:
            action, self.before_save = self.before_save, None
            action()

    def author_of(self, body: Mapping[str, Any]) -> tuple[str, str]:
        author = body.get("author") or {}
        return author.get("name") or "Platz 1", author.get("email") or "ombud-1@amt.example"


class Forgejo(Forge):
    """Forgejo 13, as far as the form asks it."""

    API: ClassVar[str] = "/api/v1"

    def route(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        place = path.removeprefix(self.API)
        repository = place.removeprefix("/repos/musterstadt/faelle")
        if place == "/version":
            return {"version": "13.0.3+gitea-1.22.0"}
        if place == "/user":
            return {"id": 1, "login": "ombud-1", "full_name": "Ombudsstelle, Platz 1", "email": "ombud-1@amt.example"}
        if place == "/settings/api":
            return {"default_paging_num": 30, "max_response_items": 50}
        if repository == "":
            return {"permissions": {"pull": True, "push": True}, "default_branch": "main"}
        if repository.startswith("/branches/"):
            branch = repository.removeprefix("/branches/")
            return {"commit": {"id": self.bare.head(branch), "message": "x"}}
        if repository.startswith("/git/trees/"):
            entries = list(self.bare.tree(repository.removeprefix("/git/trees/")))
            start = 1000 * (int(query["page"]) - 1)
            return {"tree": entries[start : start + 1000], "truncated": start + 1000 < len(entries)}
        if repository == "/git/blobs":
            shas = query["shas"].split(",")
            texts = self.bare.blobs(shas)
            return [_blob(sha, texts[sha]) for sha in shas]
        if repository == "/commits":
            return []
        if repository.startswith("/raw/"):
            return self.bare.file(repository.removeprefix("/raw/"), query["ref"])
        if repository == "/contents" and method == "POST":
            return self.save(body)
        raise Refused(404, f"{method} {path}")

    def save(self, body: Mapping[str, Any]) -> Any:
        self.meanwhile()
        now = {entry["path"]: entry["sha"] for entry in self.bare.tree(body["branch"])}
        for file in body["files"]:
            if file["operation"] == "create" and file["path"] in now:
                raise Refused(422, f"repository file already exists [path: {file['path']}]")
            if file["operation"] == "update" and file.get("sha") != now.get(file.get("from_path") or file["path"]):
                raise Refused(422, f"sha does not match [given: {file.get('sha')}, expected: {now.get(file['path'])}]")
        commit = self.bare.commit(
            body["branch"], lambda copy: _write(copy, body["files"]), body["message"], self.author_of(body)
        )
        after = {entry["path"]: entry["sha"] for entry in self.bare.tree(commit)}
        files = [{"path": file["path"], "sha": after.get(file["path"], "")} for file in body["files"]]
        return {"commit": {"sha": commit, "created": "2018-05-02T10:00:00Z"}, "files": files}


REPOSITORY = "musterstadt/faelle"
DONE = "2018-05-02T10:00:00Z"


class GitHub(Forge):
    """GitHub and its enterprise server, as far as the form asks it: files by GraphQL, a pull request per case."""

    def route(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        if path.endswith("/graphql"):
            try:
                return {"data": self.graphql(body["query"], body["variables"])}
            except Refused as refused:
                return {"data": None, "errors": [{"message": refused.message}]}
        place = path.removeprefix("/api/v3").removeprefix(f"/repos/{REPOSITORY}")
        if place == "/user":
            return {"id": 1, "login": "ombud-1", "name": "Ombudsstelle, Platz 1", "email": "ombud-1@amt.example"}
        if place == "/collaborators/ombud-1":
            return {}
        if place.startswith("/git/trees/"):
            return {"tree": list(self.bare.tree(place.removeprefix("/git/trees/")))}
        if place == "/git/matching-refs/heads/":
            return [{"ref": f"refs/heads/{name}", "object": {"sha": head}} for name, head in self.bare.heads().items()]
        if place.startswith("/contents/"):
            return self.bare.file(place.removeprefix("/contents/"), query["ref"])
        if method == "PATCH" and place.startswith("/git/refs/heads/"):
            self.bare.git("update-ref", place.removeprefix("/git/"), body["sha"])
            return {}
        if (method, place) == ("POST", "/pulls"):
            self.pulls.append({"number": len(self.pulls) + 1, "node_id": "x", "html_url": "", **body})
            return self.pulls[-1] | {"head": {"sha": self.bare.head(body["head"])}, "created_at": DONE}
        if method == "POST" and place.endswith("/labels"):
            return []
        if place.startswith("/issues/"):
            return {"labels": []}
        raise Refused(404, f"{method} {path}")

    def graphql(self, query: str, given: dict[str, Any]) -> Any:
        if "eadyForReview(" in query:
            return {"markPullRequestReadyForReview": {"pullRequest": {"isDraft": False}}}
        if "createRef(" in query:
            return self.create_ref(given["input"])
        if "createCommitOnBranch(" in query:
            return self.create_commit(query, given["input"])
        head = self.bare.head(given.get("branch", "main"))
        if "$forkOwner" in query:
            return {"fork": {"id": "x"}, "base": {"ref": {"target": {"oid": head}}}}
        author = {"name": "x", "email": "x@example.org", "user": None}
        history = {"nodes": [{"oid": head, "message": "x", "author": author, "committedDate": DONE}]}
        asked = re.findall(r'(content_[0-9]+): object\(oid: "([0-9a-f]+)"\)', query)
        texts = self.bare.blobs(sha for _, sha in asked)
        found: dict[str, Any] = {name: {"text": texts[sha], "isTruncated": False} for name, sha in asked}
        found |= {name: {"target": {"history": history}} for name in re.findall(r"(commit_[0-9]+):\s+ref\(", query)}
        ref = {"target": {"oid": head, "history": history}}
        pulls = {"nodes": [], "totalCount": len(self.pulls)}
        return {"repository": found | {"ref": ref, "defaultBranchRef": {"name": "main"}, "pullRequests": pulls}}

    def create_ref(self, given: Mapping[str, str]) -> Any:
        self.meanwhile()
        if given["name"].removeprefix("refs/heads/") in self.bare.branches():
            raise Refused(422, f"A ref named {given['name']!r} already exists in the repository.")
        self.bare.git("update-ref", given["name"], given["oid"])
        return {"createRef": {"ref": {"name": given["name"]}}}

    def create_commit(self, query: str, given: Mapping[str, Any]) -> Any:
        branch = given["branch"]["branchName"]
        if given["expectedHeadOid"] != self.bare.head(branch):
            raise Refused(422, f"Expected branch to point to {given['expectedHeadOid']!r}")
        files = [
            {"operation": "write", **each, "content": each["contents"]} for each in given["fileChanges"]["additions"]
        ]
        message = given["message"]["headline"]
        commit = self.bare.commit(branch, lambda copy: _write(copy, files), message, self.author_of({}))
        now = {entry["path"]: entry["sha"] for entry in self.bare.tree(commit)}
        asked = re.findall(r'(file_[0-9]+): file\(path: "([^"]+)"\)', query)
        shas = {name: {"oid": now[path]} for name, path in asked}
        return {"createCommitOnBranch": {"commit": {"oid": commit, "committedDate": DONE, **shas}}}


class GitLab(Forge):
    """GitLab, as far as the form asks it: files by GraphQL, commits and merge requests by REST."""

    def route(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        if path.endswith("/graphql"):
            return {"data": {"project": {"repository": self.graphql(body["query"], body["variables"])}}}
        place = path.removeprefix("/api/v4").removeprefix(f"/projects/{REPOSITORY}")
        if place == "/user":
            return {"id": 1, "username": "ombud-1", "name": "Ombudsstelle, Platz 1", "email": "ombud-1@amt.example"}
        if place == "/repository/branches/main":
            return {"commit": {"id": self.bare.head()}}
        if place == "/repository/branches":
            wanted = [(name, head) for name, head in self.bare.heads().items() if re.search(query["regex"], name)]
            size, page = int(query["per_page"]), int(query["page"])
            listed = wanted[(page - 1) * size : page * size]
            return [{"name": name, "commit": {"id": head}} for name, head in listed]
        if method == "DELETE":
            self.bare.git("update-ref", "-d", place.replace("/repository/branches/", "refs/heads/"))
            return {}
        if place.startswith("/repository/files/"):
            return self.bare.file(place.removeprefix("/repository/files/").removesuffix("/raw"), query["ref"])
        if place == "/users":
            return [{"id": 1}]
        if (method, place) == ("POST", "/repository/commits"):
            return self.save(body)
        if (method, place) == ("POST", "/merge_requests"):
            self.pulls.append({"iid": len(self.pulls) + 1, "id": 1, "web_url": "", **body})
            return self.pulls[-1] | {"sha": self.bare.head(body["source_branch"]), "created_at": DONE}
        if place == "/merge_requests":
            return []
        if method == "PUT" and place.startswith("/merge_requests/"):
            return self.pulls[0]
        raise Refused(404, f"{method} {path}")

    def graphql(self, query: str, given: dict[str, Any]) -> Any:
        entries = list(self.bare.tree("main"))
        if "$paths" in query:
            shas = {entry["path"]: entry["sha"] for entry in entries}
            texts = self.bare.blobs(shas[path] for path in given["paths"])
            nodes = [{"path": path, "rawTextBlob": texts[shas[path]]} for path in given["paths"]]
            return {"blobs": {"nodes": nodes}}
        page = {"endCursor": "", "hasNextPage": False}
        last = {"sha": self.bare.head(), "message": "x"}
        return {"rootRef": "main", "tree": {"lastCommit": last, "blobs": {"nodes": entries, "pageInfo": page}}}

    def save(self, body: Mapping[str, Any]) -> Any:
        self.meanwhile()
        start = body.get("start_branch", "")
        if start and body["branch"] in self.bare.branches():
            raise Refused(400, f"A branch called '{body['branch']}' already exists.")
        now = {entry["path"] for entry in self.bare.tree(start or body["branch"])}
        for action in body["actions"]:
            if action["action"] == "create" and action["file_path"] in now:
                raise Refused(400, "A file with this name already exists")
        files = [
            {
                "operation": each["action"],
                "path": each["file_path"],
                "content": base64.b64encode(each["content"].encode()),
            }
            for each in body["actions"]
        ]
        commit = self.bare.commit(
            body["branch"], lambda copy: _write(copy, files), body["commit_message"], self.author_of({}), start=start
        )
        return {"id": commit, "committed_date": DONE}


def _blob(sha: str, text: str) -> dict[str, Any]:
    content = base64.b64encode(text.encode()).decode()
    return {"sha": sha, "content": content, "encoding": "base64", "size": len(content)}


def _write(copy: Path, files: list[dict[str, Any]]) -> None:
    for file in files:
        target = copy / file["path"]
        if file["operation"] == "delete":
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(base64.b64decode(file["content"]))


def _handler(forge: Forge) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # a body that waits for the receipt of its head comes 40 ms later

        def log_message(self, *_: Any) -> None:
            pass

        def reply(self, status: int, content: Any) -> None:
            text = content if isinstance(content, Raw) else json.dumps(content)
            data = text.encode() if status != 204 else b""
            self.send_response(status)
            for name, value in _HEADERS.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def do_OPTIONS(self) -> None:
            self.reply(204, None)

        def do_GET(self) -> None:
            if forge.is_down:
                self.close_connection = True
                self.connection.close()
                return
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            token = (self.headers.get("Authorization") or "").partition(" ")[2]
            try:
                answer = forge.answer(self.command, self.path, body, token)
                if forge.is_cut_off and self.command == "POST" and "commit" in json.dumps(answer):
                    self.close_connection = True
                    self.connection.close()
                    return
                self.reply(200, answer)
            except Refused as refused:
                self.reply(refused.status, {"message": refused.message})
            except Elsewhere as there:
                self.send_response(302)
                self.send_header("Location", str(there))
                self.send_header("Content-Length", "0")
                self.end_headers()

        do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    return Handler


_HEADERS = {
    "Content-Type": "application/json",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*, Authorization, Content-Type, Cache-Control, Pragma",
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Max-Age": "600",
}


@contextmanager
def served(handler: Any) -> Iterator[str]:
    """A server on a free loopback port while the block runs; its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def serving(forge: Forge) -> Any:
    return served(_handler(forge))
