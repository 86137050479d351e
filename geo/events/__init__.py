"""Articles and mentions in, events out: what happened, how certain, who, whom, when, where, and the words for it."""
