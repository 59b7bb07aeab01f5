"""From a sentence to proposed lines. A drafter proposes; the server alone computes money."""
