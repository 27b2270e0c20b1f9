"""Indicators of Sotkanet beyond the shipped ones: searched in the service's list, added as files of the installation."""
