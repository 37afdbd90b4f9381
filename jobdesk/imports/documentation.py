"""The tables of docs/import.md: what each list can hold, as the code has it."""

from django.utils import translation

from jobdesk.imports.kinds import Kind, kinds


def tables(slug: str) -> str:
    """Return the section of a kind, in English."""
    with translation.override("en"):
        kind = kinds()[slug]()
        lines = [
            f"### `{slug}`: {kind.label}",
            "",
            str(kind.hint),
            "",
            "| column | name in a mapping | needed | how to write it | example |",
            "|---|---|---|---|---|",
        ]
        for name, column in kind.columns.items():
            form = str(column.values.form).replace("|", "/")
            hint = f" {column.hint}" if column.hint else ""
            cells = (str(column.label), f"`{name}`", needed(kind, name), f"{form}.{hint}", column.example)
            lines.append(f"| {' | '.join(cells)} |")
        return "\n".join(lines) + "\n"


def needed(kind: Kind, name: str) -> str:
    """Say whether a list cannot do without a column."""
    if kind.columns[name].is_required:
        return "yes"
    group = next((each for each in kind.needs if name in each), ())
    others = " or ".join(f"`{each}`" for each in group if each != name)
    return f"or {others}" if others else ""
