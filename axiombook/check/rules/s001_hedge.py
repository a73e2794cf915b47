"""S001: might, could be, perhaps, probably, should be and their kin."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Finding, Lesson
from axiombook.check.phrases import Phrases
from axiombook.check.rule import WORDS, Example, Rule, finding
from axiombook.facts import LessonFacts

PHRASES = Phrases(
    """
    might; may; maybe; could; could be; perhaps; probably; possibly; presumably; supposedly; apparently;
    arguably; seems; seem; seemed; seemingly; appears to; appear to; likely; unlikely; should be; should have;
    would be; usually; often; sometimes; generally; typically; normally; mostly; roughly; approximately; more or
    less; I think; we think; we believe; it is believed; tends to; tend to; not sure; unclear;
    ought to; sort of; somehow; in theory; in principle; in general; as a rule; in most cases; almost; I guess;
    I suppose;
    it is possible that; as far as I know; as far as we know
    """
)

RULE = Rule(
    "S001",
    "hedge",
    "error",
    "A hedge says that the author did not look. What is not known is measured, or left out.",
    wrong=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16`, so a slot might have 16.\n"}, vocabulary=WORDS + " might"),
    right=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16`, so a slot has 16.\n"}),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every such word or phrase, in any panel."""
    for span, phrase in PHRASES.found(lesson, names):
        yield finding(
            RULE, span, f"`{phrase}` is a hedge", "Say what is so, with the number or the proof; or leave it out."
        )
