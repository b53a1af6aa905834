"""Where papers are looked up: one contract, and one module for each service.

the contract
    base            three questions, three answers
    cached          a source that remembers, in `answer_files`
    tally           a source that keeps account of what it was asked
    opening         the sources of one run, put together
    registry        the services that a run asks, one row each

arXiv and Semantic Scholar
    arxiv                   requests and answers; `arxiv_feed` reads the feeds, `tex` the TeX in them      (both pure)
    semantic_scholar        requests and answers; `semantic_scholar_paper` reads the JSON                       (pure)
    phrases                 titles as both query languages take them                                            (pure)
    attribution             whose candidates the records are that came back for many titles at once             (pure)
    batching                questions cut into batches, and batches that fail into halves

the snapshot, a folder of bulk files
    snapshot                the source
    snapshot_files          which files hold lines of which shape
    snapshot_lines          one line becomes a record                                                           (pure)
    snapshot_scan           which lines may be meant, by DuckDB; `snapshot_sql` is its constant text

below the services
    transport       one host, asked with patience: paced, timed out, retried, checked
    host            where a service is, how fast it may be asked, who may see the key
    pace            how often a host may be asked; `pace_file` shares that between processes
    retry           what an answer is worth, and whether to try again                                           (pure)
    exchange        one request and its whole answer, over a connection from `dial`, by a `deadline`
    json_body       the JSON of an answer                                                                       (pure)
    trouble         the ways in which a service fails to answer
"""
