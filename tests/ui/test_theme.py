"""The app's rails and the contrast of its colours."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dvrag.ui import style
from dvrag.ui.library import arrivals

AA = 4.5
"""Least contrast of text. Source: WCAG 2.2, success criterion 1.4.3."""
AA_CONTROLS = 3.0
"""Least contrast of the edge of a control. Source: WCAG 2.2, success criterion 1.4.11."""


@pytest.fixture(scope="module")
def config(repository: Path) -> dict[str, Any]:
    return tomllib.loads((repository / ".streamlit" / "config.toml").read_text("utf-8"))


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rrggbb". Source: WCAG 2.2, definition of relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faded(colour: str, onto: str, opacity: float) -> str:
    mixed = (round(int(colour[i : i + 2], 16) * opacity + int(onto[i : i + 2], 16) * (1 - opacity)) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def test_the_formula_agrees_with_the_known_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("ink", ["textColor", "linkColor"])
def test_text_stands_out(config: dict[str, Any], scheme: str, ground: str, ink: str) -> None:
    theme = config["theme"][scheme]
    assert contrast(theme[ink], theme[ground]) >= AA


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_soft_text_stands_out(config: dict[str, Any], scheme: str) -> None:
    theme = config["theme"][scheme]
    opacities = [float(value) for value in re.findall(r"opacity: ([\d.]+)", style.RULES)]
    assert opacities
    for opacity in opacities:
        soft = faded(theme["textColor"], theme["backgroundColor"], opacity)
        assert contrast(soft, theme["backgroundColor"]) >= AA


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_label_of_the_main_button_stands_out(config: dict[str, Any], scheme: str) -> None:
    assert contrast("#ffffff", config["theme"][scheme]["primaryColor"]) >= AA


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_stand_out(config: dict[str, Any], scheme: str) -> None:
    theme = config["theme"][scheme]
    assert contrast(theme["borderColor"], theme["backgroundColor"]) >= AA_CONTROLS


def test_a_marked_quote_stands_out() -> None:
    rule = re.search(r"mark \{\s*background: (#\w{6}); color: (#\w{6})", style.RULES)
    assert rule
    assert contrast(rule[1], rule[2]) >= AA


def test_the_base_font_is_large_enough(config: dict[str, Any]) -> None:
    assert config["theme"]["baseFontSize"] >= 16


def test_nothing_is_sent_and_nothing_internal_is_shown(config: dict[str, Any]) -> None:
    assert config["browser"]["gatherUsageStats"] is False
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["enableXsrfProtection"] is True
    assert config["server"]["maxUploadSize"] == arrivals.MOST_MEGABYTES  # of a report; other boxes set less
    assert config["client"] == {"showErrorDetails": "none", "showErrorLinks": False, "toolbarMode": "minimal"}


def test_every_setting_is_known_to_streamlit(config: dict[str, Any]) -> None:
    from streamlit import config as streamlit_config

    known = set(streamlit_config.get_config_options())
    flat = {
        f"{section}.{key}" if not isinstance(value, dict) else f"{section}.{key}.{inner}"
        for section, values in config.items()
        for key, value in values.items()
        for inner in (value if isinstance(value, dict) else [""])
    }
    assert flat <= known
