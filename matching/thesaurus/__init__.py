"""The project's own vocabulary: concepts with their French, Japanese and English labels, by domain."""
