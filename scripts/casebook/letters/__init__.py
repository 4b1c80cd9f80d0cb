"""Letters as Word files: case, office and day -> facts -> an office's own template -> DOCX or plain text.

`kinds` says what there is, `permission` what may be written now, `facts` what a letter can say, `templates`
reads and checks the Word files, `writing` fills them in, `offers` does it for every open case.
"""
