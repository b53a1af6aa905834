"""The abstracts of the papers that were matched: a last pass over the shards of that dataset."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.bulk import kernel
from pipeline.bulk.engine import engine, literal, parquet
from pipeline.bulk.job import Matching
from pipeline.bulk.mappers import Failure, Job
from pipeline.bulk.shards import Found, Shard, find_shards
from pipeline.bulk.trouble import Trouble
from pipeline.errors import UsageError


def abstract_shards(folder: Path) -> Found:
    """The shards of the `abstracts` dataset in a folder, with those that delete from it; others of the folder are left
    out. Raises UsageError where there is none."""
    found = find_shards([folder])
    shards = tuple(shard for shard in found.shards if shard.shape == "abstracts" or shard.role == "delete")
    if not any(shard.shape == "abstracts" for shard in shards):
        raise UsageError(f"{folder} holds no abstracts: name the folder of that dataset's shards.")
    return found._replace(shards=shards)


def abstracts_of(job: Matching, shards: Sequence[Shard], troubles: list[Trouble]) -> list[Path]:
    """A last pass over the shards of the `abstracts` dataset, with what updates and deletes from it, for the papers
    that were matched alone. What was broken is added to `troubles`."""
    matched = job.work / "matched.parquet"
    rows = parquet(*sorted(job.work.glob("rows-*.parquet")))
    with engine(job.means.whole, job.work) as connection:
        connection.execute(
            f"""copy (select distinct corpus_id from {rows} where corpus_id is not null)
                to {literal(matched)} (format parquet)"""
        )
    targets = [job.work / f"abstracts-{place:04}.parquet" for place in range(len(shards))]
    jobs: list[Job] = [
        (shard.path, shard.generation, matched, target, job.means.share)
        for shard, target in zip(shards, targets, strict=True)
    ]
    job.watcher.begin("abstracts in shards", len(jobs))
    for answer in job.means.lookers(kernel.abstracts, jobs):
        if isinstance(answer, Failure):
            troubles.append(Trouble(str(shards[answer.place].path), f"not read: {answer.reason}"))
        else:
            troubles.extend(answer.result)
        job.watcher.advance("abstracts in shards")
    return [target for target in targets if target.is_file()]
