"""Full rankings: one run over all companies in blocks, each a row, so that a killed worker loses nothing."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, Min, Q
from django.utils import timezone

LISTED = 10  # full rankings on the page
LEFT_AFTER = timedelta(minutes=10)  # a block claimed longer ago was left by a worker that was killed


class FullRankingQuerySet(models.QuerySet):
    def last_finished(self):
        """The latest that came to their end."""
        return self.exclude(finished_at=None).order_by("-finished_at")[:LISTED]

    def with_progress(self):
        """With how many blocks there are and how many are done."""
        done = Count("blocks", filter=Q(blocks__state="done"))
        return self.annotate(blocks_done=done, blocks_total=Count("blocks"))


class FullRanking(models.Model):
    """One ranking of everybody, under one snapshot."""

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    version = models.CharField(max_length=64)
    companies = models.PositiveIntegerField()
    suggestions = models.PositiveIntegerField(null=True, blank=True)  # open ones at the end

    objects = FullRankingQuerySet.as_manager()

    class Meta:
        get_latest_by = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finished_at"], nulls_distinct=False, name="one_unfinished_full_ranking"
            )
        ]

    def __str__(self):
        return f"{self.version[:12]} {self.started_at:%Y-%m-%d %H:%M}"


class RankingBlockQuerySet(models.QuerySet):
    def waiting(self):
        """Those still to be done."""
        return self.filter(state=RankingBlock.State.WAITING)

    def unclaimed(self):
        """Those that no living worker is at."""
        return self.filter(Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - LEFT_AFTER))

    def ready(self):
        """Those of one full ranking that may be worked on now: a stage begins when the one before is done."""
        stage = self.waiting().aggregate(first=Min("stage"))["first"]
        return self.waiting().unclaimed().filter(stage=stage).order_by("pk") if stage else self.none()


class RankingBlock(models.Model):
    """A part of a full ranking: of one stage, the French companies whose ids lie in a range (as text)."""

    class Stage(models.IntegerChoices):
        COMPARE = 1, "compare"
        SHARE_OUT = 2, "share out"
        WRITE = 3, "write"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        DONE = "done", "done"

    full_ranking = models.ForeignKey(FullRanking, on_delete=models.CASCADE, related_name="blocks")
    stage = models.PositiveSmallIntegerField(choices=Stage)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    first = models.CharField(max_length=20, blank=True)
    last = models.CharField(max_length=20, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    found = models.BinaryField(null=True, blank=True)  # of COMPARE the pairs, for WRITE the lists

    objects = RankingBlockQuerySet.as_manager()

    def __str__(self):
        return f"{self.full_ranking}: {self.get_stage_display()} {self.first}–{self.last}"
