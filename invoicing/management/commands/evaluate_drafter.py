"""manage.py evaluate_drafter FILE [--predictions OUT]: how well the local drafter reads labelled prompts."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from invoicing.drafting import evaluation
from invoicing.drafting.local import LocalDrafter


class Command(BaseCommand):
    help = "Reads labelled prompts with the local drafter and prints what was right, per language. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="a list of cases with prompt, business_context and expected"
        )
        parser.add_argument("--predictions", type=Path, help="write {id: prediction} here")
        parser.add_argument("--wrong", action="store_true", help="show every case that is not all right")

        parser.add_argument("--bands", action="store_true", help="show what each confidence was worth")

    def handle(self, *args, file, predictions, wrong, **options):
        drafter, scored, made, rights = LocalDrafter(), [], {}, {}
        for case in json.loads(file.read_text(encoding="utf-8")):
            made[case["id"]] = evaluation.predict(drafter, case)
            right = evaluation.score(case, made[case["id"]])
            scored.append((case["lang"], right))
            rights[case["id"]] = right
            if wrong and not right["all"]:
                missed = [name for name in evaluation.MEASURES[:5] if not right[name]]
                self.stdout.write(f"{case['id']} {case['prompt']!r}: {missed} {made[case['id']]}")
        self._print(evaluation.report(scored))
        if options["bands"]:
            self._print_bands(evaluation.bands((made[case], right) for case, right in rights.items()))
        if predictions:
            predictions.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")

    def _print_bands(self, table):
        self.stdout.write("confidence    cases  all right  wrong in silence")
        for band, row in table.items():
            share = f"{row['all'] / row['n']:.0%}"
            self.stdout.write(f"{band:>10}  {row['n']:>7}  {share:>9}  {row['silent_wrong']:>16}")

    def _print(self, table):
        heads = ("lang", "n", *evaluation.MEASURES)
        self.stdout.write("  ".join(f"{head:>12}" for head in heads))
        for language, row in table.items():
            self.stdout.write("  ".join(f"{cell:>12}" for cell in (language, *row.values())))
