"""What all rows of an import have in common, and what is said of each."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from archive.importing.manifest import ManifestRow
from archive.models import Actor, Episode
from archive.origins import PERSON, Suggestion, entity_of, note_origins, read_origins
from media.store import Store

IMPORTER = "gaung import"


@dataclass(slots=True)
class Context:
    """The archive that is imported into, who does it, and how; a dry run stores no audio."""

    session: Session
    store: Store
    actor: Actor
    zone: str
    publish: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class Findings:
    """What became of one row (created, updated, unchanged, failed), and what there is to say.

    `statements` are those of the episode's transcript, new or not, where it was created or updated.
    """

    outcome: str = "unchanged"
    statements: int = 0
    notes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Fields:
    """The values of one episode, set by the importer unless a person set them last."""

    def __init__(
        self, context: Context, episode: Episode, row: ManifestRow, findings: Findings
    ) -> None:
        self.context = context
        self.episode = episode
        self.entity = entity_of("episode", episode.id)
        self.row = row
        self.findings = findings
        is_new = findings.outcome == "created"
        self.origins = {} if is_new else read_origins(context.session, self.entity)
        self.taken: list[Suggestion] = []

    def may_set(self, name: str, value: object) -> bool:
        """Whether the importer may set this field; says so in a note where a person forbids it."""
        origin = self.origins.get(name)
        if origin is None or origin.origin != PERSON or origin.value == value:
            return True
        self.findings.notes.append(f"{name} was set by a person and stays as it is.")
        return False

    def set(self, name: str, attribute: str, value: object, written: object = None) -> None:
        """Set an attribute of the episode from the field `name`; `written` is what the row says."""
        kept = value if written is None else written
        if not self.may_set(name, kept):
            return
        if getattr(self.episode, attribute) != value:
            setattr(self.episode, attribute, value)
        self.note(name, kept)

    def note(self, name: str, value: object) -> None:
        """Keep that the importer gave this value, and where it had it from."""
        self.taken.append(Suggestion(name, value, *self.row.origin_of(name)))

    def keep(self) -> None:
        """Write the origins of all that was taken over."""
        note_origins(self.context.session, self.entity, self.taken, self.context.actor)
