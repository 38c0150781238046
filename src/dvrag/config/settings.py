"""Settings: frozen values with their defaults. The reasons for the numbers are in `docs/decisions/`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EmbedSettings:
    """The embedding model and how it runs.

    `model` is "default" (all-MiniLM-L6-v2, from its package) or a sentence-transformers name or folder.
    `runtime` is "auto" (OpenVINO for the default model, else PyTorch), "openvino" or "torch".
    `batch_tokens` bounds the padded tokens of one batch. `threads`: 0 for every processor that dvrag may use.
    `precision` is "auto" (bfloat16 for many texts at once where the processor computes in it, else float32) or
    "float32".
    """

    model: str = "default"
    runtime: str = "auto"
    batch_tokens: int = 1024
    threads: int = 0
    precision: str = "auto"


@dataclass(frozen=True, slots=True)
class ChunkSettings:
    """Sizes of passages in tokens of the embedding model.

    A passage never exceeds `max_tokens`; short unnumbered neighbours are joined up to `target_tokens`.
    """

    max_tokens: int = 220
    target_tokens: int = 140


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Limits of parsing one file in its worker process, and optical character recognition (OCR)."""

    max_megabytes: int = 200
    max_pages: int = 2000
    seconds: int = 120
    memory_megabytes: int = 1536
    ocr: bool = True
    ocr_dpi: int = 200
    ocr_seconds_per_page: int = 60
    workers: int = 2


@dataclass(frozen=True, slots=True)
class RetrieveSettings:
    """How the lexical and the vector list are found and fused.

    `dense_weight` is the share of the vector score in the convex combination, in [0, 1].
    `candidates` is the length of each list before fusion.
    `expansion_weight` is what an acronym's other names may add, as a share of the best score of the query's own words.
    `maxsim_weight` is the share, in [0, 1], of token-level re-scoring of the best hits; 0 leaves it out.
    `name_weight` is added to the score, from 0 to 1, of passages of a report that the query names.
    """

    dense_weight: float = 0.55
    candidates: int = 100
    expand_acronyms: bool = True
    expansion_weight: float = 0.3
    collapse_duplicates: bool = True
    name_weight: float = 0.25
    maxsim_weight: float = 0.0


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How much an answer quotes, when it abstains, and which language model writes it.

    `writer` is "" (answers quote) or a model as LangChain names it: "ollama:qwen3:8b", "openai:…", "anthropic:…",
    "azure_openai:…". `base_url` is the address of its server, "" for its provider's own. `context_tokens` bounds prompt
    and answer together (0: what the model is known to read, else 4096), `answer_tokens` the answer, `seconds` the time
    of one answer, `retries` the further attempts where the server fails in passing. `temperature` lies in [0, 2]; a
    negative one leaves it to the model. Prices are those of a million tokens, in any currency; 0 where none is known.
    """

    max_quotes: int = 5
    passages: int = 12
    threshold: float = 0.25
    writer: str = ""
    base_url: str = ""
    context_tokens: int = 0
    answer_tokens: int = 1000
    seconds: int = 120
    retries: int = 2
    temperature: float = 0.0
    price_input: float = 0.0
    price_output: float = 0.0


@dataclass(frozen=True, slots=True)
class AuditSettings:
    """Which answers are recorded, and for how long.

    `record` is "written" (answers that a language model wrote or was to write), "all" or "none".
    `keep_days`: records older than so many days are deleted, within a day; 0 keeps them for ever.
    """

    record: str = "written"
    keep_days: int = 0


@dataclass(frozen=True, slots=True)
class TrainSettings:
    """Which items are asked, when they come again, and what a team view shows.

    `only_accepted` leaves out items that no reviewer accepted or edited. `minutes` is the length of a sitting where
    none is given. `desired_retention` is the share of items, from 0.7 to 0.97, that a learner should still know when
    they come again. A theme is shown for a team from so many learners (`team_at_least`, 2 or more).
    """

    only_accepted: bool = False
    minutes: float = 10.0
    desired_retention: float = 0.9
    team_at_least: int = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one library."""

    embed: EmbedSettings = field(default_factory=EmbedSettings)
    chunk: ChunkSettings = field(default_factory=ChunkSettings)
    ingest: IngestSettings = field(default_factory=IngestSettings)
    retrieve: RetrieveSettings = field(default_factory=RetrieveSettings)
    answer: AnswerSettings = field(default_factory=AnswerSettings)
    audit: AuditSettings = field(default_factory=AuditSettings)
    train: TrainSettings = field(default_factory=TrainSettings)
