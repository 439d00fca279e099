"""Parts of the variance of log duration, with their intervals."""

from collections.abc import Mapping

import pandas as pd

from .. import gate
from .look import Drawing, choose_look, name_group, open_figure, order_groups

PARTS = {
    "group": "Between groups",
    "complexity": "Complex-case criteria",
    "family": "Between families",
    "child": "Between children",
}
WHOLE = "All children"
PLAIN = "#555555"


def draw_parts(tables: Mapping[str, pd.DataFrame]) -> Drawing:
    """Draw shares of variance as bars with 95 % intervals: a block per stage, a column per part.

    Parameters
    ----------
    tables
        Stage → table of `decompose`: by scope ("all", then groups) and part: share, low, high.

    Raises
    ------
    TableError
        A column is missing, or there are more groups than colours.
    """
    for table in tables.values():
        gate.require_columns(table, ["share", "low", "high"])
    first = next(iter(tables.values()))
    scopes = [scope for scope in pd.unique(first.index.get_level_values("scope")) if scope != "all"]
    groups = order_groups(pd.Series(scopes))
    tall = (0.235 * (len(groups) + 1) + 0.32) * len(tables) + 0.95
    figure = open_figure(tall)
    figure.subplots_adjust(left=0.16, right=0.985, bottom=0.5 / tall, top=1 - 0.62 / tall, hspace=0.28, wspace=0.08)
    panels = figure.subplots(len(tables), len(PARTS), sharex=True, sharey=True, squeeze=False)
    words = []
    for row, (stage, table) in zip(panels, tables.items(), strict=True):
        for panel, (part, title) in zip(row, PARTS.items(), strict=True):
            for place, scope in enumerate(["all", *groups]):
                if (scope, part) not in table.index:
                    continue
                own = table.loc[(scope, part)]
                colour = PLAIN if scope == "all" else choose_look(scope, groups)[0]
                panel.barh(-place, own["share"], height=0.7, color=colour, alpha=0.4, linewidth=0)
                panel.plot([own["low"], own["high"]], [-place, -place], color=colour, linewidth=1.8)
                panel.plot(own["share"], -place, marker="|", markersize=8, color=colour, markeredgewidth=2)
                low, high = (f"{100 * own[name]:.0f}" for name in ("low", "high"))
                told = f"{100 * own['share']:.0f} ({low}–{high})"
                panel.text(1.7, -place, told, fontsize=7.5, va="center", ha="right")
                name = WHOLE if scope == "all" else name_group(scope)
                words.append(f"{stage}, {name}, {title.lower()} {told} %")
            panel.spines[["top", "right"]].set_visible(False)
            panel.spines["bottom"].set_bounds(0, 1)
            panel.tick_params(labelsize=8, left=False)
        row[0].set_title(stage, loc="left", fontsize=9, fontweight="bold", x=-0.72)
        row[0].set_yticks(
            [-place for place in range(len(groups) + 1)], [WHOLE, *(name_group(group) for group in groups)], fontsize=8
        )
    for panel, title in zip(panels[0], PARTS.values(), strict=True):
        panel.text(0, 1.2, title.replace(" ", "\n", 1), transform=panel.transAxes, fontsize=8.5, fontweight="bold")
    for panel in panels[-1]:
        panel.set_xlim(0, 1.7)
        panel.set_xticks([0, 0.5, 1], ["0", "50", "100 %"])
    figure.supxlabel("Share of the variance of log duration, with 95 % interval", fontsize=9)
    return Drawing(figure, f"Shares of the variance of log duration with 95 % intervals. {'; '.join(words)}.")
