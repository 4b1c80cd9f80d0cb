"""Cases -> what the public may know: figures of closed years behind a gate, and changes for a person to tell.

CaseState --programme--> Zahlen --release (closed? unchanged? nothing recovered?)--> text of a file
Case --changes--> entries with dates, their texts left empty
"""
