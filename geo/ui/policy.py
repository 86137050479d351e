"""What every answer of the server says beside its content.

That is the content security policy: what a browser lets the page do, even if hostile text should slip through; and with
the page itself, what the browser may fetch at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.ui.early import early_links

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_RULES = {
    "default-src": "'self'",
    # Streamlit and the map's frame run scripts written into the page, and evaluate the map's layers.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' blob: data:",  # in current browsers 'self' includes the page's own web socket
    "worker-src": "'self' blob:",
    "frame-src": "'self' blob:",
    "frame-ancestors": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
POLICY = "; ".join(f"{name} {allowed}" for name, allowed in _RULES.items())
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class ContentPolicy:
    """ASGI middleware that adds the policy to every HTTP answer, and what comes next to the page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, answers with the policy."""
        added = [*HEADERS, (b"link", early_links())] if scope.get("path") == "/" else HEADERS

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        await self.app(scope, receive, send_with_policy if scope["type"] == "http" else send)
