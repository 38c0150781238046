"""The style sheet: reading width, citations inside sentences, marked quotes. Colours follow the theme in use."""

from __future__ import annotations

from dvrag.ui.markup import Markup, show

RULES = """
.stMainBlockContainer { max-width: 78rem; padding-top: 1.5rem; padding-bottom: 2rem; }
.stHtml { overflow-wrap: anywhere; line-height: 1.55; }
.stHtml p { margin: 0 0 0.5rem; }
.stHtml ul { margin: 0 0 0.5rem; padding-left: 1.3rem; }
.stHtml h1, .stHtml h2, .stHtml h3, .stHtml h4 { padding: 0; margin: 0; line-height: 1.3; }
.stHtml h1 { font-size: 1.9rem; margin-bottom: 0.35rem; }
.stHtml h2 { font-size: 1.35rem; margin-bottom: 0.35rem; }
.stHtml h3 { font-size: 1.1rem; margin-bottom: 0.15rem; }
.stHtml h4 { font-size: 1rem; }
[data-testid="InputInstructions"] { display: none; }
.dv-soft { opacity: 0.86; font-size: 0.95rem; }
.dv-unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.stHtml mark {
  background: #ffe49c; color: #1c1c1c; padding: 0.05em 0.15em; border-radius: 0.15em;
  text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em;
  box-decoration-break: clone; -webkit-box-decoration-break: clone;
}
.dv-notice {
  border: 1px solid color-mix(in srgb, currentColor 45%, transparent); border-left-width: 0.4rem;
  border-radius: 0.4rem; padding: 0.8rem 1rem 0.4rem;
}
.dv-notice-title { font-weight: 650; }
.dv-caution { border-left-color: #b7791f; }
.dv-problem { border-left-color: #c0392b; }
.dv-help { border-left-color: #2f7ea6; }
.dv-help li { font-size: 1.1rem; margin-bottom: 0.35rem; }
.dv-passage { border-left: 3px solid color-mix(in srgb, currentColor 30%, transparent); padding-left: 0.8rem; }
.dv-context .dv-block { margin: 0 0 0.85rem; }
.dv-context .dv-number { font-weight: 650; margin-right: 0.5rem; }
.stHtml .dv-row { list-style: none; padding: 0.5rem 0.8rem; border-radius: 0.4rem;
  border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
.dv-found { border-bottom: 3px solid #1f7fc0; background: color-mix(in srgb, #1f7fc0 22%, transparent); }
mark .dv-found { border-bottom-color: #0a487a; }
.dv-term { text-decoration: underline dotted; text-underline-offset: 0.2em; cursor: help; border-radius: 0.15em; }
.dv-term:focus-visible { outline: 3px solid #d98a00; outline-offset: 2px; }
.dv-term:not(:hover):not(:focus) .dv-meaning {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.dv-meaning { font-style: italic; }
#quote { scroll-margin-top: 5rem; }
.st-key-reader-alone { max-width: 48rem; }
.st-key-reader-place .stHtml p, .st-key-reader-page-name .stHtml p, .st-key-reader-page-name .stHtml h2 { margin: 0; }
.st-key-reader-panes img { border: 1px solid color-mix(in srgb, currentColor 40%, transparent); }
@media (max-width: 640px) { .st-key-reader-panes .stHorizontalBlock { flex-direction: column-reverse; } }
.st-key-answering { min-height: 24rem; }
.dv-provisional, .dv-settled { padding-left: 0.8rem; margin-bottom: 0.6rem; }
.dv-provisional { border-left: 3px dashed currentColor; font-style: italic; }
.dv-settled { border-left: 3px solid currentColor; }
.dv-state { font-size: 0.95rem; font-style: normal; font-weight: 600; }
.stHtml .dv-dropped { padding-left: 1.3rem; }
.dv-asked { font-size: 1.1rem; font-weight: 600; }
.st-key-conversation { margin-top: 1rem; padding-top: 1rem;
  border-top: 1px solid color-mix(in srgb, currentColor 30%, transparent); }
.dv-compare { border-collapse: collapse; width: 100%; line-height: 1.55; margin-bottom: 0.8rem; table-layout: fixed; }
.dv-compare caption { text-align: left; font-weight: 650; padding-bottom: 0.4rem; color: inherit; }
.dv-compare th, .dv-compare td { text-align: left; vertical-align: top; padding: 0.5rem 0.8rem; font-weight: 400;
  overflow-wrap: anywhere; border: 1px solid color-mix(in srgb, currentColor 30%, transparent); }
.dv-compare th { font-weight: 650; }
.dv-compare th:first-child { width: 20%; }
.dv-compare p { margin: 0 0 0.4rem; font-size: 1rem; white-space: pre-line; }
.dv-compare button { background: none; border: 0; color: inherit; font: inherit; font-weight: 650; cursor: pointer;
  min-width: 1.6rem; min-height: 1.6rem; padding: 0 0.2rem; text-decoration: underline; }
.dv-facts { border-collapse: collapse; width: 100%; }
.dv-facts th, .dv-facts td {
  text-align: left; vertical-align: top; padding: 0.35rem 0.8rem 0.35rem 0; font-weight: 400;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent);
}
.dv-facts th { font-weight: 650; white-space: nowrap; }
.stHtml .dv-options { list-style: none; padding-left: 0.8rem; }
.dv-outline { list-style: none; padding-left: 0 !important; }
.dv-outline .dv-level-2 { padding-left: 1.3rem; }
.dv-outline .dv-level-3 { padding-left: 2.6rem; }
.dv-outline .dv-level-4 { padding-left: 3.9rem; }
.dv-footer {
  margin-top: 2.5rem; padding-top: 0.8rem; font-size: 0.95rem;
  border-top: 1px solid color-mix(in srgb, currentColor 30%, transparent);
}
[class*="st-key-claim-"] { display: block; margin-bottom: 0.3rem; }
[class*="st-key-claim-"] .stElementContainer, [class*="st-key-claim-"] .stHtml, [class*="st-key-claim-"] .stHtml p,
[class*="st-key-claim-"] .stButton, [class*="st-key-claim-"] .stButton > div { display: inline; width: auto; }
[class*="st-key-claim-"] .stButton button {
  display: inline-block; width: auto; min-height: 1.6rem; min-width: 1.6rem; padding: 0 0.2rem; margin: 0 0.05rem;
  vertical-align: baseline; text-decoration: underline; font-weight: 650;
}
button:focus-visible, a:focus-visible, summary:focus-visible {
  outline: 3px solid #d98a00 !important; outline-offset: 2px;
}
.stHtml .dv-turn { width: fit-content; scroll-margin-top: 5rem; border-radius: 0.2rem; }
.stHtml h2.dv-turn { font-size: 1.2rem; }
.dv-turn:focus { outline: none; }
.dv-turn:focus-visible { outline: 3px solid #d98a00; outline-offset: 4px; }
.stMain:focus-visible { outline: 3px solid #d98a00 !important; outline-offset: -3px; }
.dv-wide:focus-visible { outline: 3px solid #d98a00; outline-offset: 2px; }
.st-key-skip { position: absolute; left: 0.5rem; top: 0.25rem; width: auto; z-index: 100; }
.st-key-skip:not(:focus-within) { height: 1px; width: 1px; overflow: hidden; clip-path: inset(50%); }
.st-key-skip a { background: #1d5b79; color: #ffffff; padding: 0.4rem 0.8rem; border-radius: 0.4rem; }
#content { outline: none; scroll-margin-top: 5rem; }
.stRadio label, .stCheckbox label, .stMultiSelect button, .stDateInput button { min-height: 1.5rem; }
.stMultiSelect button { min-width: 1.5rem; }
.stMarkdown a, .stHtml a { display: inline-block; min-height: 1.5rem; }
.stElementToolbar:focus-within { opacity: 1 !important; }
.st-key-actions-narrow, .st-key-library-narrow { display: none; }
.stHtml .dv-cards { list-style: none; padding: 0; }
.dv-cards li { padding: 0.6rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
[class*="st-key-facet-"] button { min-height: 1.9rem; padding: 0; text-align: left; text-decoration: underline; }
.st-key-to-copy [data-testid="stCode"] > div { opacity: 1 !important; visibility: visible !important; }
.st-key-take-along [data-testid="stCode"] pre { padding-top: 3.2rem !important; }
#narrow-down { outline: none; scroll-margin-top: 5rem; }
.st-key-to-narrowing:not(:focus-within) { height: 1px; overflow: hidden; clip-path: inset(50%); margin-bottom: -1rem; }
@media (max-width: 640px) {
  .dv-compare, .dv-compare caption, .dv-compare tbody, .dv-compare tr, .dv-compare th, .dv-compare td {
    display: block; width: auto;
  }
  .dv-compare th:first-child { width: auto; border-bottom: 0; }
  .dv-compare thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .dv-compare tbody tr { margin-bottom: 1rem; }
  .dv-compare td { border-top: 0; }
  .dv-compare td::before { content: attr(data-side); display: block; font-weight: 600; }
  .dv-table td:has(> span:empty) { display: none; }
  .dv-facts th { white-space: normal; }
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
  .st-key-actions-table, .st-key-library-wide { display: none; }
  .st-key-actions-narrow, .st-key-library-narrow { display: flex; }
  .st-key-to-narrowing:not(:focus-within) { height: auto; overflow: visible; clip-path: none; margin-bottom: 0; }
}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after {
    animation-duration: 0.01ms !important; animation-iteration-count: 1 !important;
    transition-duration: 0.01ms !important; scroll-behavior: auto !important;
  }
}
"""


def apply() -> None:
    """Put the style sheet on the page."""
    show(Markup(f"<style>{RULES}</style>"))
