"""The form in the browser: its fields from the model, its rules as a table, its site without any case in it.

`fields` -> widgets of one kind of case; `config` -> the settings of Sveltia CMS; `table` -> the rules that can run
in a browser; `links` -> ways without the form; `site` -> the folder. Nothing here reads cases.
"""
