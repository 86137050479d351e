"""The analysers of word forms, a module for each package and group of languages: :mod:`geo.geoparse.morphology`."""
