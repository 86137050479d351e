"""Hand a view on: as a link, as a frozen snapshot, as a file."""
