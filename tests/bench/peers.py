#!/usr/bin/python3
"""Runs the program's runner and its peers in turn on every workload and prints what each took and the ratios.

    peers.py --runners DIR --data DIR --own PROGRAM [--runs N]
"""
import argparse
import json
import os
import subprocess
import sys

FIGURES = ("first_picture", "redraw_full", "redraw_16th")


def run(command):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or not lines:
        sys.exit(f"{' '.join(command)} failed ({done.returncode}):\n{done.stderr[-2000:]}")
    return json.loads(lines[-1])


def median(values):
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if len(ordered) % 2 else sum(ordered[len(ordered) // 2 - 1:][:2]) / 2


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--runners", required=True)
    options.add_argument("--data", required=True)
    options.add_argument("--own", required=True)
    options.add_argument("--runs", type=int, default=2)
    o = options.parse_args()
    python = "/usr/bin/python3"
    commands = {
        "coopmap": [o.own],
        "limit": [f"{o.data}/draw_limit"],
        "qgis": [python, f"{o.runners}/draw_qgis.py"],
        "mapnik": [python, f"{o.runners}/draw_mapnik.py"],
    }
    for workload in ("W1", "W2", "W3"):
        took = {}
        for name, command in commands.items():
            runs = [run(command + [o.data, workload, o.data]) for _ in range(o.runs)]
            took[name] = {key: median([r[key][0] for r in runs]) for key in FIGURES}
            took[name]["peak_mb"] = median([r["peak_mb"] for r in runs])
        print(f"\n{workload}: wall ms, median of {o.runs}; in brackets the program's part of it")
        for name, figures in took.items():
            parts = [f"{key} {value:.1f} ({took['coopmap'][key] / value:.2f}x)" for key, value in figures.items()]
            print(f"  {name:8} " + "  ".join(parts))


if __name__ == "__main__":
    main()
