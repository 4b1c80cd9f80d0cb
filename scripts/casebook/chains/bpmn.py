"""A process as a BPMN 2.0 file with lanes and coordinates, for people who work with a modeller.

The same layout as the picture; signs of BPMN are smaller than our boxes, so lines end on the border of the sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from casebook.chains.chart import BOX, Box, Chart, Line, Point
from casebook.chains.layout import lay_out
from casebook.processes import Prozess, Rolle, Schritt

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_TARGET = "https://forge.example/casebook/bpmn"
_TITLE, _MARGIN = 40.0, 20.0
"""Height of the pool's title bar; distance of the pool from the edge."""

_EVENT, _GATEWAY = 36.0, 50.0
_KINDS = {"start": "startEvent", "ende": "endEvent", "entscheidung": "exclusiveGateway", "schritt": "task"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """A sign of BPMN; x and y are its centre."""

    x: float
    y: float
    width: float
    height: float

    @property
    def corner(self) -> Point:
        return self.x - self.width / 2, self.y - self.height / 2


def chain_bpmn(process: Prozess) -> str:
    """The BPMN file of a process without findings; the same input gives the same bytes."""
    for prefix, space in (("", _MODEL), ("bpmndi", _DI), ("dc", _DC), ("di", _DD)):
        register_namespace(prefix, space)
    chart = lay_out(process, {})
    root = Element(f"{{{_MODEL}}}definitions", id="definitionen", targetNamespace=_TARGET)
    pool = SubElement(root, f"{{{_MODEL}}}collaboration", id="zusammenarbeit")
    name = f"{process.code} {process.titel}"
    SubElement(pool, f"{{{_MODEL}}}participant", id="haus", name=name, processRef="ablauf")
    _model(SubElement(root, f"{{{_MODEL}}}process", id="ablauf", name=name, isExecutable="false"), process)
    diagram = SubElement(root, f"{{{_DI}}}BPMNDiagram", id="bild")
    _diagram(SubElement(diagram, f"{{{_DI}}}BPMNPlane", id="ebene", bpmnElement="zusammenarbeit"), process, chart)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


# --- what happens


def _model(parent: Element, process: Prozess) -> None:
    lanes = SubElement(parent, f"{{{_MODEL}}}laneSet", id="rollen")
    for role in _responsible(process):
        lane = SubElement(lanes, f"{{{_MODEL}}}lane", id=f"rolle_{role.id}", name=role.name)
        for step in process.schritte:
            if step.rolle == role.id:
                SubElement(lane, f"{{{_MODEL}}}flowNodeRef").text = _node(step)
    flows = [*_flows(process)]
    for step in process.schritte:
        _step(parent, step, process, flows)
    for flow, source, target, answer in flows:
        names = {"name": answer} if answer else {}
        ends = {"sourceRef": f"schritt_{source}", "targetRef": f"schritt_{target}"}
        SubElement(parent, f"{{{_MODEL}}}sequenceFlow", {"id": flow, **names, **ends})


def _responsible(process: Prozess) -> list[Rolle]:
    """Roles with steps of their own: those have a lane."""
    used = {step.rolle for step in process.schritte}
    return [role for role in process.rollen if role.id in used]


_Flow = tuple[str, str, str, str]
"""Id, step it leaves, step it enters, answer."""


def _flows(process: Prozess) -> Iterator[_Flow]:
    """Every way, in the order in which the layout draws them."""
    number = 0
    for step in process.schritte:
        for way in process.exits[step.id]:
            number += 1
            yield f"weg_{number}", step.id, way.zu, way.wenn or ""


def _step(parent: Element, step: Schritt, process: Prozess, flows: Sequence[_Flow]) -> None:
    node = SubElement(parent, f"{{{_MODEL}}}{_KINDS[step.form]}", id=_node(step), name=step.text)
    if said := _documentation(step, process):
        SubElement(node, f"{{{_MODEL}}}documentation").text = said
    for flow, source, target, _ in flows:
        if target == step.id:
            SubElement(node, f"{{{_MODEL}}}incoming").text = flow
        if source == step.id:
            SubElement(node, f"{{{_MODEL}}}outgoing").text = flow
    # The schema wants all that come in before all that go out.
    node[:] = sorted(node, key=lambda part: part.tag.endswith("outgoing") + 2 * (not part.tag.endswith(_ORDERED)))


_ORDERED = ("documentation", "incoming", "outgoing")


def _documentation(step: Schritt, process: Prozess) -> str:
    roles = {role.id: role.name for role in process.rollen}
    documents = {document.id: document.name for document in process.dokumente}
    said = [f"Beteiligt: {', '.join(roles[name] for name in step.beteiligt)}."] if step.beteiligt else []
    said += [f"Dokumente: {', '.join(documents[name] for name in step.dokumente)}."] if step.dokumente else []
    said += [f"Weiter in: {step.prozess}."] if step.prozess else []
    return " ".join(said)


def _node(step: Schritt) -> str:
    return f"schritt_{step.id}"


# --- how it looks


def _diagram(plane: Element, process: Prozess, chart: Chart) -> None:
    height = chart.height + _TITLE
    _add_shape(plane, "haus", (_MARGIN, _MARGIN), chart.width, height, isHorizontal="false")
    for role, lane in zip(_responsible(process), chart.lanes, strict=True):
        corner = (_MARGIN + lane.left, _MARGIN + _TITLE)
        _add_shape(plane, f"rolle_{role.id}", corner, lane.right - lane.left, chart.height, isHorizontal="false")
    shapes = [_shape(box) for box in chart.boxes]
    for step, shape in zip(process.schritte, shapes, strict=True):
        drawn = _add_shape(plane, _node(step), shape.corner, shape.width, shape.height)
        if step.form != "schritt":
            label = SubElement(drawn, f"{{{_DI}}}BPMNLabel")
            _bounds(label, (shape.x + shape.width / 2 + 4, shape.y - 58), 110, 54)
    for line, (flow, *_, answer) in zip(chart.lines, _flows(process), strict=True):
        edge = SubElement(plane, f"{{{_DI}}}BPMNEdge", id=f"bild_{flow}", bpmnElement=flow)
        points = _ended(line, shapes[line.source - 1], shapes[line.target - 1])
        for x, y in points:
            SubElement(edge, f"{{{_DD}}}waypoint", x=_n(x), y=_n(y))
        if answer:
            _bounds(SubElement(edge, f"{{{_DI}}}BPMNLabel"), (points[0][0] + 4, points[0][1] + 4), 60, 14)


def _shape(box: Box) -> _Shape:
    """The sign of a box in the coordinates of the file."""
    x, y = box.x + _MARGIN, box.y + _MARGIN + _TITLE
    size = {"schritt": (BOX, box.height), "entscheidung": (_GATEWAY, _GATEWAY)}.get(box.form, (_EVENT, _EVENT))
    return _Shape(x, y, *size)


def _ended(line: Line, source: _Shape, target: _Shape) -> list[Point]:
    """The line's points, both ends moved onto the border of the signs."""
    points = [(x + _MARGIN, y + _MARGIN + _TITLE) for x, y in line.points]
    points = _docked(points, source)
    return _docked(points[::-1], target)[::-1]


def _docked(points: list[Point], shape: _Shape) -> list[Point]:
    """The first point on the border of a sign that may be smaller than the box it was drawn for."""
    (x, y), (next_x, next_y), *rest = points
    if x == next_x:
        return [(x, shape.y + shape.height / 2 * (1 if next_y > y else -1)), (next_x, next_y), *rest]
    side = shape.width / 2 * (1 if next_x > x else -1)
    if shape.width == BOX:
        return points
    return [(shape.x + side, shape.y), (next_x, shape.y), *rest]


def _add_shape(plane: Element, element: str, corner: Point, width: float, height: float, **more: str) -> Element:
    shape = SubElement(plane, f"{{{_DI}}}BPMNShape", {"id": f"bild_{element}", "bpmnElement": element, **more})
    _bounds(shape, corner, width, height)
    return shape


def _bounds(parent: Element, corner: Point, width: float, height: float) -> None:
    x, y = corner
    SubElement(parent, f"{{{_DC}}}Bounds", x=_n(x), y=_n(y), width=_n(width), height=_n(height))


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
