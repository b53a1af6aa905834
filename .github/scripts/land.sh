#!/usr/bin/env bash
# Lands what a refresh has written: a commit where all is settled, a pull request where an entry needs a person.
#
# Run in the repository, after `enrich --summary`. Takes from the environment:
#   PAPERS        the command mlsys-papers
#   LIST, OUT     where the list and the output folder are
#   README        the file that shows the list; may be empty
#   SUMMARY       what `enrich --summary` wrote
#   DAY           the day of the run, and
#   NEEDS_REVIEW  how many entries need a person, both as `summary --github` puts them out
#   BASE          the branch that is refreshed
# Pushes to `origin`; needs `gh` only for a pull request.
set -euo pipefail

branch="refresh-for-review"
written=("$OUT")
if [ -n "$README" ]; then written+=("$README"); fi

git add --all -- "${written[@]}"
if git diff --cached --quiet; then
  echo "Nothing changed: there is nothing to commit."
  exit 0
fi

texts="$(mktemp -d)"
trap 'rm -rf "$texts"' EXIT
"$PAPERS" news --commit-message --since "$DAY" --list "$LIST" --out "$OUT" > "$texts/message"
git -c user.name="github-actions[bot]" -c user.email="41898282+github-actions[bot]@users.noreply.github.com" \
  commit --quiet --file "$texts/message"

if [ "$NEEDS_REVIEW" -eq 0 ]; then
  git push --quiet origin "HEAD:refs/heads/$BASE" || {
    echo "::error title=Refresh::$BASE has moved on while the run went on, or may not be pushed to: run it again."
    exit 1
  }
  echo "Pushed to $BASE."
  exit 0
fi

"$PAPERS" summary "$SUMMARY" --review "$OUT/review.md" > "$texts/text"
title="$(head -n 1 "$texts/message")"
git push --quiet --force origin "HEAD:refs/heads/$branch"
number="$(gh pr list --head "$branch" --base "$BASE" --state open --json number --jq '.[0].number // empty')"
if [ -n "$number" ]; then
  gh pr edit "$number" --title "$title" --body-file "$texts/text"
else
  gh pr create --head "$branch" --base "$BASE" --title "$title" --body-file "$texts/text"
fi
echo "An entry needs a person: the refresh waits in a pull request from $branch."
