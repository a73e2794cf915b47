"""Builds books of which every line is checked: sources -> book model -> checks -> pages -> site."""

__version__ = "0.1.0"
