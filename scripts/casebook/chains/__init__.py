"""A process as a picture for the eye (`chain_svg`) and as rows for everybody else; the house of a catalogue."""

from casebook.chains.bpmn import chain_bpmn
from casebook.chains.drawing import chain_svg
from casebook.chains.house import House, Room, house_svg
from casebook.chains.lettering import divisible
from casebook.chains.rows import Row, chain_rows

__all__ = ["House", "Room", "Row", "chain_bpmn", "chain_rows", "chain_svg", "divisible", "house_svg"]
