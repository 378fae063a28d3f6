"""Statements and passages at their permanent addresses, and how they are cited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from archive.calendar import Moment
from archive.citations import (
    STYLES,
    Citation,
    format_citation,
    format_spans,
    meta_tags,
    to_bibtex,
    to_csl_json,
    to_ris,
)
from archive.passages import Located
from archive.permalinks import Passage, format_passage
from archive.published.cautions import caution
from archive.published.citing import Citing, cite, first_moment, pinned_path
from archive.published.context import question_before, read_before
from archive.published.other_speakers import OthersById, read_other_speakers
from archive.published.passages import Quoted, find_passage, locate_today, quote_whole
from archive.published.revisions import PublishedStatement
from archive.published.sound import Sound, find_sound
from archive.published.statements import (
    StatementView,
    find_statement,
    raise_where_gap,
    stands_since,
)
from archive.web.languages import language
from archive.web.parameters import choice_of, text_of
from archive.web.permanent import Asked, at_permanent_addresses
from archive.web.reading import reading, settings
from archive.web.statement_data import (
    found_path,
    hash_of,
    history_data,
    located_data,
    other_speakers_data,
    quoted_data,
    since_data,
)

blueprint = Blueprint("statements", __name__)

ALL_STYLES = ("", *STYLES)
EXPORTS = {
    "bib": (to_bibtex, "application/x-bibtex"),
    "ris": (to_ris, "application/x-research-info-systems"),
    "json": (to_csl_json, "application/vnd.citationstyles.csl+json"),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the pages of one permanent address say."""

    asked: Asked
    view: StatementView
    quoted: Quoted
    located: Located
    sound: Sound | None
    earlier: tuple[PublishedStatement, ...]
    others: OthersById

    @property
    def question(self) -> PublishedStatement | None:
        """What the words answer."""
        return question_before(self.view.statement, self.earlier)

    @property
    def moment(self) -> Moment:
        """When the episode went on air first."""
        return first_moment(self.view.episode)

    @property
    def citation(self) -> Citation:
        """The reference to exactly these words."""
        return cite(
            self.view,
            self.quoted,
            self.asked.passage,
            self.question,
            self.sound,
            self.others,
            citing(),
        )

    @property
    def path(self) -> str:
        """The permanent path of exactly these words."""
        return pinned_path(self.view.statement.id, self.view.revision.number, self.asked.passage)

    @property
    def found_path(self) -> str | None:
        """Where the words stand today, if they were found."""
        return found_path(self.located, self.view.current, self.asked.passage)


def citing() -> Citing:
    """Where and when this request cites."""
    return Citing(
        public_url=settings()["PUBLIC_URL"],
        archive_name=settings()["ARCHIVE_NAME"],
        zone=settings()["ZONE"],
        now=datetime.now(UTC),
        unknown=_("suara yang tidak dikenal"),
    )


def read(asked: Asked) -> Reading:
    """Find what an address names. Raises as `find_statement` and `find_passage` do."""
    session, rights = reading(), settings()["DEFAULT_RIGHTS"]
    if asked.passage:
        found = find_passage(session, asked.identifier, asked.passage, rights)
        view, quoted, located = found.view, found.quoted, found.located
    else:
        view = find_statement(session, asked.identifier, asked.revision, rights)
        quoted = quote_whole(view.statement)
        located = locate_today(session, view, quoted, is_whole=True)
    if not quoted.words:
        raise_where_gap(view.statement.gap)
    return Reading(
        asked=asked,
        view=view,
        quoted=quoted,
        located=located,
        sound=find_sound(session, view.episode, view.statement.row.recording_id, rights),
        earlier=read_before(session, view.episode.id, view.revision, view.statement),
        others=read_other_speakers(session, view, quoted),
    )


@at_permanent_addresses(blueprint)
def show(asked: Asked) -> ResponseReturnValue:
    """The words, who said them, when, and what became of them."""
    page = read(asked)
    citation = page.citation
    return render_template(
        "statements/show.html",
        page=page,
        citation=citation,
        tags=meta_tags(citation, language()),
        cautions=caution(page.quoted) if asked.passage else None,
        since=stands_since(page.view),
        words_hash=hash_of(page.quoted),
    )


@at_permanent_addresses(blueprint, ".json")
def show_json(asked: Asked) -> ResponseReturnValue:
    """The same as JSON."""
    page = read(asked)
    data = quoted_data(page.view, page.quoted, page.sound, asked.passage)
    successors = [one.id for one in page.view.successors]
    return jsonify(
        {
            **data,
            "other_speakers": other_speakers_data(page.others),
            "today": located_data(page.located, page.view.current, asked.passage),
            "tombstone": page.view.is_tombstone,
            "successors": successors,
            "since": since_data(stands_since(page.view)),
            "history": history_data(page.view),
        }
    )


@at_permanent_addresses(blueprint, "/kutip")
def quote(asked: Asked) -> ResponseReturnValue:
    """The citation in every style, or in the one that `gaya` names; words may be chosen here."""
    chosen = choice_of("gaya", ALL_STYLES)
    page = read(asked)
    if asked.revision is None:
        return redirect(with_style(page.path, chosen))
    if text_of("dari") or text_of("sampai"):
        return redirect(with_style(chosen_path(page), chosen))
    citation = page.citation
    styles = [chosen] if chosen else list(STYLES)
    return render_template(
        "statements/quote.html",
        page=page,
        citation=citation,
        tags=meta_tags(citation, language()),
        chosen=chosen,
        citations=[(style, format_spans(citation, style, language())) for style in styles],
        texts={style: format_citation(citation, style, language()) for style in styles},
        cautions=caution(page.quoted),
    )


def with_style(path: str, style: str) -> str:
    """The page that cites what stands at `path`."""
    return f"{path}/kutip" + (f"?gaya={style}" if style else "")


def chosen_path(page: Reading) -> str:
    """The passage from word `dari` to word `sampai`, whichever way round they were given."""
    count = len(page.view.statement.words)
    first = word_number(text_of("dari") or "1", count)
    last = word_number(text_of("sampai") or str(count), count)
    passage = Passage(page.view.revision.number, min(first, last), None, max(first, last))
    return pinned_path(page.view.statement.id, passage.revision, passage)


def word_number(text: str, count: int) -> int:
    """A number of a word, brought within the statement; the first for what is no number."""
    return min(max(int(text), 1), count) if text.isdecimal() and text.isascii() else 1


@at_permanent_addresses(blueprint, "/kutip.<any(bib,ris,json):form>")
def export(asked: Asked, form: str) -> ResponseReturnValue:
    """The citation for reference managers: BibTeX, RIS, CSL-JSON."""
    page = read(asked)
    if asked.revision is None:
        return redirect(f"{page.path}/kutip.{form}")
    write, kind = EXPORTS[form]
    answer = Response(write(page.citation, language()), content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(asked)}.{form}"'
    return answer


def file_name(asked: Asked) -> str:
    """A name that says which words are cited."""
    words = f"-{format_passage(asked.passage)}" if asked.passage else ""
    return f"gaung-{asked.identifier}-r{asked.revision}{words}".replace(".", "-")
