"""python -m benchmarks.search_rounds: started by benchmarks/search.py, which makes the servers."""

import argparse
import os

import django

django.setup()

from benchmarks.search_rounds import crowd, report, ways  # noqa: E402
from benchmarks.search_rounds.questions import questions  # noqa: E402


def main():
    asked = read_arguments()
    superuser = os.environ["BENCH_SUPERUSER_URL"].rsplit("/", 1)[0] + "/smartkhata"
    people, shops = crowd.fill(superuser, parties=asked.parties, shops=asked.shops, seed=asked.seed)
    asking = questions(people, shops.rows, asked.queries)
    found, seconds = ways.measure(shops, asking, superuser, naive=asked.naive, cpu=asked.cpu)
    return report.show(asking, found, seconds)


def read_arguments():
    parser = argparse.ArgumentParser(prog="benchmarks/search.py")
    parser.add_argument("--parties", type=int, default=100_000)
    parser.add_argument("--shops", type=int, default=1)
    parser.add_argument("--queries", type=int, default=100, help="queries of each class")
    parser.add_argument("--naive", type=int, default=10, help="of these, how many are asked by ILIKE too")
    parser.add_argument("--cpu", action="store_true", help="time on a processor: for a machine that is busy")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


raise SystemExit(not main())
