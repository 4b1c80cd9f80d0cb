"""`python -m samples [ROOT]`: rewrite the invented cases below ROOT, by default this repository."""

from __future__ import annotations

import sys
from pathlib import Path

from casebook.casefile import SCHEMA
from samples import files, ifd, ombudsstelle

_ROOT = Path(__file__).resolve().parents[2]


def write_samples(root: Path) -> int:
    """Write every sample case below `root`; returns how many."""
    main = files.write_cases(root / "cases", ombudsstelle.cases(), SCHEMA)
    # Its lists are not those of the schema, which knows this repository's office.
    return main + files.write_cases(root / "tests" / "registers" / "ifd" / "cases", ifd.cases(), None)


if __name__ == "__main__":
    count = write_samples(Path(sys.argv[1]) if len(sys.argv) > 1 else _ROOT)
    print(f"{count} cases written")
