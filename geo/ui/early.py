"""What a browser may fetch at once: the parts of Streamlit and of the map that the page asks for one by one later.

In: the files of the installed packages. Out: one ``Link`` header for the page itself. A part that is not found is left
out: then the browser asks for it when it comes to it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# The widgets of the page with the map, as Streamlit names the scripts that draw them, the frame of the map first.
WIDGETS = (
    "ComponentInstance", "BidiComponent", "Html", "TextInput", "Button", "DateInput", "Multiselect", "Checkbox",
    "Selectbox",
)  # fmt: skip
MAP = (
    "app/static/vendor/leaflet/leaflet.js",
    "app/static/vendor/leaflet/leaflet.css",
    "app/static/basemap/world.json.gz",
)
_IMPORTED = re.compile(r'from\s*"\./([\w.-]+\.js)"')
_HEAD = re.compile(r'"\./static/js/([\w.-]+\.js)"')


@cache
def early_links() -> bytes:
    """Return the header: modules to read at once, and files that the frame of the map will ask for."""
    modules = [f"<./static/js/{name}>; rel=modulepreload; crossorigin" for name in _modules()]
    files = [f"<./{path}>; rel=prefetch" for path in MAP]
    return ", ".join((*modules, *files)).encode()


def _modules() -> list[str]:
    """Return the scripts of the widgets with all that they import, without those that the page names itself."""
    found = find_spec("streamlit")  # found, not imported: its parts may only be registered while the server runs
    folder = Path(found.origin or "").parent / "static" if found else Path()
    scripts, page = folder / "static/js", folder / "index.html"
    named = set(_HEAD.findall(page.read_text(encoding="utf-8"))) if page.exists() else set()
    wanted = [path.name for name in WIDGETS for path in sorted(scripts.glob(f"{name}.*.js"))]
    for name in wanted:  # grows as it goes
        text = (scripts / name).read_text(encoding="utf-8")
        wanted += [other for other in _IMPORTED.findall(text) if other not in wanted and (scripts / other).exists()]
    return [name for name in wanted if name not in named]
