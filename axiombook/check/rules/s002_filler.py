"""S002: filler words, intensifiers, adverbs that carry no fact."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Finding, Lesson
from axiombook.check.phrases import Phrases
from axiombook.check.rule import WORDS, Example, Rule, finding
from axiombook.facts import LessonFacts

# Words in -ly that carry a fact, or are no adverbs.
KEPT = frozenset(
    """
    only early exactly directly separately equally respectively exclusively independently reply apply
    supply multiply imply comply rely fly ally family assembly july daily weekly yearly monthly hourly
    belly bully jelly rally tally ugly friendly holy sly ply anomaly monopoly butterfly likely unlikely
    possibly probably usually generally typically normally mostly roughly approximately presumably
    supposedly apparently arguably seemingly
    """.split()
)
PHRASES = Phrases(
    """
    very; just; really; quite; actually; basically; simply; obviously; clearly; of course; note that; in fact;
    indeed; essentially; literally; merely; certainly; definitely; surely; extremely; totally; absolutely;
    pretty much; somewhat; fairly; truly; honestly; frankly; needless to say; it is important to; it should be
    noted; keep in mind; remember that; as you know; as you can see; in other words; that is to say; in order
    to; at the end of the day; when it comes to; due to the fact that; so to speak; anyway; after all; by the
    way; amazing; awesome; great; nice; beautiful; elegant; clever; imagine; let us; let's; welcome; in summary;
    to sum up; in conclusion; hopefully; luckily; sadly; unfortunately; interestingly; importantly;
    surprisingly; naturally; even though it may; please; a lot; super; notice that; as a matter of fact; as we all know;
    no doubt; without doubt; so-called; wonderful; fantastic; powerful; seamless; interesting; straightforward; trivial
    """,
    endings=("ly",),
    kept=KEPT,
)

RULE = Rule(
    "S002",
    "filler",
    "error",
    "A word that carries no fact costs the reader attention that the facts need.",
    wrong=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16` is very simply so.\n"}, vocabulary=WORDS + " very simply"),
    right=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16` is so.\n"}),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every such word or phrase, in any panel."""
    for span, phrase in PHRASES.found(lesson, names):
        yield finding(
            RULE, span, f"`{phrase}` carries no fact", "Take it out; where it meant something, say what, with a number."
        )
