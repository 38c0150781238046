"""How the verifier's parser was trained, to train it anew (about 25 minutes on one core).

Run, where spaCy and a model of its kind `en_core_web_sm` are installed:
    python -m benchmarks.parser_training parse --sentences FILE --model NAME --parses FILE
and in dvrag's own environment:
    python -m benchmarks.parser_training train --parses FILE [--epochs 18] [--out src/dvrag/answer/verify/syntax]
`--sentences`: a JSON list of sentences. `parse` writes what the larger parser says of them; `train` learns from it,
prints how much it agrees on 400 sentences that it does not learn from, and writes `parser.json` and `checksum.txt`.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from dvrag.answer.verify.syntax.network import FILE, packed
from dvrag.answer.verify.syntax.parser import SHORT, STEPS, TOKEN

LABELS = """other ROOT nsubj nsubjpass dobj dative agent prep pobj pcomp poss attr aux auxpass neg conj cc xcomp ccomp
advcl relcl acl mod advmod appos det mark prt case expl""".split()
TAGS = "other VBN VBG VB VBF AUX NOUN PROPN PRON WH ADJ ADV NUM ADP DET".split()
_AS = {
    **dict.fromkeys(("compound", "amod", "nummod", "nmod", "quantmod"), "mod"),
    **{"npadvmod": "advmod", "acomp": "attr", "oprd": "attr", "predet": "det", "preconj": "cc"},
    **{"csubj": "nsubj", "csubjpass": "nsubjpass"},
}
WORDS, SUFFIXES, LONGEST, HELD, BATCH = 3000, 300, 60, 400, 48
WIDTH, ARC, LABEL, UNSEEN = 112, 64, 32, 0.06
Row = list[Any]


@dataclass(frozen=True)
class Example:
    """A sentence as numbers, one row a word: word, ending, head, label, tag; and its shapes."""

    ids: np.ndarray[Any, Any]
    shapes: np.ndarray[Any, Any]


class Parser(nn.Module):
    """The network that `answer/verify/syntax/parser.py` computes in numpy."""

    def __init__(self) -> None:
        super().__init__()
        self.we, self.se = nn.Embedding(WORDS + 1, 48), nn.Embedding(SUFFIXES + 1, 16)
        self.inp = nn.Linear(68, WIDTH)
        self.conv = nn.ModuleList([nn.Linear(3 * WIDTH, WIDTH) for _ in STEPS])
        self.ah, self.ad = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc, self.dist = nn.Parameter(torch.randn(ARC + 1, ARC) * 0.05), nn.Parameter(torch.zeros(2, 16))
        self.lh, self.ld = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.lab = nn.Parameter(torch.randn(len(LABELS), LABEL + 1, LABEL + 1) * 0.02)
        self.tag, self.drop = nn.Linear(WIDTH, len(TAGS)), nn.Dropout(0.2)

    def hidden(self, ids: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return shape (sentences, words, WIDTH); some words are hidden while it learns."""
        words = ids[..., 0]
        if self.training:
            words = torch.where(torch.rand(words.shape) < UNSEEN, torch.zeros_like(words), words)
        h = functional.relu(self.inp(self.drop(torch.cat([self.we(words), self.se(ids[..., 1]), shapes], -1)))) * mask
        for step, layer in zip(STEPS, self.conv, strict=True):
            left, right = functional.pad(h, (0, 0, step, 0))[:, :-step], functional.pad(h, (0, 0, 0, step))[:, step:]
            h = (h + functional.relu(layer(self.drop(torch.cat([left, h, right], -1))))) * mask
        dropped: torch.Tensor = self.drop(h)
        return dropped

    def arcs(self, h: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return shape (sentences, words, heads)."""
        scores = _one(torch.tanh(self.ad(h))) @ self.arc @ torch.tanh(self.ah(h)).transpose(1, 2)
        place = torch.arange(scores.shape[1])
        away = place[None, :] - place[:, None]
        near = torch.clamp(torch.log2(away.abs().clamp(min=1).float()) * 2.5, max=15).long()
        scores = scores + torch.where(away > 0, self.dist[0][near], self.dist[1][near])
        return scores.masked_fill(mask.transpose(1, 2) == 0, -1e4)

    def labels(self, h: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Return shape (sentences, words, labels), given the heads."""
        over, own = torch.tanh(self.lh(h)), torch.tanh(self.ld(h))
        over = torch.gather(over, 1, heads[..., None].expand(-1, -1, over.shape[-1]))
        found: torch.Tensor = torch.einsum("bni,lij,bnj->bnl", _one(own), self.lab, _one(over))
        return found


def parse(wanted: Namespace) -> None:
    """Write what the larger parser says, on the tokens that dvrag's own parser reads."""
    spacy = importlib.import_module("spacy")
    larger = spacy.load(wanted.model, exclude=["ner", "lemmatizer"])
    doc = importlib.import_module("spacy.tokens").Doc
    texts = [text.replace("’", "'") for text in json.loads(wanted.sentences.read_text("utf-8"))]
    docs = []
    for text in texts:
        found = list(TOKEN.finditer(text))
        spaces = [text[m.end() : m.end() + 1].isspace() for m in found]
        docs.append(doc(larger.vocab, words=[m.group() for m in found], spaces=spaces))
    rows = [[[w.text, w.tag_, w.pos_, w.dep_, w.head.i] for w in each] for each in larger.pipe(docs, batch_size=128)]
    wanted.parses.write_text(json.dumps(rows), "utf-8")


def train(wanted: Namespace) -> None:
    """Learn, print the agreement after each epoch, and write the network."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    parsed = [rows for rows in json.loads(wanted.parses.read_text("utf-8")) if 2 <= len(rows) <= LONGEST]
    words = [w for w, _ in Counter(row[0].lower() for rows in parsed for row in rows).most_common(WORDS)]
    ends = Counter(r[0].lower()[-3:] for rows in parsed for r in rows if len(r[0]) > SHORT and r[0].isalpha())
    suffixes = [end for end, _ in ends.most_common(SUFFIXES)]
    known = {w: i for i, w in enumerate(words, 1)}, {w: i for i, w in enumerate(suffixes, 1)}
    examples = [_example(rows, *known) for rows in parsed]
    held, learned = examples[:HELD], examples[HELD:]
    net, rng = Parser(), np.random.default_rng(0)
    best = torch.optim.AdamW(net.parameters(), lr=4e-3, weight_decay=0.01)
    steps = wanted.epochs * -(-len(learned) // BATCH)
    rate = torch.optim.lr_scheduler.OneCycleLR(best, 5e-3, total_steps=steps)
    for epoch in range(wanted.epochs):
        net.train()
        order = sorted(rng.permutation(len(learned)), key=lambda i: (len(learned[i].ids) // 4, rng.random()))
        parts = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        for at in rng.permutation(len(parts)):
            best.zero_grad()
            _loss(net, [learned[i] for i in parts[at]]).backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            best.step()
            rate.step()
        print(epoch, "of the words attached alike: {:.3f}, with the same label: {:.3f}".format(*_agreement(net, held)))
    _write(net, words, suffixes, wanted.out)


def _example(rows: list[Row], words: dict[str, int], suffixes: dict[str, int]) -> Example:
    ids = [
        (
            words.get(text.lower(), 0),
            suffixes.get(text.lower()[-3:], 0) if len(text) > SHORT else 0,
            head,
            _label(dep),
            TAGS.index(_tag(tag, kind)),
        )
        for text, tag, kind, dep, head in rows
    ]
    texts = [row[0] for row in rows]
    shapes = [
        (t[0].isupper(), t[0].isdigit() or t[0] == "£", len(t) > 1 and t.isupper(), not t[0].isalnum()) for t in texts
    ]
    return Example(np.array(ids), np.array(shapes, dtype=np.float32))


def _label(dep: str) -> int:
    plain = _AS.get(dep, dep)
    return LABELS.index(plain) if plain in LABELS else 0


def _tag(tag: str, kind: str) -> str:
    if tag in {"WDT", "WP", "WP$", "WRB"}:
        return "WH"
    if kind == "AUX" or tag == "MD":
        return "AUX"
    if kind == "VERB":
        return tag if tag in {"VBN", "VBG", "VB"} else "VBF"
    return kind if kind in TAGS else "other"


def _batch(examples: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(each.ids) for each in examples)
    pad = [longest - len(each.ids) for each in examples]
    ids = np.stack([np.pad(e.ids, ((0, p), (0, 0))) for e, p in zip(examples, pad, strict=True)])
    shapes = np.stack([np.pad(e.shapes, ((0, p), (0, 0))) for e, p in zip(examples, pad, strict=True)])
    mask = np.stack([np.arange(longest)[:, None] < longest - p for p in pad]).astype(np.float32)
    return torch.tensor(ids), torch.tensor(shapes), torch.tensor(mask)


def _loss(net: Parser, examples: list[Example]) -> torch.Tensor:
    ids, shapes, mask = _batch(examples)
    real = mask[..., 0] > 0
    h = net.hidden(ids, shapes, mask)
    heads = functional.cross_entropy(net.arcs(h, mask)[real], ids[..., 2][real])
    labels = functional.cross_entropy(net.labels(h, ids[..., 2])[real], ids[..., 3][real])
    return heads + labels + 0.5 * functional.cross_entropy(net.tag(h)[real], ids[..., 4][real])


@torch.no_grad()
def _agreement(net: Parser, examples: list[Example]) -> tuple[float, float]:
    """Return the shares of words attached alike, and attached alike with the same label; marks are not counted."""
    net.eval()
    ids, shapes, mask = _batch(examples)
    counted = (mask[..., 0] > 0) & (ids[..., 3] != 0)
    h = net.hidden(ids, shapes, mask)
    heads = net.arcs(h, mask).argmax(-1)
    same = (heads == ids[..., 2]) & counted
    labelled = same & (net.labels(h, heads).argmax(-1) == ids[..., 3])
    total = float(counted.sum())
    return float(same.sum()) / total, float(labelled.sum()) / total


def _write(net: Parser, words: list[str], suffixes: list[str], out: Path) -> None:
    named = {"we.weight": "words", "se.weight": "suffixes"}
    arrays = {named.get(name, name): packed(value.numpy()) for name, value in net.state_dict().items()}
    kept = {"labels": LABELS, "tags": TAGS, "words": " ".join(words), "suffixes": " ".join(suffixes), "arrays": arrays}
    raw = (json.dumps(kept, ensure_ascii=False) + "\n").encode()
    (out / FILE).write_bytes(raw)
    (out / "checksum.txt").write_text(hashlib.sha256(raw).hexdigest() + "\n", "utf-8")


def _one(rows: torch.Tensor) -> torch.Tensor:
    return torch.cat([rows, torch.ones_like(rows[..., :1])], -1)


def main() -> None:
    """Parse or train, as the first argument says."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("parse", "train"))
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--parses", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=18)
    parser.add_argument("--out", type=Path, default=Path("src/dvrag/answer/verify/syntax"))
    wanted = parser.parse_args()
    if wanted.step == "parse" and wanted.sentences is None:
        parser.error("parse needs --sentences, a JSON list of sentences.")
    (parse if wanted.step == "parse" else train)(wanted)


if __name__ == "__main__":
    main()
