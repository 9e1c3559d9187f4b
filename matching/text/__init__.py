"""From a founder's text to the concepts it speaks of."""
