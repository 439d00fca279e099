"""Times as the place has them: a browser that believes to be elsewhere shows them as they come."""

from datetime import datetime, timedelta


def at_place(moment: datetime | None) -> str | None:
    """Write a moment with day and clock of the place."""
    return moment.astimezone().isoformat() if moment else None


def minutes_east() -> int:
    """By how many minutes the clocks of the place are ahead of Greenwich now."""
    return int((datetime.now().astimezone().utcoffset() or timedelta()).total_seconds()) // 60
