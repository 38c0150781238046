"""How an answer was made, so that it can be disclosed and challenged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dvrag.answer.exported import wording
from dvrag.exports.document import Block, Heading, Table, plain
from dvrag.model.answers import Answer, Status, Verdict
from dvrag.model.results import Filters
from dvrag.model.writing import Usage
from dvrag.text.plain import counted, date_in_words

_STATUS = {Status.ANSWERED: "answered", Status.NOT_FOUND: "the reports do not answer"}
_MODELS = {"embedder": "Model that compares meanings", "writer": "How sentences are written"}
_WRITERS = {"quotes": "quoted from the reports, without a language model"}


def record(answer: Answer, filters: Filters, when: datetime) -> Iterator[Block]:
    """Yield a table of what went into the answer and how it was checked."""
    saved = ("Saved", f"{date_in_words(f'{when:%Y-%m-%d}')}, {when:%H:%M} (UTC{when:%z})")
    known = tuple((plain(name), plain(value)) for name, value in (*facts(answer, filters), saved))
    yield Heading("How this answer was made")
    yield Table(("What", "Value"), known, "How this answer was made", (1, 2))


def facts(answer: Answer, filters: Filters) -> tuple[tuple[str, str], ...]:
    """Return names and values of what went into the answer and how it was checked, in plain words; those known."""
    models = ((_MODELS.get(name, f"Model ({name})"), _WRITERS.get(used, used)) for name, used in answer.models.items())
    rows = (
        ("Question as asked", answer.question),
        ("Question as understood", answer.understood),
        ("Result", _STATUS.get(answer.status, answer.status.value)),
        ("Reports searched", wording.filters(filters) or "all of the library"),
        ("Counted", _counted(answer)),
        ("Passages cited", f"{len(answer.sources):,}" if answer.sources else ""),
        ("Checked", _checked(answer)),
        ("Confidence", f"{answer.confidence:.2f} of 1" if answer.claims else ""),
        ("Fingerprint of the library", answer.library),
        *models,
        *by_model(answer),
    )
    return tuple((name, value) for name, value in rows if value)


def _counted(answer: Answer) -> str:
    return f"{answer.count.n:,}, from the register of findings, each listed" if answer.count else ""


def _checked(answer: Answer) -> str:
    """Return how many sentences are quotes, and how many their sources carry."""
    claims = [claim for claim in answer.claims if not wording.is_total(claim, answer)]
    if not claims or wording.is_written(answer):
        return ""
    quotes = sum(answer.quotes(claim) for claim in claims)
    supported = sum(claim.verdict is Verdict.SUPPORTED for claim in claims)
    if quotes == supported == len(claims):
        return "each sentence is quoted word for word from its source"
    total = counted(len(claims), "sentence")
    return f"of {total}, {quotes:,} quoted word for word; {supported:,} fully supported by the source"


def by_model(answer: Answer) -> tuple[tuple[str, str], ...]:
    """Return names and values on the language model that wrote, or was to write; an empty value is not shown."""
    rows: tuple[tuple[str, str], ...] = (("Why it is quoted", answer.note),)
    draft = answer.draft
    if draft is None:
        return rows
    verdicts = f"of each sentence against what it cites: {wording.verdicts(answer)}"
    return (
        ("Language model", draft.model),
        ("Version of the instructions to it", draft.prompt),
        ("Passages given to it", f"{len(draft.passages):,}"),
        ("Tokens", _tokens(draft.usage)),
        ("Left this machine", wording.sent(answer) or "nothing: the model runs on this machine"),
        ("Checked", verdicts if wording.is_written(answer) else ""),
        *rows,
    )


def _tokens(usage: Usage) -> str:
    if not usage.input_tokens and not usage.output_tokens:
        return ""
    cost = f", cost {usage.cost:g}" if usage.cost is not None else ""
    return f"{usage.input_tokens:,} read, {usage.output_tokens:,} written{cost}"
