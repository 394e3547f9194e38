"""What takes the alarm away: negation, hypothetical and information questions, the past, other people.

The rule of the house: a missed danger sign is the worst bug, so every test here looks for a reason to be sure
that nothing is happening now. Anything unclear keeps the alarm, at most marked as not sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from bot.red_flags.words import CLAUSE_BREAKS, Sentence


class Verdict(Enum):
    """What the context leaves of a match."""

    STANDS = "stands"
    DOUBT = "doubt"
    GONE = "gone"


NEGATORS = frozenset(["no", "not", "without", "never", "nor", "neither", "none", "zero", "nae", "nuh"])
# Words that may stand between a negator and what it denies ("have not really had any more bleeding").
_LIGHT = frozenset(
    [
        "any",
        "a",
        "an",
        "the",
        "my",
        "been",
        "having",
        "have",
        "had",
        "has",
        "got",
        "get",
        "getting",
        "feel",
        "feeling",
        "felt",
        "even",
        "really",
        "actually",
        "currently",
        "yet",
        "seeing",
        "seen",
        "noticed",
        "noticing",
        "experienced",
        "experiencing",
        "more",
        "further",
        "other",
        "of",
        "sign",
        "signs",
        "sort",
        "kind",
        "type",
        "such",
        "in",
        "from",
        "be",
        "am",
        "is",
        "at",
        "all",
        "severe",
        "bad",
        "visible",
        "fresh",
        "real",
        "proper",
        "actual",
        "regular",
        "vaginal",
        "i",
        "her",
        "obvious",
        "unusual",
        "particular",
        "abnormal",
        "sudden",
        "new",
        "longer",
        "symptoms",
        "or",
        "and",
        "nor",
    ]
)
# After a negator these make it say something else than "there is none": "not just bleeding", "not heavy".
_NOT_A_DENIAL = frozenset(
    [
        "just",
        "only",
        "sure",
        "stop",
        "stopped",
        "stopping",
        "ease",
        "easing",
        "heavy",
        "loads",
        "much",
        "lots",
        "normal",
        "right",
        "certain",
        "idea",
        "doubt",
        "know",
        "matter",
        "wonder",
        "longer",
        "like",
        "one",
        "way",
        "point",
        "where",
        "how",
        "what",
        "why",
        "use",
        "help",
        "joke",
    ]
)
_LISTS_ON = frozenset(("or", "nor"))
_STILL_TRUE = frozenset(
    [
        "but",
        "just",
        "only",
        "except",
        "apart",
        "other",
        "nothing",
        "though",
        "although",
        "however",
        "yet",
    ]
)
# "I cannot say there is no ...": the two cancel, so neither counts.
_CANNOT_SAY = re.compile(
    r"\b(?:cannot|could not|would not|will not|do not want to|am not|not) (?:say|saying|deny|claim|pretend|"
    r"tell you|"
    r"swear|promise|call it)\b|\b(?:never|not) (?:said|saying)\b|\bis not (?:that|as if|like)\b|"
    r"\bnot that\b"
)

_ACTUAL = re.compile(
    r"\b(?:since (?!when)|yesterday|this (?:morning|afternoon|evening|week|weekend)|last (?:night|few|"
    r"couple|hour|two|"
    r"week\b)|earlier|(?:right|just|is) now|now (?:and|its|i|my|im)|at the moment|keeps?\b|keep on|"
    r"happening|"
    r"all (?:day|night|week|morning|over)|for (?:\w+ ){0,3}(?:days?|hours?|minutes?|nights?)|"
    r"(?:hours?|days?|minutes?|weeks?|nights?) (?:ago|now|running)|"
    r"i am (?:\w+ )?(?:bleeding|having|leaking|losing|spotting|itching|getting|seeing|feeling|"
    r"in(?! labour)|so|shaking)|"
    r"i have (?:been|got|just|started|noticed|lost|passed|had|a)\b|have been|has been|again|help|worse|"
    r"just (?:seen|saw|had|noticed|passed|went|gone|felt|found|lost|wiped|came|woke|broke)|"
    r"started|she is|mine|today|tonight|emergency|bleeding now)\b"
)
_ACTUAL_IF = re.compile(
    r"\b(?:since (?!when)|yesterday|this (?:morning|afternoon)|last night|happening|keeps|keep (?:\w+ing|on)|i have been|"
    r"has been|"
    r"(?:hours?|days?|minutes?) ago|am (?:\w+ )?(?:bleeding|leaking|having contractions|losing|spotting)|"
    r"help me|"
    r"broke|broken|gone|went|started|fell|hit|already|right now|(?:has|is) got|i have (?:got|been|just|had|"
    r"started|noticed)|i am (?!ever|in labour))\b"
)

_IF = re.compile(
    r"(?<!know )(?<!sure )(?<!tell )(?<!wonder )(?<!wondering )(?<!as )(?<!even )(?<!see )(?<!ask )(?<!check )"
    r"(?<!asking )(?<!matter )(?<!matters )(?<!say )(?<!idea )(?<!clue )"
    r"\b(?:if|in case|whenever|unless) (?:i|my|the|it|she|he|we|you|your|her|his|there|baby|mum|someone|"
    r"contractions|labour|waters|something|anything|ever|a|any|bleeding|one|they|their|pregnant|people|"
    r"women)\b"
)
_WHAT_IF = re.compile(
    r"\bwhat (?:if|(?:happens|would happen|would they do|would the midwife do) (?:if|when))\b"
    r"|\b(?:suppose|supposing|imagine|let us say|say) (?:i|my|the|she|her|it|there|that|we|baby)\b"
    r"|\bshould (?:i|she|my waters|one) (?:start|bleed|haemorrhage|go|have|get|notice|need|lose|collapse|faint|leak)\b"
    r"|\bif (?:i|she) (?:get|start|go|had|have|were|ever|"
    r"need|do|feel|develop|become|fall|faint|notice|think|see|suspect)\b"
)
# "if i started bleeding": the past tense of a wish, no report.
_UNREAL = re.compile(r"\bif (?:i|she|we|it|my \w+) (?:started|fell|got|hit|went into|ever)\b")
_HOW_KNOW = re.compile(
    r"\bhow (?:will|do|would|can|does|should|to) (?:i|you|one|we|she|people|a woman|u)? ?(?:know|tell|"
    r"recognise|"
    r"recognize|spot|check|identify)\b|\bhow to (?:know|tell|recognise|spot|check)\b"
)
_INFORMATION = re.compile(
    r"\b(?:signs?|symptoms?|risks?|chances?|causes?|definition|meaning|examples?|types?|stages?|odds|"
    r"likelihood|"
    r"warning signs?|red flags?|history|treatments?|statistics|stats|rates?|numbers?) (?:of|for|that)\b"
    r"|\bwhat (?:is|are|does|do|would|causes?|counts?|makes?|triggers?) (?!i\b|we\b|happening|wrong|this\b|"
    r"going\b"
    r"|the (?:matter|number)|my\b)(?:\w+ ){0,4}?(?=\S*$)"
    r"|\bwhen (?:do|does|will|would|can|should|did|is|are) (?:you|i|it|baby|babies|the|contractions|my|we|"
    r"they|your|"
    r"u|a|labour|women|most|people)\b(?!.{0,12}\b(?:call|ring|come in|go in|worry|phone))"
    r"|\b(?:is|are) (?:it|that|this|they) (?:\w+ )?(?:normal|ok|okay|common|usual|possible|true|likely|"
    r"natural) "
    r"(?:to|for|that|not to)\b"
    r"|\b(?:can|could|does|do|will|would|might|may|did) .{0,40}\b(?:cause|causes|lead to|leads to|bring on|"
    r"trigger|"
    r"increase|prevent|reduce|induce|mean i|give you|give me|protect)\b"
    r"|\b(?:would|will|could) (?:a|an|any|my|the) (?:\w+ ){0,2}?(?=\S*$)"
    r"|\b(?:why|do|does|did|can|could|will|would) (?:\w+ ){0,4}(?:make|makes|making|set off|bring on|give|mean) (?:you|a|women|"
    r"the|her|people|me|labour|labor)?\b"
    r"|\b(?:at what point|how (?:common|risky|likely|bad|dangerous)|number for|word for|sign for|what (?:numbers?|sort|kind) (?:count|of))\b"
    r"|\b(?:biggest|worst) (?:fear|nightmare)\b|\b(?:look|looking|watch|watching) out for\b|\bi know (?:that )?(?:a|you should|to ring|it is|if|when)\b|\bread that\b"
    r"|\b(?:avoid|avoiding|prevent|preventing|reduce|reducing|risk|at risk|chance|prone to|to stop me|"
    r"get rid|"
    r"helps? with|protects?|worried about (?:having|getting)|"
    r"nervous about|dreading (?:birth|labour)|difference between|tell me about|information (?:on|about)|"
    r"info (?:on|about)|"
    r"advice (?:on|about)|read (?:about|that|somewhere)|reading about|heard (?:about|that)|article|leaflet|"
    r"video|"
    r"podcast|website (?:says|said)|app (?:says|said)|google|tiktok|facebook|online|instagram|forum|"
    r"myth|course|classes|prepare for|birth plan|preparing for|ready for|plan for|hoping|next time|"
    r"planning|"
    r"could (?:get|happen)|might (?:get|happen|have)|would (?:it|i|that|we|you)|supposed to|meant to)\b"
)
# Words anywhere in the sentence that make it a question for later or for somebody's homework.
_GENERAL = re.compile(
    r"\b(?:birth plan|for later|in case i need|not due (?:til|till|until|yet)|poster|assignment|module|"
    r"homework|essay|"
    r"in general|generally|myth|old wives|awareness|true or lie|is that true|is it true|want to (?:know|"
    r"learn|kno) "
    r"(?:for|before)|learn before|before i am a|to look out for|has not happened|hasnt happened|"
    r"not happening|"
    r"packing|writing a list|just in case|meaning|nothing going on|never had one|not pregnant yet|revision|"
    r"leaflet about|old notes|in my notes from|aged|asking ahead|thinking ahead|so i know(?! what)|asking so i know(?! what)|only asking|"
    r"just (?:curious|planning|being nosy|nosy)|being nosy|plenty of time|to save|what to expect|coursework|"
    r"antenatal class|what does that even mean|what is the (?:sign|word)|asking for a friend|for my plan)\b"
)
_GENERAL_CLAUSE = re.compile(
    r"\bhow (?:long|soon|common|often|likely|far apart|many people) (?:do|does|is|are|can|should|will|"
    r"would|after)\b"
    r"|\b(?:do|does|will|would|can) (?:all|any|most|some|many|women|people|babies|newborns|everybody|"
    r"everyone|they|dads|"
    r"it|you (?!think|know|have|reckon))\b"
)
_BAD_IF = re.compile(
    r"\b(?:bad|normal|ok|okay|serious|dangerous|worry|worrying|concerned|matter|alright) if (?!i (?:get|"
    r"start|ever)\b)"
)
_NORMAL = re.compile(
    r"\b(?:is|are|does) (?:it|that|this|they|a|the|\w+) (?:\w+ )?(?:normal|ok|okay|usual|alright|common)\b"
)
_WEEKS = re.compile(r"\b(?:\d+|\w+) (?:weeks?|wks?|months?)\b|\b\d\d\+\d")
_NEW_SUBJECT = frozenset(
    [
        "i",
        "my",
        "me",
        "she",
        "he",
        "her",
        "his",
        "there",
        "it",
        "the",
        "also",
        "is",
        "do",
        "does",
        "btw",
        "by",
        "we",
        "mine",
        "wife",
    ]
)
_PAST = re.compile(
    r"\b(?:last|previous) time\b|\b(?:last|previous|first|1st|earlier|other|second|2nd|older|"
    r"third) (?:pregnancy|pregnancies|baby|birth|"
    r"labour|child|son|daughter|boy|girl|kid|delivery|section)\b"
    r"|\bwith (?:my|our|her) (?:first|last|second|son|daughter|eldest|oldest|youngest|previous|third|other|"
    r"older|twins)\b"
    r"|\b(?:\d+|two|three|four|five|six|seven|eight|ten|few|couple of|some|many) (?:years?|yrs?) (?:ago|"
    r"back|earlier)\b"
    r"|\b(?:\d+|five|two|three) (?:years?|yrs?) before\b|\blong time ago\b|\bwith (?:both|all) of mine\b|"
    r"\b20[012]\d\b"
    r"|\bmy last one\b"
    r"|\b(?:a year|years|last year|(?:\d+|two|three|four|five|six|eight|nine|few) months) (?:ago|back)\b|"
    r"\blast year\b"
    r"|\b(?:in|back in|during) (?:19|20)\d\d\b|\b(?:i|we|she) used to (?:get|have|be|suffer)\b|"
    r"\bhistory of\b|\bpreviously\b|\bback then\b|\bin the past\b"
    r"|\bas a (?:child|kid|teen|teenager|baby)\b|\bwhen i was (?:a |\d|young|little|born|having|"
    r"pregnant with)"
    r"|\bwhen i had (?:my|him|her|the)\b|\bbefore i (?:was|got|fell) pregnant\b"
    r"|\b(?:during|at|about|after) (?:my|the|his|her|our) (?:birth|labour|delivery)\b(?=.*\b(?:was|were|"
    r"had|did|said|"
    r"told|happened|understand|talk|debrief)\b)"
)
# A month, a season or a year gives a past tense its time; by itself it may be the due date.
_BACK_THEN = re.compile(
    r"\b(?:in|back in|last|at|since|by|this) (?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december|spring|summer|autumn|winter|easter|christmas|month)\b"
    r"|\b(?:weeks|months|a month|month|years|yrs|year|ages) (?:ago|back|since|later)\b|\b(?:19|20)\d\d\b"
    r"|\bbefore i (?:had|was|fell|got)\b|\bwhen (?:i|she|we|mum|my \w+) (?:had|carried|gave birth|was|lived|were)\b|"
    r"\bafter (?:my|the|her) last\b|\bearly doors\b|\bback home\b|\bthe first (?:two|few|three) (?:days|weeks)\b|"
    r"\bthat (?:night|was (?:a|in|\w+ (?:years|months)))\b|\b(?:with|through) (?:my|our|hers|her) ?(?:eldest|middle|first|"
    r"last|youngest|one)?\b(?= one| and)"
)
_TOLD = re.compile(
    r"\b(?:had|was|were|bled|went|came|got|lost|did|broke|collapsed|haemorrhaged|started|soaked|left|ended|turned|"
    r"thought|gave|made|saw|felt|leaked|stopped|used)\b"
)
_PRESENT = re.compile(
    r"\b(?:is|am|are|now|today|tonight|still|again|keeps?|has been|have been|bleeding|getting|this morning|"
    r"yesterday|since|last night|hours?|help|worse|back)\b"
)
_RESOLVED = re.compile(
    r"\b(?:turned out|turns out|all clear|(?:was|all|totally|came back|were) (?:clear|perfect|spot on|grand|"
    r"lovely|healed|normal)|never came back|nothing since|cleared up|all (?:better|gone|healed|stopped|done|finished|sorted)|"
    r"(?:fine|well|gone|recovered|ok|okay|better|healed|mended|right|dry|discharged) (?:now|since|again)|right as rain|"
    r"back to normal|long gone|packed in|ruled it out|that is history|discharged|went away|has gone away|finished|"
    r"stopped (?:by|sunday|on|at|after)|poor love|closed the case|happy with it|midwife (?:is happy|saw|seen|knows)|"
    r"checked (?:me|it|at|by))\b"
)
_THIS_TIME = re.compile(r"\bbut (?:this|now|today) (?:is|it|one|time|i|my|has)\b|\bthis one is\b")
_RETURNED = re.compile(
    r"\b(?:again|came back|come back|back again|returned|still|worse|keeps?|started|but|tonight|since yesterday|"
    r"now (?:i|my|it|the|she|he|there|her|his|we|baby)\b|this (?:morning|evening|afternoon)|last night|an hour|hours|is not|has not|not (?:right|normal|better|fine|clear))\b"
)
_NOWISH = re.compile(
    r"\b(?:again|now|back|today|this time|same|worse|came back|returned|still|tonight|since|yesterday|"
    r"keeps?|"
    r"this morning|started|ongoing|never had|but)\b"
)
_OTHERS = (
    r"(?:friend|mate|sister|cousin|mum|mother|nan|gran|auntie|aunt|colleague|neighbour|sis|sister in law|"
    r"grandma|"
    r"someone|somebody|people|boss|teacher|celebrity|actress|queen|princess|bestie|workmate|"
    r"influencer|brother|uncle|dad|grandad|manager)"
)
_OTHER_PAST = re.compile(
    rf"\b(?:my|a|our|her|the|his|your) (?:\w+ )?{_OTHERS}(?:s|'s)? (?:\w+ ){{0,2}}(?:had|lost|went|bled|"
    rf"got|was|broke|"
    r"died|almost|nearly|ended|gave|fainted|fell|spotted|leaked)\b"
    r"|\b(?:someone|somebody|people|women|everyone) (?:\w+ ){0,4}(?:had|lost|went|bled|get|have|says?|said|"
    r"who)\b"
)
# Her story is over when it tells how it ended or at which week it was.
_OTHER_STORY = re.compile(
    rf"\b(?:(?:my|a|our|her|the|his|your|boyfriends) )?(?:\w+ )?{_OTHERS}(?: in law)?(?:s|'s)? (?:\w+ ){{0,3}}?(?:had|lost|went|bled|"
    r"got|was|were|broke|died|ended|gave|fainted|fell|spotted|leaked|haemorrhaged|ignored|stopped|kicked|turned|thought|used)\b"
)
_OTHER_STILL = re.compile(
    r"\b(?:now (?:she|i|my|her)|she is (?!ok|okay|fine|well|recovered|mended|better|home|good|alive)|today|tonight|help|keeps|still|"
    r"yesterday|this (?:morning|evening)|last night|what do (?:i|we)|ambulance|hours?|just|she has|is it bad)\b"
)
_OTHER_NOW = re.compile(
    r"\b(?:is|has|now|today|since|help|just|keeps?|wont|will not|tonight|still|started|ago|yesterday|"
    r"this morning|"
    r"this evening|last night|she is|what do (?:i|we)|ambulance|weeks|months|pregnant|expecting)\b"
)
_STORY = re.compile(
    r"\b(?:in (?:the|a|my|this|that) (?:film|movie|show|series|book|novel|game|episode|story|play|song|"
    r"dream|essay|"
    r"assignment|exam|quiz|dissertation)|on (?:eastenders|corrie|netflix|casualty|telly|tv|emmerdale|"
    r"hollyoaks|"
    r"the news)|watching (?:call|casualty|a film|the film|one born)|character|eastenders|storyline|"
    r"the sims|minecraft|"
    r"fortnite|in (?:eastenders|corrie|casualty|hollyoaks)|my essay|my dissertation|for (?:uni|college|"
    r"school|"
    r"homework|my course)|player|match|premier league|goalkeeper|striker)\b"
)
_ANIMAL = (
    r"(?:dog|cat|hamster|rabbit|bunny|puppy|kitten|horse|mare|guinea pig|hen|chicken|parrot|budgie|"
    r"goldfish|tortoise|"
    r"pony|sheep|ewe|cow|goat|ferret|gerbil|snake|pet|bitch|labrador|spaniel|cockapoo|plant|houseplant)"
)
_ANIMAL_SUBJECT = re.compile(
    rf"\b(?:my|our|the|her|his|a|neighbours|neighbour's) (?:\w+ )?{_ANIMAL}(?:'s|s)?\b(?! (?:ran|jumped|"
    rf"kicked|"
    r"knocked|pulled|hit|headbutted|bit|scratched|tripped|got loose|took|threw))"
)
_ME = re.compile(r"\b(?:i am|i have|me|my (?!dog|cat|hamster|rabbit|puppy|horse|pet|kitten|hen)|i|wife|we)\b")


@dataclass(frozen=True)
class Match:
    """A matched part in its sentence. `own` are the words the pattern itself asks for."""

    sentence: Sentence
    start: int
    end: int
    own: frozenset[str]


def negated(match: Match) -> bool:
    """Is the match denied, by a negator just before it or in one of its gaps?"""
    words = match.sentence.words
    if match.own & NEGATORS:
        inside: list[int] = []
    else:
        inside = [
            i
            for i in range(match.start + 1, match.end - 1)
            if words[i] in NEGATORS and words[i] not in match.own and not _open_ended(words, i)
        ]
    before = _negator_before(match)
    count = len(inside) + (before is not None)
    return count % 2 == 1 and not _cannot_say(match)


def _open_ended(words: tuple[str, ...], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1] in _NOT_A_DENIAL


def _negator_before(match: Match) -> int | None:
    """The negator that reaches the match over light words or an "a, b or c" list, if any."""
    words = match.sentence.words
    listed = any(word in _LISTS_ON for word in words[match.start : match.end + 4]) or any(
        word in _LISTS_ON for word in words[max(0, match.start - 3) : match.start]
    )
    steps = 0
    for i in range(match.start - 1, max(-1, match.start - 10), -1):
        word = words[i]
        if word in NEGATORS:
            if word == "without" and not {"cannot", "not"}.isdisjoint(words[max(0, i - 12) : i]):
                return None  # "cannot climb stairs without ..." says that it is there
            if word == "never" and not {"like", "so", "this", "before", "worse"}.isdisjoint(
                words[match.start : match.end + 4]
            ):
                return None  # "never had pain like it"
            return None if _open_ended(words, i) and i + 1 < match.start else i
        if word in _STILL_TRUE:
            return None
        if word in _LIGHT:
            continue
        if not listed or steps >= 4:
            return None
        steps += 1
    return None


def _cannot_say(match: Match) -> bool:
    words = match.sentence.words
    return bool(_CANNOT_SAY.search(" ".join(words[max(0, match.start - 10) : match.start])))


def reading(match: Match, *, past_counts: bool = True, questions_clear: bool = True) -> Verdict:
    """Is the match told as happening now, to somebody here?"""
    words = match.sentence.words
    first, last = match.sentence.clause_bounds(match.start, match.end)
    before = " ".join(words[max(0, match.start - 16) : match.start])
    asked = " ".join(words[_question_start(words, match.start) : match.start])
    clause = " ".join(words[first:last])
    whole = " ".join(words)
    verdicts = (
        _story(before, whole),
        _animal(words, match, whole),
        _hypothetical(asked, " ".join(words[match.start : match.end]), clause, whole, match.sentence.question)
        if questions_clear
        else _information_only(asked),
        _past(clause, whole) if past_counts else Verdict.STANDS,
        _somebody_else(before, whole),
    )
    if Verdict.GONE in verdicts:
        return Verdict.GONE
    return Verdict.DOUBT if Verdict.DOUBT in verdicts else Verdict.STANDS


def _story(before: str, whole: str) -> Verdict:
    if _STORY.search(whole) and not re.search(r"\b(?:i am|my|i have|me)\b", before):
        return Verdict.GONE
    return Verdict.STANDS


def _animal(words: tuple[str, ...], match: Match, whole: str) -> Verdict:
    subject = _ANIMAL_SUBJECT.search(whole)
    if not subject:
        return Verdict.STANDS
    position = len(whole[: subject.start()].split())
    if position > match.start:
        return Verdict.STANDS
    between = " ".join(words[position + 2 : match.end])
    return Verdict.STANDS if _ME.search(between) else Verdict.GONE


def _question_start(words: tuple[str, ...], start: int) -> int:
    """Where the question that reaches the match begins: a new clause with a subject of its own ends its reach."""
    for i in range(start - 1, max(-1, start - 17), -1):
        if words[i] in CLAUSE_BREAKS:
            return i + 1
        if words[i] == "and" and i + 1 < len(words) and words[i + 1] in _NEW_SUBJECT:
            return i + 1
    return max(0, start - 16)


def _hypothetical(before: str, matched: str, clause: str, whole: str, question: bool) -> Verdict:
    reach = f"{before} {matched}".strip()
    if _BAD_IF.search(reach):
        return Verdict.DOUBT
    if _WHAT_IF.search(reach) or _IF.search(reach):
        told = _UNREAL.sub(" ", whole)
        if re.search(r"\bwould\b", whole):
            told = told.replace(reach, " ")  # "what would they do if my waters went": no report either
        return Verdict.STANDS if _ACTUAL_IF.search(told) else Verdict.GONE
    if _HOW_KNOW.search(reach):
        return Verdict.DOUBT if _ACTUAL.search(whole) else Verdict.GONE
    if _INFORMATION.search(reach):
        if not _ACTUAL.search(whole):
            return Verdict.DOUBT if _NORMAL.search(reach) and _WEEKS.search(whole) else Verdict.GONE
        return Verdict.DOUBT if question else Verdict.STANDS
    if (_GENERAL.search(whole) or _GENERAL_CLAUSE.search(clause)) and not _ACTUAL.search(whole):
        return Verdict.GONE
    return Verdict.STANDS


_PLAIN_INFORMATION = re.compile(
    r"\b(?:signs?|symptoms?|risks?|causes?|definition|meaning|leaflet|information|training|law|statistics|"
    r"awareness)\b"
    r"|\bwhat (?:is|are|does) (?!wrong|happening|the matter|this\b)"
)


def _information_only(before: str) -> Verdict:
    return Verdict.GONE if _PLAIN_INFORMATION.search(before) else Verdict.STANDS


def _past(clause: str, whole: str) -> Verdict:
    if _PAST.search(clause) and not _NOWISH.search(clause):
        return Verdict.DOUBT if _THIS_TIME.search(whole) else Verdict.GONE
    if _TOLD.search(clause) and not _PRESENT.search(clause):
        if _PAST.search(whole) and not _RETURNED.search(whole):
            return Verdict.GONE
        if _BACK_THEN.search(whole) and not _RETURNED.search(whole):
            return Verdict.DOUBT
    # Over and seen to; a sign that came back says so, and doubt never silences it.
    if _RESOLVED.search(whole) and not _RETURNED.search(whole):
        return Verdict.DOUBT
    return Verdict.STANDS


def _somebody_else(before: str, whole: str) -> Verdict:
    told = _OTHER_PAST.search(before + " ")
    if told and not _OTHER_NOW.search(whole):
        return Verdict.GONE
    if _OTHER_STORY.search(before + " ") and not _OTHER_STILL.search(whole):
        return Verdict.DOUBT
    return Verdict.STANDS


__all__ = ["CLAUSE_BREAKS", "Match", "Verdict", "negated", "reading"]
