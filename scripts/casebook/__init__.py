"""Complaint register as checked YAML files: read, check, measure, publish.

cases/*.yaml --reading--> Document --model--> Case --+--rules----> Problem --+
git log -----history----> touched files -------------+---------------------+--report--> text, annotations, JSON
                                                     +--measures--> tables --pages--> statistics site
                                                     +--signals---> weaknesses --+
office.yaml --settings--> Office (passed into rules, measures, pages)
handbook/processes/*.yaml --processes--> Process --pages--> Markdown in build/ --mkdocs--> public handbook

Each layer imports only from those left of it (tests/test_layers.py). Today's date, the root folder and
the Git revision are read once, in `cli`.
"""
