"""Taking over old cases from a table of another system.

mapping file --mapping, mapping_rules--> Mapping --+
CSV, XLSX ----sources--> Table --------------------+--plan (convert)--> Plan --run--> numbers --placing--> cases/
                                                              +--------------> refusals --outcome--> report

`run.run_import` is the way in.
"""
