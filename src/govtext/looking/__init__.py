"""Looking: documents and tables for a person's eyes, in the terminal, on a page and in figures."""
