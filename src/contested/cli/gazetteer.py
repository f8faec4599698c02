"""`contested gazetteer`: which places are known, and the full set from GeoNames' dumps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from contested.settings import Settings

if TYPE_CHECKING:
    from contested.data.gazetteer.shared import Progress

app = typer.Typer(no_args_is_help=True, help="The places that are known: build the index, or say what is in use.")
Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]


@app.command()
def build(
    geonames: Annotated[
        Path | None, typer.Option(help="GeoNames' allCountries.zip.", exists=True, dir_okay=False)
    ] = None,
    alternate_names: Annotated[
        Path | None, typer.Option(help="GeoNames' alternateNamesV2.zip.", exists=True, dir_okay=False)
    ] = None,
    admin1: Annotated[
        Path | None, typer.Option(help="GeoNames' admin1CodesASCII.txt.", exists=True, dir_okay=False)
    ] = None,
) -> None:
    """Build the index of places. Without --geonames: the small one, again, from what is installed; a full one goes."""
    from contested.data.gazetteer.build import build_small, full_path

    settings = Settings.from_env()
    with _progress() as tell:
        if geonames is None:
            if alternate_names or admin1:
                raise typer.BadParameter("Give --geonames too: the other files only add names to its places.")
            full_path(settings).unlink(missing_ok=True)
            path = build_small(settings, tell)
        else:
            from contested.data.gazetteer.geonames import build_full

            path = build_full(settings, geonames, alternate_names, admin1, tell)
    print(f"Built {path}, {path.stat().st_size / 1e6:.0f} MB.")


@app.command()
def info(as_json: Json = False) -> None:
    """Say which gazetteer is in use, what it is made of, and how much is in it."""
    from contested.data.gazetteer import Gazetteer

    with _progress() as tell:
        told: dict[str, Any] = Gazetteer.open(Settings.from_env(), tell).info()
    if as_json:
        import json

        print(json.dumps(told, ensure_ascii=False))
        return
    classes = {"A": "countries and divisions", "P": "settlements", "H": "waters", "L": "areas", "S": "sites",
               "T": "mountains and islands", "V": "forests"}  # fmt: skip
    print(f"The {told['which']} gazetteer is in use: {told['places']:,} places under {told['names']:,} names.")
    for letter, count in told["by_class"].items():
        print(f"  {classes.get(letter, letter):24} {count:>10,}")
    print(f"Sources: {told['sources']}.\nFile: {told['path']} ({told['bytes'] / 1e6:.0f} MB).")
    if told["which"] == "small":
        print("A full one from GeoNames' dumps: contested gazetteer build --geonames allCountries.zip")


@contextmanager
def _progress() -> Iterator[Progress]:
    """A progress bar on the error output, shown once there is something to wait for."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("places", total=1.0, visible=False)

        def tell(step: str, share: float) -> None:
            bar.update(task, description=f"Building the gazetteer: {step}", completed=share, visible=True)

        yield tell
