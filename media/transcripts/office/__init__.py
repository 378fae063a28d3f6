"""Documents of word processors, DOCX and ODT, read as plain text is.

    read_office(data) -> OfficeText: its format, its turns and what was found on the way

A document is opened in a confined process (`confined`), which sees to it that it is no bomb
(`package`), walks its XML (`elements`, `docx`, `odt`) and hands out paragraphs; `lines` and
`tables` then make of them the lines that a text file would have, and labels and timecodes are
told apart as in TXT.
"""
