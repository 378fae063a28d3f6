"""Every blueprint of the pages: all routes can be read from here."""

from __future__ import annotations

from archive.web import (
    about,
    account,
    assets,
    audio,
    browsers,
    checking,
    completion,
    concordance,
    coverage,
    editor,
    editor_carrying,
    editor_lines,
    editor_replacing,
    editor_spelling,
    editor_state,
    editor_undoing,
    editor_whole,
    episodes,
    feeds,
    health,
    history,
    home,
    jobs,
    organisations,
    programmes,
    publishing,
    recognition,
    recordings,
    refusals,
    revisions,
    search,
    signing,
    speakers,
    staff,
    staff_audio,
    statements,
    stations,
    synchronising,
    topics,
    transcript_files,
    trends,
    turned_away,
    uploads,
)

CATALOGUE = (home, programmes, stations, speakers, organisations, topics, coverage, about)
FINDING = (search, completion, trends, concordance, feeds, browsers)
RECORD = (episodes, history, transcript_files, statements, audio, refusals)
SIGNED_IN = (signing, account, turned_away)
WORKING = (
    staff,
    checking,
    publishing,
    recordings,
    jobs,
    recognition,
    synchronising,
    uploads,
    revisions,
    *SIGNED_IN,
)
EDITING = (
    *(editor, editor_lines, editor_undoing, editor_state, editor_whole, editor_carrying),
    *(editor_replacing, editor_spelling, staff_audio),
)
ROOMS = (*CATALOGUE, *FINDING, *RECORD, *WORKING, *EDITING, health, assets)

BLUEPRINTS = tuple(module.blueprint for module in ROOMS)
