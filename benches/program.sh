#!/usr/bin/env bash
# Times the whole program, built for release, and shows what the README claims: `benches/program.sh [RUNS] [COPIES]`.
# Each line is the fastest of RUNS runs [default: 10]. The larger data is `wire` COPIES times over [default: 100]. Nothing fails for
# being slow.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-10} copies=${2:-100}
cargo build --locked --release --quiet
quoteval=${CARGO_TARGET_DIR:-$PWD/target}/release/quoteval
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export QUOTEVAL_CACHE=$folder/cache

# measure NAME DOCUMENTS ARGUMENTS…
measure() {
  local name=$1 documents=$2 best=
  shift 2
  for ((run = 0; run < runs; run++)); do
    local start=$EPOCHREALTIME
    "$quoteval" "$@" >/dev/null 2>"$folder/stderr" || { cat "$folder/stderr" >&2 && exit 1; }
    local took=$((${EPOCHREALTIME/[.,]/} - ${start/[.,]/}))
    if [ -z "$best" ] || ((took < best)); then best=$took; fi
  done
  awk -v name="$name" -v documents="$documents" -v took="$best" \
    'BEGIN { printf "%-46s %8.3f s %10.0f documents/s\n", name, took / 1e6, documents / took * 1e6 }'
}

grep -o 'The leaderboard above takes[^.]*\.' README.md | sed 's/^/README: /'
measure "the leaderboard" "$("$quoteval" run 2>/dev/null | awk '/ · [0-9]+ documents? · / { sum += $3 } END { print sum }')" run

"$quoteval" convert wire --to native -o "$folder/wire" >/dev/null
for ((copy = 0; copy < copies; copy++)); do
  sed "s|^{\"schema\":\"quoteval/1\",\"id\":\"|&$copy-|" "$folder/wire/wire.jsonl"
done >"$folder/news.jsonl"
"$quoteval" run --data "$folder/news.jsonl" --strategy rules --strategy sieve --out "$folder/runs" --no-intervals >/dev/null
found() { echo "$folder/runs/news/$1/predictions.jsonl"; }
documents=$(wc -l <"$folder/news.jsonl")
printf '\n%s documents, %s MB of gold\n' "$documents" "$(($(wc -c <"$folder/news.jsonl") / 1000000))"
measure "run: sieve" "$documents" run --data "$folder/news.jsonl" --strategy sieve
measure "score: sieve" "$documents" score --gold "$folder/news.jsonl" --pred "$(found sieve)"
measure "compare: rules, sieve" "$documents" compare --gold "$folder/news.jsonl" "$(found rules)" "$(found sieve)"
