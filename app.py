"""The dvrag app: `streamlit run app.py`."""

from dvrag.ui.app import main

main()
