"""S003: as we will see, later, mentioned below and their kin."""

from __future__ import annotations

from collections.abc import Iterator

from axiombook.book import Finding, Lesson
from axiombook.check.phrases import Phrases
from axiombook.check.rule import WORDS, Example, Rule, finding
from axiombook.facts import LessonFacts

PHRASES = Phrases(
    """
    later; later on; soon; as we will see; we will see; will see; we'll see; you will see; will be
    explained; will be shown; will be defined; will become clear; will learn; will come back; will
    return to; come back to; mentioned below; see below; shown below; described below; explained
    below; defined below; listed below; given below; discussed below; as below; further down;
    further below; next section; next lesson; next chapter; following section; following lesson;
    following chapter; subsequent section; in a moment; for now; for the moment; to be continued;
    more on this; more on that; in due course; eventually; stay tuned; coming up; down the road;
    upcoming; beyond the scope; as mentioned; mentioned above; as we have seen; as we saw;
    will be discussed; will be covered; will be introduced; will be described; we shall see; you'll see;
    to be explained;
    to be defined; return to this; return to that; coming lesson; coming lessons; coming section; hereafter; TBD; TODO
    """
)

RULE = Rule(
    "S003",
    "deferral",
    "error",
    "A promise is a forward reference in plain words: the reader has to go on without the thing.",
    wrong=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16`, as we will see.\n"}, vocabulary=WORDS + " we will see"),
    right=Example({"01-one.md": "# One\n\n1. `2 * 8 = 16`.\n"}),
)


def find_in(lesson: Lesson, facts: LessonFacts, names: frozenset[str]) -> Iterator[Finding]:
    """Every such word or phrase, in any panel."""
    for span, phrase in PHRASES.found(lesson, names):
        yield finding(
            RULE, span, f"`{phrase}` puts the fact off", "Say it here, or move this line under the one that says it."
        )
