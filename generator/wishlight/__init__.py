"""Wishlight（微光）: a community's wishes, actions and deeds, as records that anyone can recount."""

__version__ = "0.1.0"
