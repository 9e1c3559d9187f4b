"""What may happen to one match, from the first interest to the outcome; one module per activity."""
