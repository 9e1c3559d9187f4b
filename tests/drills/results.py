"""What a drill found out about one promise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A promise, whether it was kept, and the figure that says so."""

    promise: str
    is_kept: bool
    figure: str

    def __str__(self):
        return f"{'ok' if self.is_kept else 'FAIL':<5}{self.promise}: {self.figure}"
