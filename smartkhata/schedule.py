"""Every timed job, one line each. No business schedule stands here: jobs ask the rows what is due."""

SCHEDULE = {
    "facts": {"task": "core.sweep_facts", "every": "sweep"},
    "deliver": {"task": "notifications.deliver", "every": "sweep"},
    "deliver_urgent": {"task": "notifications.deliver_urgent", "every": "sweep"},
    "apply_reports": {"task": "notifications.apply_reports", "every": "sweep"},
    "forget_reports": {"task": "notifications.forget_reports", "every": 3600},
    "send_scheduled": {"task": "notifications.send_scheduled", "every": "sweep"},
    "recompute_schedules": {"task": "notifications.recompute_schedules", "every": 3600},
    "plans": {"task": "invoicing.run_plans", "every": 300},
    "batches": {"task": "invoicing.sweep_batches", "every": 60},
    "drafts": {"task": "invoicing.generate", "every": "sweep"},
    "remind": {"task": "notifications.remind_due", "every": 600},
    "watch": {"task": "notifications.watch", "every": 3600},
    "gather": {"task": "notifications.gather", "every": 300},
    "digests": {"task": "notifications.send_digests", "every": 300},
    "check_invariants": {"task": "notifications.check_invariants", "every": 24 * 3600},
    "plans_near": {"task": "notifications.tell_near_plans", "every": 3600},
    "roll_up": {"task": "analytics.roll_up_due", "every": 900},
    "count_words": {"task": "customers.count_words", "every": 24 * 3600},
    "forget": {"task": "core.forget_expired", "every": 3600},
}


def sweeps():
    """The tasks that look every few seconds for what is due."""
    return [entry["task"] for entry in SCHEDULE.values() if entry["every"] == "sweep"]


def beat_schedule(sweep_seconds):
    """SCHEDULE as Celery wants it; an entry that is not consumed within its period is dropped, not stacked."""
    seconds = {name: sweep_seconds if e["every"] == "sweep" else e["every"] for name, e in SCHEDULE.items()}
    return {
        name: {"task": e["task"], "schedule": seconds[name], "options": {"expires": seconds[name]}}
        for name, e in SCHEDULE.items()
    }
