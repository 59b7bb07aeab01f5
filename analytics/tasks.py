"""The clock asks every quarter of an hour; each shop's midnight decides."""

from celery import shared_task

from analytics.services.rollups import roll_up_due as close_days


@shared_task(name="analytics.roll_up_due")
def roll_up_due():
    close_days()
