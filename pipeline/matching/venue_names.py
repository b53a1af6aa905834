"""PURE: what venues are called, as tables: names, aliases, and words that are in the names of any proceedings.

Facts alone; `venues` says what they mean for two names.
"""

from __future__ import annotations

PREPRINT_SERVERS = frozenset({"arxiv", "arxiv org", "corr", "biorxiv", "medrxiv", "ssrn", "preprint", "techrxiv"})

_ACM_PROGRAMMING = ("acm programming languages", "acm program lang")
_NEURIPS = ("neural information processing systems", "advances in neural information processing systems")
NAMES = {
    "3dv": ("3d vision",),
    "aaai": ("aaai conference on artificial intelligence",),
    "acl": ("association for computational linguistics",),
    "aistats": ("artificial intelligence and statistics",),
    "atc": ("annual technical conference",),
    "bioinformatics": ("bioinformatics oxford england",),  # as PubMed files the journal
    "ccs": ("computer and communications security",),
    "chi": ("chi conference on human factors in computing systems", "human factors in computing systems"),
    "cluster": ("international conference on cluster computing",),  # the journal is `Cluster Computing`
    "coling": ("international conference on computational linguistics",),
    "colm": ("language modeling",),
    "cscw": (
        "computer supported cooperative work",
        "computer supported cooperative work and social computing",
        "human computer interaction cscw",
    ),
    "conll": ("computational natural language learning",),
    "cvpr": (
        "computer vision and pattern recognition",
        "computer society conference on computer vision and pattern recognition",
    ),
    "dac": ("design automation conference",),
    "emnlp": (
        "empirical methods in natural language processing",
        "human language technology and empirical methods in natural language processing",
    ),
    "eurosys": ("european conference on computer systems",),
    "focs": ("foundations of computer science",),
    "fse": ("esec sigsoft fse", "foundations of software engineering", "fast software encryption"),
    "hotnets": ("workshop on hot topics in networks",),
    "hotos": ("workshop on hot topics in operating systems",),
    "hotstorage": ("workshop on hot topics in storage and file systems",),
    "icfp": ("functional programming", *_ACM_PROGRAMMING),
    "jsspp": ("workshop on job scheduling strategies for parallel processing",),
    "kdd": ("knowledge discovery and data mining", "kdd applied data science track"),
    "mm": ("acm multimedia", "conference on multimedia"),
    "mlsys": ("machine learning and systems",),
    "naacl": (
        "north american chapter of the association for computational linguistics",
        "north american chapter of the acl",
    ),
    "neurips": (
        *_NEURIPS,
        "neural information processing systems track on datasets and benchmarks",
    ),
    "nips": _NEURIPS,
    "pami": ("transactions on pattern analysis and machine intelligence",),
    "oopsla": ("object oriented programming systems languages and applications", *_ACM_PROGRAMMING),
    "pldi": ("programming language design and implementation", *_ACM_PROGRAMMING),
    "popl": ("principles of programming languages", *_ACM_PROGRAMMING),
    "ppopp": ("principles and practice of parallel programming",),
    "ra l": ("robotics and automation letters",),
    "s and p": ("symposium on security and privacy",),
    "sc": ("high performance computing networking storage and analysis",),
    "science": ("science new york n y",),  # as PubMed files the journal
    "sensors": ("italian national conference on sensors",),  # as Semantic Scholar files the journal
    "sigir": ("research and development in information retrieval",),
    "sigkdd": ("knowledge discovery and data mining",),
    "sigmetrics": (
        "sigmetrics performance",
        "measurement and modeling of computer systems",
        "measurement and analysis of computing systems",
        "meas anal comput syst",
    ),
    "sigmod": ("management of data", "manag data"),
    "t ro": ("transactions on robotics",),
    "tog": ("transactions on graphics", "trans graph"),
    "usenix security": ("usenix security",),
    "vldb": ("very large data bases", "very large databases", "vldb endowment", "vldb endow"),
    "www": ("web conference", "conference on web", "world wide web conference", "conference on world wide web"),
}
"""Acronyms that are not the initials of the venue's name, or those of others' names too, with that name in
whole; without what proceedings of any conference are called, unless others are called so without it."""

ALIASES = {
    alias: frozenset(group)
    for group in (
        ("neurips", "nips", "advances in neurips", "advances in nips"),
        ("kdd", "sigkdd"),
        ("tpami", "pami"),
        ("vldb", "pvldb"),
        ("www", "thewebconf", "webconf"),
        ("mm", "acmmm"),
        ("s and p", "oakland", "ieee sp"),
        ("usenix security", "usenix sec"),
        ("ra l", "ral"),
        ("t ro", "tro"),
    )
    for alias in group
}
"""Short names of one venue."""
SOCIETIES = frozenset({"acm", "ieee", "usenix"})

HOSTS = frozenset(NAMES).union(
    "aacl accv aistats asplos ase bmvc ccs cgo cidr cikm colt conext corl cscw dac date eacl ecai eccv ecml ecoop edbt "
    "focs fse gecco hpca hpdc icassp iccad iccv icde icdcs icdm icfp icip iclr icme icml icpp icpr icra ics icse ijcai "
    "ijcnlp imc infocom interspeech ipdps iros isca ismir issta iui lrec micro miccai middleware mobicom mobisys ndss "
    "nsdi oopsla osdi pakdd percom pkdd pldi podc pods popl recsys rss sensys sigcomm sigcse sosp spaa splash stoc "
    "ubicomp uai uist wacv wsdm www".split()
)
"""Conferences that names of workshops and journals tell of, and that these are not: `Workshop on Sparsity (ICLR)`.
SIGGRAPH is none of them, for its papers are printed in `Transactions on Graphics (Proc. SIGGRAPH)`."""

PROCEEDINGS = frozenset(
    "proceeding proceedings proc companion volume vol pages pp annual biennial international intl joint conference "
    "conf symposium symp meeting congress acm ieee cvf usenix rsj ifip sigdat first second third "
    "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth twelveth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth twenty thirty forty "
    "fifty".split()
)
"""What proceedings of any conference are called, and who publishes them."""
IN_PROCEEDINGS = frozenset(
    "main long short paper papers track dataset datasets benchmarks oral spotlight poster posters highlight "
    "interactive presentation session sessions system demonstration demonstrations shared task tutorial "
    "abstracts".split()
)
"""What the parts of a conference's proceedings are called."""
BESIDE_ACRONYMS = IN_PROCEEDINGS.union(
    "demo demos industry industrial survey resource accepted published best outstanding notable top award".split()
)
"""What else they are called, and what is said of papers in them; beside a word it may make another name: `Computers in
Industry`."""
WORKSHOP = frozenset({"workshop", "workshops"})
OTHER_KIND = WORKSHOP.union(
    "findings journal j transactions trans letters lett magazine review rev bulletin notices newsletter".split()
)
"""Words of names that mean another venue than the conference that they name as well."""
KINDS = PROCEEDINGS.union(BESIDE_ACRONYMS, OTHER_KIND) - SOCIETIES
"""Words that name no venue by themselves."""
