"""The Streamlit app: pages that call the facade and show what it returns."""
