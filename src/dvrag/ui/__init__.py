"""The Streamlit app: parse → call a facade → render."""
