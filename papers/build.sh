#!/bin/sh
# Builds the three sample papers: papers/build.sh [NAME...]. Measures again first with MEASURE=1 (some minutes, Node 24).
set -eu
cd "$(dirname "$0")"
# The same source gives the same PDF.
export SOURCE_DATE_EPOCH=1779667200 FORCE_SOURCE_DATE=1
[ $# -gt 0 ] || set -- interval-width edit-cost passage-windows
for name in "$@"; do
  [ "${MEASURE:-0}" = 0 ] || node "$name/experiment.ts"
  work=$(mktemp -d)
  # Three rounds: the table of labels settles in the second.
  for _ in 1 2 3; do
    (cd "$name" && pdflatex -interaction=nonstopmode -halt-on-error -output-directory="$work" "$name.tex" >"$work/out.txt") ||
      { tail -40 "$work/out.txt"; exit 1; }
  done
  grep -E 'Overfull|undefined|multiply defined' "$work/$name.log" || true
  mv "$work/$name.pdf" "$name.pdf"
  rm -r "$work"
  echo "$name.pdf"
done
