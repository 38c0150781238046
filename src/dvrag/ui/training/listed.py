"""The options of a question as a list."""

from __future__ import annotations

from dvrag.model.learning.items import Item
from dvrag.training.wording import lettered
from dvrag.ui.markup import Markup, element, escaped, joined


def options(item: Item) -> Markup:
    """Return the options as a list, each with its letter."""
    return element("ul", joined(element("li", escaped(line)) for line in lettered(item)), "dv-options")
