#!/bin/sh
# One night: read and judge, write the CSV and the site, tell people.
# Usage: nightly.sh FOLDER   (FOLDER/claims.csv and FOLDER/site are written)
# Ends in the exit code of the reading: 0, or 3 where some sources failed. Any other ends it at once.
set -u
folder=${1:?usage: nightly.sh FOLDER}

verifier resolve
read=$?
case $read in
0 | 3) ;;
*) exit "$read" ;;
esac

set -e
mkdir -p "$folder"
verifier export --format csv --output "$folder/claims.csv"
verifier site --output "$folder/site"
if [ -n "${VERIFIER_NOTIFY:-}" ] || grep -qs '^notify' verifier.toml; then
  # Whom it could not tell it tells next time.
  verifier notify || [ $? -eq 3 ]
fi
exit "$read"
