"""The style sheet of the HTML report: light and dark, screen, phone and paper. Text has a contrast of at least 4.5."""

from __future__ import annotations

from dvrag.evaluate.report.plots import BLUE, EDGE, GRID, INK, SOFT, VERMILLION

LIGHT = {"ground": "#fdfdfb", "ink": INK, "soft": SOFT, "line": GRID, "edge": "#8a949c"}
DARK = {"ground": "#14191e", "ink": "#e8ebed", "soft": "#a9b3bb", "line": "#3a444d", "edge": "#75808a"}
DARK_SERIES = {BLUE: "#56b4e9", VERMILLION: "#e69f00"}

_LAYOUT = """
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 76rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.8rem; line-height: 1.25; margin: 0 0 0.8rem; }
h2 { font-size: 1.35rem; margin: 2.4rem 0 0.6rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.08rem; margin: 1.4rem 0 0.3rem; }
p, ul { margin: 0 0 0.7rem; max-width: 46rem; }
.lead { font-size: 1.1rem; }
.targets { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0 2rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1.5rem; }
figure { margin: 0.8rem 0; max-width: 34rem; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption, .note { color: var(--soft); font-size: 0.95rem; margin: 0.4rem 0 0; max-width: 46rem; }
.wide { overflow-x: auto; margin: 1.8rem 0 0.3rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.95rem; }
caption { text-align: left; font-weight: 650; padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.7rem 0.35rem 0; font-weight: 400;
  border-bottom: 1px solid var(--line); }
thead th { font-weight: 650; border-bottom: 2px solid var(--edge); }
tbody th { font-weight: 600; min-width: 8.5ch; }
td:not(.figures) { min-width: 9em; }
dd, td span { overflow-wrap: break-word; min-width: 0; }
.figures { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .figures { white-space: normal; }
article { border-left: 3px solid var(--edge); padding-left: 1rem; margin: 1.4rem 0; break-inside: avoid; }
article h3 { margin-top: 0; }
.problem { font-weight: 600; }
dl { margin: 0 0 0.6rem; display: grid; grid-template-columns: minmax(8rem, 12rem) 1fr; gap: 0.2rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; }
blockquote { margin: 0.5rem 0; padding-left: 0.8rem; border-left: 2px solid var(--line); }
blockquote p { margin: 0; }
@media (max-width: 44rem) {
  table, caption, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { padding: 0.5rem 0; border-bottom: 1px solid var(--edge); }
  th, td, .figures { border: 0; padding: 0.1rem 0; }
  tbody th, td:not(.figures) { min-width: 0; }
  dd, td span { overflow-wrap: anywhere; }
  td { display: flex; justify-content: space-between; gap: 1rem; text-align: right; white-space: normal; }
  td::before { content: attr(data-label); color: var(--soft); text-align: left; flex: 0 0 45%; }
  dl { display: block; }
  dd { margin-bottom: 0.3rem; }
}
@page { size: A4 landscape; margin: 14mm; }
@media print {
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; }
  h2, h3, caption, thead { break-after: avoid; }
  tr, figure { break-inside: avoid; }
  th, td { padding-right: 0.35rem; }
  td:not(.figures) { min-width: 6em; }
  .wide { overflow: visible; }
}
"""


def style_sheet() -> str:
    """Return the rules."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n:root {{ {_names(DARK)} }}\n{_recoloured()}}}\n"
    return f":root {{ color-scheme: light dark; {_names(LIGHT)} }}\n{_LAYOUT}{dark}"


def _names(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _recoloured() -> str:
    """Return rules that give the colours written into a chart their counterparts of the dark theme."""
    pairs = {INK: DARK["ink"], SOFT: DARK["soft"], EDGE: DARK["soft"], GRID: DARK["line"], **DARK_SERIES}
    return "".join(
        f'figure svg [{name}="{light}"] {{ {name}: {dark}; }}\n'
        for light, dark in pairs.items()
        for name in ("fill", "stroke")
    )
