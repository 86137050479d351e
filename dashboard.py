"""The entry of Streamlit: ``streamlit run dashboard.py``.

The server imports this once and finds ``app``, which adds the content security policy to every answer; then it runs the
same file as a script for every change of the page.
"""

from __future__ import annotations

if __name__ == "__main__":
    # Imported here, because the parts of a page can only be registered while the server runs.
    from geo.settings import Settings
    from geo.ui.page import show_page

    show_page(Settings.from_environment())
else:
    import streamlit as st
    from starlette.middleware import Middleware

    from geo.ui.policy import ContentPolicy

    app = st.App(__file__, middleware=[Middleware(ContentPolicy)])
