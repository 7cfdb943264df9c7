"""Profiles for people and programs outside the screen: files, frames of pandas, figures of matplotlib."""
