"""Write the workflows of the three forges from site_templates/forges/jobs.yaml (`make workflows`).

jobs.yaml, actions.yaml --Jinja2--> .github/workflows/*.yml, .forgejo/workflows/*.yml, .gitlab-ci.yml
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parents[1]
FORGES = ROOT / "site_templates" / "forges"


def written() -> Iterator[tuple[Path, str]]:
    """Every workflow file with its text."""
    workflows = yaml.safe_load((FORGES / "jobs.yaml").read_text(encoding="utf-8"))
    actions = yaml.safe_load((FORGES / "actions.yaml").read_text(encoding="utf-8"))
    environment = _environment()
    for forge, folder in (("github", ".github"), ("forgejo", ".forgejo")):
        template = environment.get_template("workflow.yml.j2")
        for workflow in workflows:
            text = template.render(workflow=_complete(workflow), actions=actions, forge=forge)
            yield ROOT / folder / "workflows" / f"{workflow['file']}.yml", text
    template = environment.get_template("gitlab-ci.yml.j2")
    yield ROOT / ".gitlab-ci.yml", template.render(workflows=[_complete(workflow) for workflow in workflows])


def _complete(workflow: dict[str, Any]) -> dict[str, Any]:
    """The same with every key a job may have."""
    usual = {"public": False, "history": False, "always": False, "own_changes": False}
    usual |= {"one_at_a_time": False, "from_main": False}
    named = {"needs": "", "rights": "", "keeps": "", "why": ""}
    jobs = {name: {**usual, **named, **job} for name, job in workflow["jobs"].items()}
    return {"inputs": {}, **workflow, "jobs": jobs}


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FORGES),
        autoescape=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        variable_start_string="[[",
        variable_end_string="]]",
    )


def main() -> int:
    for path, text in written():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
