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
# Runs in bash 3.2 too, which a Mac has, and for which an empty array is unset: hence ${name[@]+"${name[@]}"}.
# Pushes to `origin`; needs `gh` only for pull requests. Overwrites a branch only where every commit on it is its own, or
# where BASE has had all of it.
set -euo pipefail

first="refresh-for-review"
bot="41898282+github-actions[bot]@users.noreply.github.com"
written=("$OUT")
if [ -n "$README" ]; then written+=("$README"); fi

# BASE and the branches for review, as they stand on the remote. Without its history, a checkout would take what BASE has
# long held for commits of a branch.
fetch_branches() {
  local history=()
  if [ "$(git rev-parse --is-shallow-repository)" = true ]; then history=(--unshallow); fi
  git fetch --quiet --no-tags --prune ${history[@]+"${history[@]}"} origin \
    "+refs/heads/$BASE:refs/remotes/origin/$BASE" "+refs/heads/$first*:refs/remotes/origin/$first*"
}

# Whether a branch at the commit $1 may be made anew: nobody but the bot has committed to it what BASE lacks, or all that
# it changes has already stood in BASE, as it does after a merge that squashed it. BASE may have moved on since then, so
# each of its commits is asked whether a merge of the branch would leave it as it is (git 2.38; by an older one, no).
is_free() {
  local waiting=("$1" --not HEAD "refs/remotes/origin/$BASE") all own one merged
  all="$(git rev-list --count "${waiting[@]}")" || return 1
  own="$(git rev-list --count --fixed-strings --author="<$bot>" --committer="<$bot>" "${waiting[@]}")" || return 1
  if [ "$own" -eq "$all" ]; then return 0; fi
  for one in $(git rev-list "refs/remotes/origin/$BASE" "^$1"); do
    merged="$(git merge-tree --write-tree "$one" "$1" 2> /dev/null)" || continue
    if [ "$merged" = "$(git rev-parse "$one^{tree}")" ]; then return 0; fi
  done
  return 1
}

# The number of the open pull request from a branch; empty where there is none.
pull_request_from() {
  gh pr list --head "$1" --base "$BASE" --state open --json number --jq '.[0].number // empty'
}

# Closes the open pull requests from branches for review that may be made anew, but for the branch $1: what waited there
# is in BASE, or stands anew where $2 says. What cannot be closed is told, and fails nothing: all has landed by then.
close_stale() {
  local one stale
  for one in $(git for-each-ref --format="%(refname:lstrip=3)" "refs/remotes/origin/$first*"); do
    if [ "$one" = "$1" ] || ! [[ "$one" =~ ^$first(-[0-9]+)?$ ]] || ! is_free "refs/remotes/origin/$one"; then continue; fi
    stale="$(pull_request_from "$one")" || continue
    if [ -z "$stale" ]; then continue; fi
    gh pr close "$stale" --comment "Nothing waits on $one any more but what is in $BASE, or what the refresh of $DAY has\
 made anew $2: closed." ||
      echo "::warning title=Refresh::The pull request $stale could not be closed, though nothing waits in it any more."
  done
}

git add --all -- "${written[@]}"
if git diff --cached --quiet; then
  echo "Nothing changed: there is nothing to commit."
  exit 0
fi

texts="$(mktemp -d)"
trap 'rm -rf "$texts"' EXIT
"$PAPERS" news --commit-message --since "$DAY" --list "$LIST" --out "$OUT" > "$texts/message"
git -c user.name="github-actions[bot]" -c user.email="$bot" commit --quiet --file "$texts/message"

if [ "$NEEDS_REVIEW" -eq 0 ]; then
  git push --quiet origin "HEAD:refs/heads/$BASE" || {
    echo "::error title=Refresh::$BASE has moved on while the run went on, or may not be pushed to: run it again."
    exit 1
  }
  echo "Pushed to $BASE."
  if branches="$(git ls-remote --heads origin "refs/heads/$first*")" && { [ -z "$branches" ] || fetch_branches; }; then
    if [ -n "$branches" ]; then close_stale "" "there"; fi
  else # all has landed by now: a run that fails would say that it had not
    echo "::warning title=Refresh::The branches for review could not be looked at: a pull request may be open in which\
 nothing waits any more. The next one that lands looks again."
  fi
  exit 0
fi

"$PAPERS" summary "$SUMMARY" --review "$OUT/review.md" > "$texts/text"
title="$(head -n 1 "$texts/message")"

# The branch is the first of refresh-for-review, refresh-for-review-2, … that may be made anew. `tip` is where it stands
# on the remote, empty where it is not there; `kept` are the branches before it, which stay as they are.
fetch_branches
branch="$first"
kept=()
while tip="$(git rev-parse --quiet --verify "refs/remotes/origin/$branch")"; do
  if is_free "$tip"; then break; fi
  kept+=("$branch")
  branch="$first-$((${#kept[@]} + 1))"
done

git push --quiet --force-with-lease="refs/heads/$branch:$tip" origin "HEAD:refs/heads/$branch" || {
  echo "::error title=Refresh::$branch has moved on meanwhile, or may not be pushed to: run it again."
  exit 1
}
number="$(pull_request_from "$branch")"
if [ -n "$number" ]; then
  gh pr edit "$number" --title "$title" --body-file "$texts/text"
else
  gh pr create --head "$branch" --base "$BASE" --title "$title" --body-file "$texts/text"
  for one in ${kept[@]+"${kept[@]}"}; do
    number="$(pull_request_from "$one")" || continue
    if [ -n "$number" ]; then
      gh pr comment "$number" --body "There are commits of other people on $one, which therefore stays as it is: the\
 refresh of $DAY waits in a pull request from $branch. Once this one is merged, close that one: the next refresh starts\
 from what is decided here." ||
        echo "::warning title=Refresh::The pull request $number could not be told that the refresh waits in another one,\
 from $branch."
    fi
  done
fi
close_stale "$branch" "in the pull request from $branch"
echo "An entry needs a person: the refresh waits in a pull request from $branch."
