"""The version of pixnb, alone in a module that anything may read."""

__version__ = "0.2.0"
