"""The invented cases of this repository, written by a seeded generator: `python -m samples`.

texts/*.yaml --stories, people--> Story, Person, Third --plan--> Setting --timeline--> dates --log, complaint--> case
texts/*.yaml --written, ideas, ifd-------------------------------------------------------------------------> case
case --casebook.casefile, files--> cases/, tests/registers/ifd/cases/

What happens stands in the texts, one hand-written story per complaint; who, when and through whom is drawn
from a fixed seed, so the same files come out each time. Nothing of the product imports this package.
"""
