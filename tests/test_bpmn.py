"""BPMN files: bpmn-js imports them without a warning, and every arrow ends on the border of its sign."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from build_register import ROOT
from hypothesis import given, settings
from test_chains import processes

from casebook.chains import chain_bpmn
from casebook.office import read_office_file, with_profile
from casebook.processes import Prozess, read_processes

if TYPE_CHECKING:
    from playwright.sync_api import Browser

VIEWER = ROOT / "site_templates" / "node_modules" / "bpmn-js" / "dist" / "bpmn-viewer.development.js"
SPACES = {
    "m": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "b": "http://www.omg.org/spec/BPMN/20100524/DI",
    "c": "http://www.omg.org/spec/DD/20100524/DC",
    "d": "http://www.omg.org/spec/DD/20100524/DI",
}
IMPORT = """async files => {
  const said = [];
  for (const [name, xml] of files) {
    const viewer = new BpmnJS({container: document.body.appendChild(document.createElement('div'))});
    try { said.push(...(await viewer.importXML(xml)).warnings.map(w => `${name}: ${w.message}`)); }
    catch (error) { said.push(`${name}: ${error.message}`); }
    const shown = viewer.get('elementRegistry').getAll().length;
    if (shown < 8) said.push(`${name}: only ${shown} elements`);
    viewer.destroy();
  }
  return said;
}"""


def shipped() -> tuple[Prozess, ...]:
    read = read_office_file(ROOT)
    assert isinstance(read, tuple)
    return read_processes(ROOT, with_profile(read[0]))[0]


PROCESSES = shipped()

Bounds = tuple[float, float, float, float]


def bounds(tree: ElementTree.Element) -> dict[str, Bounds]:
    found = {}
    for shape in tree.iterfind(".//b:BPMNShape", SPACES):
        box = shape.find("c:Bounds", SPACES)
        assert box is not None
        x, y, width, height = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
        found[shape.attrib["bpmnElement"]] = (x, y, x + width, y + height)
    return found


def on_border(point: tuple[float, float], box: Bounds) -> bool:
    """On one of the four sides; for round and pointed signs in the middle of a side."""
    (x, y), (left, top, right, bottom) = point, box
    across, down = left - 0.2 <= x <= right + 0.2, top - 0.2 <= y <= bottom + 0.2
    beside = min(abs(x - left), abs(x - right)) < 0.2 and down
    above = min(abs(y - top), abs(y - bottom)) < 0.2 and across
    return beside or above


def assert_docked(xml: str) -> None:
    tree = ElementTree.fromstring(xml)
    boxes = bounds(tree)
    flows = {flow.attrib["id"]: flow.attrib for flow in tree.iterfind(".//m:sequenceFlow", SPACES)}
    assert flows
    for edge in tree.iterfind(".//b:BPMNEdge", SPACES):
        points = [(float(point.attrib["x"]), float(point.attrib["y"])) for point in edge.iterfind("d:waypoint", SPACES)]
        flow = flows.pop(edge.attrib["bpmnElement"])
        assert on_border(points[0], boxes[flow["sourceRef"]]), (flow, points)
        assert on_border(points[-1], boxes[flow["targetRef"]]), (flow, points)
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(points)), (flow, points)
    assert flows == {}


@pytest.mark.parametrize("process", PROCESSES, ids=lambda process: process.code)
def test_arrows_end_on_their_signs(process: Prozess) -> None:
    assert_docked(chain_bpmn(process))


@given(processes())
@settings(max_examples=60, deadline=None)
def test_arrows_end_on_their_signs_whatever_the_ways(process: Prozess) -> None:
    if any(process.exits.values()):
        assert_docked(chain_bpmn(process))


@pytest.mark.browser
def test_bpmn_js_imports_every_chain_without_a_warning(browser: Browser) -> None:
    page = browser.new_page()
    page.add_script_tag(path=VIEWER)
    assert page.evaluate(IMPORT, [[process.code, chain_bpmn(process)] for process in PROCESSES]) == []
    page.close()
