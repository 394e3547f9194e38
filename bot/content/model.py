"""The types of everything in content/. Each field's description is the remedy that a failed check prints."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9_]*$", description="use lower-case letters, digits and underscores")]
Text = Annotated[str, Meta(min_length=1, description="write at least one sentence")]
Url = Annotated[str, Meta(pattern=r"^https://[^ ]+$", description="give the full address, starting with https://")]
Origin = Annotated[
    str, Meta(pattern=r"^https?://[a-z0-9.-]+(:[0-9]+)?$", description='give scheme and host, like "https://www.example.org"')
]
Mark = Annotated[
    Literal["seen", "seen-2nd", "known", "check"],
    Meta(description="use the mark of the fact sheet: seen, seen-2nd, known or check"),
]
Level = Annotated[
    Literal["999", "maternity_now", "same_day"], Meta(description="use 999, maternity_now or same_day (999 in quotes)")
]
# The levels of a danger sign, gravest first.
LEVELS = ("999", "maternity_now", "same_day")
FollowUp = Annotated[
    Literal[
        "how_much", "who", "when", "where", "cost", "safe", "diet",
        "food", "missed", "after_birth", "partner", "why", "how", "signs",
    ],
    Meta(description="use a follow-up that has a file data/nlu/follow_ups/ask_<name>.yml"),
]  # fmt: skip
ReviewIn = Annotated[
    str, Meta(pattern=r"^[1-9][0-9]? months$", description='say in how many months to review, like "6 months"')
]
Week = Annotated[int, Meta(ge=0, le=45, description="give a week of pregnancy from 0 to 45")]


class SignOff(Struct, frozen=True, forbid_unknown_fields=True):
    """A clinician's agreement to exactly these words."""

    name: Text
    role: Text
    on: date
    digest: Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="copy the digest that the check names")]


class Kept(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who keeps a file up to date, and when it is to be read again."""

    owner: Annotated[str, Meta(min_length=1, description="name who keeps this up to date")]
    last_reviewed: Annotated[date, Meta(description="give the day of the last review as YYYY-MM-DD")]
    review_in: ReviewIn


class Governed(Kept, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every file of clinical words says of its own upkeep."""

    sign_off: SignOff | None


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """A page that the words rest on, and how sure we are of what it says."""

    page: Id
    marks: Annotated[list[Mark], Meta(min_length=1, description="list the marks of the facts used")]
    note: str = ""


class Part(Struct, frozen=True, forbid_unknown_fields=True):
    """A named part of an answer, reachable by its button or by a follow-up question."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=60, description="a heading of at most 60 characters")]
    button: Annotated[str, Meta(min_length=1, max_length=30, description="a label of at most 30 characters")]
    answers: list[FollowUp]
    examples: Annotated[list[str], Meta(min_length=3, description="give at least 3 ways of asking for this part")]
    text: Text


class WeekNote(Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """A line added when the week of pregnancy is known."""

    first: Week
    last: Week
    text: Text


class Topic(Governed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer: content/topics/<id>.yml."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=60, description="a title of at most 60 characters")]
    group: Id
    answer: Text
    # the answer in other, even simpler words: for the same question asked again, or "say it more simply"
    in_short: Text
    parts: Annotated[list[Part], Meta(min_length=3, description="give at least 3 named parts")]
    weeks: list[WeekNote] = field(default_factory=list)
    pages: Annotated[list[Id], Meta(min_length=1, description="offer at least one page of pages.yml")]
    sources: Annotated[list[Source], Meta(min_length=1, description="name at least one source")]
    related: Annotated[list[Id], Meta(min_length=1, max_length=4, description="name 1 to 4 related topics")]
    check: list[str] = field(default_factory=list)

    def part(self, part_id: str) -> Part | None:
        """The part with this id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)


class Thing(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One food, medicine, vaccine ... that people ask about by name."""

    id: Id
    name: Text
    names: Annotated[list[str], Meta(min_length=1, description="give every way people type it, in lower case")]
    verdict: Annotated[
        Literal["fine", "limit", "avoid", "ask"],
        Meta(description="use fine, limit, avoid or ask (a pharmacist, midwife)"),
    ]
    text: Text
    weeks: list[WeekNote] = field(default_factory=list)


class Things(Governed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The things that a topic answers for by name: content/things/<topic>.yml."""

    topic: Id
    sources: Annotated[list[Source], Meta(min_length=1, description="name at least one source")]
    # shown when something is asked about that is not in the table
    rule: Text
    things: Annotated[list[Thing], Meta(min_length=1, description="give at least one thing")]
    check: list[str] = field(default_factory=list)


class Card(Struct, frozen=True, forbid_unknown_fields=True):
    """One NHS care card: when to call whom."""

    level: Level
    heading: Annotated[
        str,
        Meta(pattern="^Call .+ if:$", description='write the heading as "Call ... now if:" or "Call ... today if:"'),
    ]
    signs: Annotated[list[str], Meta(min_length=1, max_length=8, description="give 1 to 8 signs")]
    contacts: Annotated[list[str], Meta(min_length=1, description="name who to call by the ids of contacts.yml")]


class Variant(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words for one kind of sign within a group, such as carbon monoxide: shown instead of the group's own."""

    id: Id
    # which patterns of bot/red_flags/patterns/<group>.yml tell of it
    patterns: Annotated[list[Id], Meta(min_length=1, description="name at least one pattern of the group's file")]
    level: Level
    title: Text
    lead: Text
    cards: Annotated[list[Card], Meta(min_length=1, max_length=3, description="give 1 to 3 cards, gravest first")]
    say: Annotated[list[str], Meta(min_length=1, max_length=6, description="give 1 to 6 things to say when you ring")]
    do_not: Annotated[list[str], Meta(max_length=5, description="give at most 5 lines")]
    while_you_wait: list[str] = field(default_factory=list)


class Urgent(Governed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to do about one group of danger signs: content/urgent/<id>.yml."""

    id: Id
    title: Text
    level: Level
    lead: Text
    cards: Annotated[list[Card], Meta(min_length=1, max_length=3, description="give 1 to 3 cards, gravest first")]
    say: Annotated[list[str], Meta(min_length=1, max_length=6, description="give 1 to 6 things to say when you ring")]
    do_not: Annotated[list[str], Meta(max_length=5, description="give at most 5 lines")]
    while_you_wait: list[str] = field(default_factory=list)
    pages: Annotated[list[Id], Meta(max_length=1, description="at most 1 page, and none on a 999 card")]
    sources: Annotated[list[Source], Meta(min_length=1, description="name at least one source")]
    variants: list[Variant] = field(default_factory=list)

    def variant(self, pattern: str | None) -> Variant | None:
        """The variant that a pattern of the red-flag net tells of, or None."""
        return next((variant for variant in self.variants if pattern in variant.patterns), None)


class Stage(Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """Who to call instead of the maternity unit, by weeks of pregnancy or after the birth: content/stages.yml.

    It is added to every card whose contacts name both units. `from` and `to` are missing where no week
    is meant: the stages `unknown` and `after_birth`.
    """

    id: Id
    text: Text
    contacts: Annotated[list[str], Meta(min_length=1, description="name who to call by the ids of contacts.yml")]
    first: Week | None = None
    last: Week | None = None
    # takes the place of "Call your maternity unit now if:" where she should call somebody else first
    heading: Annotated[str, Meta(pattern="^Call .+ if:$", description='write it as "Call ... now if:"')] | None = None


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """A trusted page, registered once."""

    id: Id
    title: Text
    publisher: Text
    url: Url
    parent: Id | None
    mark: Mark
    last_checked: date | None = None
    status: Annotated[
        Literal["unknown", "alive", "moved", "dead"], Meta(description="use unknown, alive, moved or dead")
    ] = "unknown"


class Contact(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone to ring or text. `tel` is null where the number is the family's own unit's or GP's."""

    id: Id
    name: Text
    label: Text
    tel: Annotated[str, Meta(pattern=r"^\+?[0-9]+$", description="digits only, in quotes")] | None
    hours: str
    note: str | None
    mark: Mark
    # the answers under which it stands when the family's unit is known
    topics: list[Id] = field(default_factory=list)


class AccessLine(Struct, frozen=True, forbid_unknown_fields=True):
    """How to reach 999 or 111 for people who cannot call in the usual way."""

    id: Id
    text: Text


class WeekDue(Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    """What matters or is due in these weeks."""

    first: Week
    last: Week
    text: Text
    topics: list[Id] = field(default_factory=list)


class Weeks(Governed, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """content/weeks.yml."""

    due: list[WeekDue]


class ServiceContact(Struct, frozen=True, forbid_unknown_fields=True):
    """How to reach one service of a maternity unit: a number, a note (where to go, whom to ask), or both."""

    label: Annotated[str, Meta(min_length=1, max_length=60, description="name the service in at most 60 characters")]
    tel: (
        Annotated[
            str,
            Meta(
                pattern=r"^[0-9](?: ?[0-9]){2,14}$",
                description='write the number in quotes, grouped as people read it: "01632 960 001"',
            ),
        ]
        | None
    ) = None
    hours: Annotated[str, Meta(max_length=80, description="give the hours in at most 80 characters")] = ""
    note: Annotated[str, Meta(max_length=160, description="say how to reach it in at most 160 characters")] = ""

    @property
    def digits(self) -> str | None:
        """The number as a phone dials it."""
        return self.tel.replace(" ", "") if self.tel else None


class Service(Kept, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One maternity unit: content/services/<id>.yml. The national way is used where a field is missing."""

    id: Id
    name: Text
    # in text messages and lists
    short_name: Annotated[str, Meta(min_length=1, max_length=30, description="give a name of at most 30 characters")]
    fictional: bool = False
    # answers day and night
    maternity_unit: ServiceContact | None = None
    early_pregnancy_unit: ServiceContact | None = None
    birth_reflections: ServiceContact | None = None
    infant_feeding: ServiceContact | None = None
    # the Maternity and Neonatal Voices Partnership
    mnvp: ServiceContact | None = None
    # where families collect free Healthy Start vitamins
    vitamins: ServiceContact | None = None
    # interpreters, or a line in other languages
    languages: ServiceContact | None = None
    # the unit's own sites that may show the chat in a frame (docs/embed.md)
    embed_on: list[Origin] = field(default_factory=list)
    # for editors; families do not see them
    notes: str = ""

    @property
    def lines(self) -> dict[str, ServiceContact]:
        """What the unit has of its own, by the id of the national way in contacts.yml."""
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return {name: value for name, value in fields if isinstance(value, ServiceContact)}


class AfterLoss(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What changes in a conversation once a loss was told: content/after_loss.yml."""

    # stands before answers that were written for people who are pregnant or have a baby
    words: Text
    # topics whose words fit without it
    fitting: Annotated[list[Id], Meta(min_length=1, description="name the topics whose words fit after a loss")]
    # offered in place of the usual topics
    offered: Annotated[list[Id], Meta(min_length=1, description="name the topics to offer after a loss")]


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """A button that sends its label as the answer to a question."""

    label: Text


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """A fixed reply; several texts are used in turn so that a repeat does not sound like a machine."""

    texts: Annotated[list[Text], Meta(min_length=1, description="give at least one text")]
    buttons: list[str] = field(default_factory=list)
    topics: list[Id] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)


class Offline(Struct, frozen=True, forbid_unknown_fields=True):
    """What the page itself says of danger when no message can be sent: content/offline.yml.

    `words` maps urgent groups to beginnings of words that lead with the cards.
    """

    lead: Text
    cards: Annotated[list[Card], Meta(min_length=1, max_length=3, description="give 1 to 3 cards, gravest first")]
    words: dict[Id, Annotated[list[Text], Meta(min_length=1, description="give at least one word")]]


class Sharing(Struct, frozen=True, forbid_unknown_fields=True):
    """What midwives are warned of when they print: content/sharing.yml. `careful` topics are not for every kitchen table."""

    careful: list[Id]


class Task(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that testers find out, and what a good answer would have."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=80, description="a title of at most 80 characters")]
    do: Text
    look_for: Annotated[list[Text], Meta(min_length=1, description="say at least one thing to look for")]


class Script(Struct, frozen=True, forbid_unknown_fields=True):
    """Tasks for a group that tests, as many as fit one meeting: content/test_scripts/<id>.yml."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=80, description="a title of at most 80 characters")]
    for_whom: Text
    minutes: Annotated[int, Meta(ge=5, le=180, description="say how many minutes it takes, 5 to 180")]
    before: Text
    tasks: Annotated[list[Task], Meta(min_length=1, max_length=20, description="give 1 to 20 tasks")]

    def task(self, id: str | None) -> Task | None:
        """The task with this id, or None."""
        return next((task for task in self.tasks if task.id == id), None)
