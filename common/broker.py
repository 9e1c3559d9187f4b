"""A worker keeps working after the broker was frozen: one change to how Celery's transport counts."""

from kombu.transport import redis


class ForgivingQoS(redis.QoS):
    """Counts a task as done although the broker did not hear of it.

    kombu counts it as under way for ever. With a prefetch of one the worker then asks for no other task, so
    it never notices either that its connection is gone: it hangs, and says that it lives. Here it asks,
    notices and connects again; the broker delivers that one task again, which is safe to run twice.
    """

    def ack(self, delivery_tag: str) -> None:
        """Tell the broker that a task is done; in any case there is room for the next."""
        try:
            super().ack(delivery_tag)  # type: ignore[no-untyped-call]
        except Exception:
            self._quick_ack(delivery_tag)
            raise

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        """Give a task back; in any case there is room for the next."""
        try:
            super().reject(delivery_tag, requeue=requeue)  # type: ignore[no-untyped-call]
        except Exception:
            self._quick_ack(delivery_tag)
            raise


def forgive() -> None:
    """Have every worker count like this."""
    redis.Channel.QoS = ForgivingQoS
