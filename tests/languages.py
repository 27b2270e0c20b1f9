"""The languages that are shipped, for tests that go through all of them (contracts/test_languages.py holds them to it)."""

LANGUAGES = ("fi", "sv", "en")
