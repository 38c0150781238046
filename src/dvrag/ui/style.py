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
.dv-context .dv-page {
  font-size: 0.9rem; opacity: 0.86; margin: 0.4rem 0 0.85rem;
  border-top: 1px solid color-mix(in srgb, currentColor 30%, transparent); padding-top: 0.3rem;
}
.dv-facts { border-collapse: collapse; width: 100%; }
.dv-facts th, .dv-facts td {
  text-align: left; vertical-align: top; padding: 0.35rem 0.8rem 0.35rem 0; font-weight: 400;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent);
}
.dv-facts th { font-weight: 650; white-space: nowrap; }
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
@media (max-width: 640px) { .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; } }
"""


def apply() -> None:
    """Put the style sheet on the page."""
    show(Markup(f"<style>{RULES}</style>"))
