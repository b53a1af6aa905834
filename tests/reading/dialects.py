"""The shapes that lists come in, each as small as it can be, and what is to be read from it."""

from __future__ import annotations

from typing import NamedTuple


class Paper(NamedTuple):
    """What must be read of one paper. A field that is None is not looked at."""

    line: int
    title: str
    tag: str | None = None
    ids: tuple[str, ...] | None = None
    authors: tuple[str, ...] | None = None
    aliases: tuple[str, ...] | None = None
    notes: tuple[str, ...] | None = None
    section: tuple[str, ...] | None = None


PAPER = "https://arxiv.org/abs/1706.03762"
"""Where a line needs some paper to lead to."""
ATTENTION, RESNET, QLORA = "arxiv:1706.03762", "arxiv:1512.03385", "arxiv:2305.14314"
ATTENTION_TITLE = "Attention Is All You Need"
RESNET_TITLE = "Deep Residual Learning for Image Recognition"
QLORA_TITLE = "QLoRA: Efficient Finetuning of Quantized LLMs"
_A, _R, _Q = (f"https://arxiv.org/abs/{each.partition(':')[2]}" for each in (ATTENTION, RESNET, QLORA))

ONE_LINE: dict[str, tuple[str, Paper]] = {
    "several places of work in brackets before the venue": (
        "- [Reef Lab][Shore] [U of Tides][ICML 2024] Growing Caches along the Shore [[pdf]](https://arxiv.org/abs/2301.00001)",
        Paper(
            1,
            "Growing Caches along the Shore",
            "ICML 2024",
            ("arxiv:2301.00001",),
            notes=("Reef Lab, Shore, U of Tides",),
        ),
    ),
    "authors in APA before proceedings with the year within": (
        "- Odell, A., & Tarn, I. (2014). Growing Caches along the Shore. In Proceedings of the 2014 ACM Tide Conference on Reefs (pp. 147–156).",
        Paper(
            1,
            "Growing Caches along the Shore",
            "Proceedings of the ACM Tide Conference on Reefs 2014",
            (),
            ("A. Odell", "I. Tarn"),
            notes=(),
        ),
    ),
    "a volume with letters": (
        "- Odell, J. M. (1937). Growing Caches along the Shore. Proceedings of the Shore Society, s2-42(1), 230–265.",
        Paper(
            1, "Growing Caches along the Shore", "Proceedings of the Shore Society 1937", (), ("J. M. Odell",), notes=()
        ),
    ),
    "a title in quotation marks behind surnames and initials": (
        '- Odell A, Tarn I. "Growing Caches along the Shore." Proceedings of the 27th Tide Symposium. 2019.',
        Paper(
            1,
            "Growing Caches along the Shore",
            "Proceedings of the 27th Tide Symposium 2019",
            (),
            ("A. Odell", "I. Tarn"),
            notes=(),
        ),
    ),
    "title in bold and linked, authors in italics": (
        f"- **[{ATTENTION_TITLE}]({_A})**, *Ashish Vaswani, Noam Shazeer*, NeurIPS 2017. [[Code](https://github.com/a/b)]",
        Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer")),
    ),
    "a linked name that ends in its colon": (
        "- [Kelp:](https://arxiv.org/abs/2301.00001) Growing Caches along the Shore for Many Tenants",
        Paper(1, "Kelp: Growing Caches along the Shore for Many Tenants", None, ("arxiv:2301.00001",), notes=()),
    ),
    "a linked name apart from its colon": (
        "- [Kelp](https://arxiv.org/abs/2301.00001) : growing caches along the shore | NSDI' 24",
        Paper(1, "Kelp: growing caches along the shore", "NSDI' 24", ("arxiv:2301.00001",), notes=()),
    ),
    "a title with a place of work behind a stroke": (
        "- [Kelp](https://arxiv.org/abs/2301.00001): Growing Caches along the Shore ｜ Shore Lab",
        Paper(1, "Kelp: Growing Caches along the Shore", None, ("arxiv:2301.00001",), (), notes=("Shore Lab",)),
    ),
    "a venue and a place of work behind strokes": (
        "- Kelp: Growing Caches along the Shore | OSDI 2023 | UVW [[pdf]](https://arxiv.org/abs/2301.00001)",
        Paper(1, "Kelp: Growing Caches along the Shore", "OSDI 2023", ("arxiv:2301.00001",), (), notes=("UVW",)),
    ),
    "a linked venue of any name in the brackets before a title": (
        "- [[7SH2021](https://arxiv.org/abs/2301.00001)] Growing Caches along the Shore",
        Paper(1, "Growing Caches along the Shore", "7SH2021", ("arxiv:2301.00001",), notes=()),
    ),
    "the workshops at a conference behind a title in quotation marks": (
        '- Kelp: "Growing Caches along the Shore" ECCVW. [[Paper]](https://arxiv.org/abs/2301.00001)',
        Paper(1, "Growing Caches along the Shore", "ECCVW", ("arxiv:2301.00001",), (), ("Kelp",), ()),
    ),
    "an author alone, before the year in brackets": (
        "- Odell, J. M. (1937). On growing caches, with an application to shores. *Shore Review*, 9(8), 17–80. https://doi.org/10.1000/x1",
        Paper(
            1,
            "On growing caches, with an application to shores",
            "Shore Review 1937",
            ("doi:10.1000/x1",),
            ("J. M. Odell",),
            notes=(),
        ),
    ),
    "two authors with several initials, before the year in brackets": (
        "- Odell, J. M., & Fen, A. Y. (2023). From logs to shores: A review of drying. *Sci*, 5(4), 46. https://doi.org/10.1000/x2",
        Paper(
            1,
            "From logs to shores: A review of drying",
            "Sci 2023",
            ("doi:10.1000/x2",),
            ("J. M. Odell", "A. Y. Fen"),
            notes=(),
        ),
    ),
    "a method behind authors and their year": (
        f"- [Growing Caches along the Shore]({_A}). Odell et al., 2013. (KELP)",
        Paper(1, "Growing Caches along the Shore", "2013", (ATTENTION,), ("Odell",), (), ("KELP",)),
    ),
    "a field in italics behind authors and their year": (
        f"- [Growing Caches along the Shore]({_A}), Odell et al, 2013. *Algorithm: KELP.*",
        Paper(1, "Growing Caches along the Shore", "2013", (ATTENTION,), ("Odell",), (), ("Algorithm: KELP.",)),
    ),
    "sentences behind authors and a venue": (
        f"- [Growing Caches along the Shore]({_A}), Ada Odell and Bo Fen, ICML 2013. They grow. It works.",
        Paper(
            1,
            "Growing Caches along the Shore",
            "ICML 2013",
            (ATTENTION,),
            ("Ada Odell", "Bo Fen"),
            (),
            ("They grow. It works.",),
        ),
    ),
    "a title that goes on behind its words in quotation marks and a colon": (
        f'- "Why Should I Grow?": Explaining Shores to Caches. Odell et al. KDD 2016. [[pdf]]({_A})',
        Paper(1, '"Why Should I Grow?": Explaining Shores to Caches', "KDD 2016", (ATTENTION,), ("Odell",), (), ()),
    ),
    "one author and the year before the title, as ACM has it": (
        "- Ada Odell. 1993. **Caches along the Shore**. Commun. Reef 36, 7 (July 1993), 87-96. DOI=http://dx.doi.org/10.1000/x3",
        Paper(1, "Caches along the Shore", "Commun. Reef July 1993", ("doi:10.1000/x3",), ("Ada Odell",), (), ()),
    ),
    "authors and the year before the title, and proceedings with their acronym behind it, as ACM has it": (
        "- Ada Odell and Bo Fen. 1992. Beyond the long shore. In Proceedings of the Conference on Reefs and Shores (REEF '92), "
        "Cleo Marsh (Ed.). ACM, New York, NY, USA, 119-125. DOI: https://doi.org/10.1000/x4",
        Paper(1, "Beyond the long shore", "REEF '92", ("doi:10.1000/x4",), ("Ada Odell", "Bo Fen"), (), ()),
    ),
    "authors first, and a year alone at the end": (
        "- A. Odell and B. Fen. Kelp4: real caches without a single shore. 2017",
        Paper(1, "Kelp4: real caches without a single shore", "2017", (), ("A. Odell", "B. Fen"), (), ()),
    ),
    "one and others, a year and a colon before a title": (
        "- Odell et al. 2018: Growing and Drying on the Western Shore: a Study of Caches",
        Paper(1, "Growing and Drying on the Western Shore: a Study of Caches", "2018", (), ("Odell",), (), ()),
    ),
    "two surnames, a year and a colon before a title": (
        "- Odell and Fen, 2021: Growing on the Western Shore [[pdf]](https://arxiv.org/abs/2301.00001)",
        Paper(1, "Growing on the Western Shore", "2021", ("arxiv:2301.00001",), ("Odell", "Fen"), (), ()),
    ),
    "an event, a year and a colon that begin a title": (
        "- Election 2016: Growing on the Western Shore [[pdf]](https://arxiv.org/abs/2301.00001)",
        Paper(1, "Election 2016: Growing on the Western Shore", None, ("arxiv:2301.00001",), (), (), ()),
    ),
    "one author, surname first, before a title in quotation marks, as MLA has it": (
        '- Odell, Ada P. "Drying kelp on kelp." Shore workshop. Vol. 7. 1999.',
        Paper(1, "Drying kelp on kelp", "Shore workshop 1999", (), ("Ada P. Odell",), (), ()),
    ),
    "two authors, one surname first, before a title in quotation marks, as MLA has it": (
        '- Odell, Ada P., and Bo Fen. "Drying kelp again." Shore Review 30 (2017).',
        Paper(1, "Drying kelp again", "Shore Review 2017", (), ("Ada P. Odell", "Bo Fen"), (), ()),
    ),
    "one author and a semicolon before a linked title": (
        f"- Ada Odell; [Growing Caches along the Shore]({_A})",
        Paper(1, "Growing Caches along the Shore", None, (ATTENTION,), ("Ada Odell",), (), ()),
    ),
    "several authors before a title in bold": (
        f"- Ada Odell, Bo Fen and Cleo Marsh, **Kelp: Growing Caches along the Shore**, NSDI 2022. [[pdf]]({_A})",
        Paper(
            1,
            "Kelp: Growing Caches along the Shore",
            "NSDI 2022",
            (ATTENTION,),
            ("Ada Odell", "Bo Fen", "Cleo Marsh"),
            (),
            (),
        ),
    ),
    "a name of its own kind before a title in quotation marks": (
        f'- **KelpBench** "Where Are We in the Search for a Shore?" *arXiv, Mar 2023*. [[Paper]({_A})]',
        Paper(1, "Where Are We in the Search for a Shore?", "arXiv Mar 2023", (ATTENTION,), (), ("KelpBench",), ()),
    ),
    "an award behind authors, title and venue": (
        f"- Ada Odell, Bo Fen. *Growing Caches along the Shore*. ICML 2020. **Best Award of the Shore** [[pdf]]({_A})",
        Paper(
            1,
            "Growing Caches along the Shore",
            "ICML 2020",
            (ATTENTION,),
            ("Ada Odell", "Bo Fen"),
            (),
            ("Best Award of the Shore",),
        ),
    ),
    "authors with capitals within their names": (
        f"- Growing Caches along the Shore, SeungHwan Odell, KyungHyun Fen, NSDI 2021 [[pdf]]({_A})",
        Paper(
            1, "Growing Caches along the Shore", "NSDI 2021", (ATTENTION,), ("SeungHwan Odell", "KyungHyun Fen"), (), ()
        ),
    ),
    "a year in brackets behind a title, and authors and a venue in italics behind both": (
        f"- Growing Caches along the Shore (***2016*** 👍), *Ada Odell et al, NIPS.* [pdf]({_A})",
        Paper(1, "Growing Caches along the Shore", "NIPS 2016", (ATTENTION,), ("Ada Odell",), (), ()),
    ),
    "a year behind a preposition that ends a title": (
        f"- Growing Caches along the Shore, at Scale in 2017 [[pdf]]({_A})",
        Paper(1, "Growing Caches along the Shore, at Scale in 2017", None, (ATTENTION,), (), (), ()),
    ),
    "surnames before a title in quotation marks": (
        "1. 1967 – Odell, Fen & Marsh  “Growing Caches along the Shore”",
        Paper(1, "Growing Caches along the Shore", "1967", (), ("Odell", "Fen", "Marsh"), notes=()),
    ),
    "one surname before a title in quotation marks": (
        '- Odell. "Growing Caches along the Shore" (1967) [[pdf]](https://arxiv.org/abs/2301.00001)',
        Paper(1, "Growing Caches along the Shore", "1967", ("arxiv:2301.00001",), ("Odell",), notes=()),
    ),
    "a linked label in the brackets before a title": (
        "- [[Arxiv](https://arxiv.org/abs/2301.00001)] Growing Caches along the Shore",
        Paper(1, "Growing Caches along the Shore", None, ("arxiv:2301.00001",), notes=()),
    ),
    "a reference in sentences": (
        f"1. {ATTENTION_TITLE}. Ashish Vaswani, Noam Shazeer. NeurIPS 2017. [[pdf]({_A})]",
        Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer")),
    ),
    "a reference with commas": (
        f"+ {ATTENTION_TITLE}, Ashish Vaswani, Noam Shazeer, NeurIPS 2017, [[PDF]]({_A})",
        Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer")),
    ),
    "a reference with semicolons": (
        f"- {RESNET_TITLE}; Kaiming He; Xiangyu Zhang; CVPR 2016; [PDF]({_R})",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Xiangyu Zhang")),
    ),
    "a title that lists things": (
        "- Red Teaming Language Models: Methods, Scaling Behaviors, and Lessons Learned (2022) [[pdf]](https://arxiv.org/abs/2209.07858)",
        Paper(
            1,
            "Red Teaming Language Models: Methods, Scaling Behaviors, and Lessons Learned",
            "2022",
            ("arxiv:2209.07858",),
            (),
        ),
    ),
    "authors first, the title in quotation marks": (
        f'- Tim Dettmers, Artidoro Pagnoni. "{QLORA_TITLE}." NeurIPS (2023). [[pdf]({_Q})]',
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,), ("Tim Dettmers", "Artidoro Pagnoni")),
    ),
    "authors first, as in a bibliography": (
        f"- He, K., Zhang, X. (2016). {RESNET_TITLE}. CVPR. [pdf]({_R})",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("K. He", "X. Zhang")),
    ),
    "authors first, as in a bibliography, an initial with a stroke": (
        f"- Vaswani, A., Kaiser, Ł., & Polosukhin, I. (2017). *{ATTENTION_TITLE}* (arXiv:1706.03762). arXiv.",
        Paper(1, ATTENTION_TITLE, "arXiv 2017", (ATTENTION,), ("A. Vaswani", "Ł. Kaiser", "I. Polosukhin")),
    ),
    "authors first, as PubMed has it": (
        "1. Vaswani A, Shazeer N, Parmar N. Attention is all you need. Adv Neural Inf Process Syst. 2017;30:5998-6008.",
        Paper(
            1,
            "Attention is all you need",
            "Adv Neural Inf Process Syst 2017",
            (),
            ("A. Vaswani", "N. Shazeer", "N. Parmar"),
            notes=(),
        ),
    ),
    "authors first, as PubMed has it, with others and a conference": (
        f"1. He K, Zhang X, et al. {RESNET_TITLE}. CVPR 2016. {_R}",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("K. He", "X. Zhang"), notes=()),
    ),
    "authors first, as Springer has it": (
        f"1. He, K., Zhang, X., Ren, S., Sun, J.: {RESNET_TITLE}. In: CVPR, pp. 770–778 (2016)",
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("K. He", "X. Zhang", "S. Ren", "J. Sun"), notes=()),
    ),
    "authors first, as Nature has it": (
        "1. LeCun, Y., Bengio, Y. & Hinton, G. Deep learning. Nature 521, 436–444 (2015). https://doi.org/10.1038/nature14539",
        Paper(
            1,
            "Deep learning",
            "Nature 2015",
            ("doi:10.1038/nature14539",),
            ("Y. LeCun", "Y. Bengio", "G. Hinton"),
            notes=(),
        ),
    ),
    "authors first, behind a key": (
        f"- [He16] K. He, X. Zhang, S. Ren. {RESNET_TITLE}. CVPR 2016.",
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("K. He", "X. Zhang", "S. Ren"), aliases=(), notes=()),
    ),
    "one author with an initial, between commas before a venue": (
        f"- {RESNET_TITLE}, K. He, CVPR 2016",
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("K. He",), notes=()),
    ),
    "one author with an initial, between commas before a number of arXiv": (
        f"- {RESNET_TITLE}, K. He, arXiv:1512.03385",
        Paper(1, RESNET_TITLE, None, (RESNET,), ("K. He",), notes=()),
    ),
    "one author in a sentence before a number of arXiv": (
        f"- {RESNET_TITLE}. Kaiming He. arXiv:1512.03385",
        Paper(1, RESNET_TITLE, None, (RESNET,), ("Kaiming He",), notes=()),
    ),
    "two authors between commas before a number of arXiv": (
        f"- {RESNET_TITLE}, Kaiming He, Jian Sun, arXiv:1512.03385",
        Paper(1, RESNET_TITLE, None, (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
    ),
    "a title whose last words might be a name, before a venue": (
        "- Deformable ConvNets V2: More Deformable, Better Results, CVPR 2019",
        Paper(1, "Deformable ConvNets V2: More Deformable, Better Results", "CVPR 2019", (), ()),
    ),
    "a title that counts its part, before a venue": (
        "- Dynamics of Social Networks. Part II [CDC 2017]",
        Paper(1, "Dynamics of Social Networks. Part II", "CDC 2017", (), ()),
    ),
    "a title of two sentences, of which the second might be a name, behind a tag": (
        f"- [CVPR 2016] Networks Are Not Enough. Random Forests [[pdf]]({_R})",
        Paper(1, "Networks Are Not Enough. Random Forests", "CVPR 2016", (RESNET,), ()),
    ),
    "a title of two sentences, of which the second might be a name, before a tag": (
        f"- Networks Are Not Enough. Random Forests (CVPR 2016) [[pdf]]({_R})",
        Paper(1, "Networks Are Not Enough. Random Forests", "CVPR 2016", (RESNET,), ()),
    ),
    "one author with an initial, in a sentence behind a tag": (
        f"- [CVPR 2016] {RESNET_TITLE}. K. He [[pdf]]({_R})",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("K. He",)),
    ),
    "methods with their short names behind a title, which are no affiliations": (
        f"- [{RESNET_TITLE}]({_R}) Random Forests (RF), Gradient Boosting (GB)",
        Paper(1, RESNET_TITLE, None, (RESNET,), (), notes=("Random Forests (RF), Gradient Boosting (GB)",)),
    ),
    "authors with affiliations behind a title in bold": (
        f"- **{RESNET_TITLE}** Kaiming He (Microsoft Research), Jian Sun (MSRA) [[pdf]]({_R})",
        Paper(1, RESNET_TITLE, None, (RESNET,), ("Kaiming He", "Jian Sun"), (), ()),
    ),
    "authors with affiliations and a venue behind a title in bold": (
        f"- **{RESNET_TITLE}**. Kaiming He (Microsoft, Beijing), Jian Sun (MSRA). CVPR 2016.",
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("Kaiming He", "Jian Sun"), (), ()),
    ),
    "letters behind words, which are no initials": (
        "- Plan A, Plan B. What to Do Next [[pdf]](https://arxiv.org/abs/1512.03385)",
        Paper(1, "Plan A, Plan B. What to Do Next", None, (RESNET,), ()),
    ),
    "a numbered thing, and its like, which are no authors": (
        "- Vitamin C, Vitamin D. Effects on Sleep. Nature 2019",
        Paper(1, "Vitamin C, Vitamin D. Effects on Sleep", "Nature 2019", (), ()),
    ),
    "an acronym behind a word, which is no author": (
        "- Explainable AI. From Black Box to Glass Box. ICML 2020",
        Paper(1, "Explainable AI. From Black Box to Glass Box", "ICML 2020", (), ()),
    ),
    "an acronym behind two words, which are no author": (
        f"- Stable Diffusion XL. Improving Latent Models. ICLR 2024 [pdf]({_Q})",
        Paper(1, "Stable Diffusion XL. Improving Latent Models", "ICLR 2024", (QLORA,), ()),
    ),
    "a number in Roman letters, which is no author": (
        "- World War II. A History of It. Nature 2019",
        Paper(1, "World War II. A History of It", "Nature 2019", (), ()),
    ),
    "one author first, with volume and pages behind": (
        f"- He K. {RESNET_TITLE}. Nature. 2016;30:770-778.",
        Paper(1, RESNET_TITLE, "Nature 2016", (), ("K. He",), notes=()),
    ),
    "one author first, as PubMed has it, with others": (
        f"- He K et al. {RESNET_TITLE}. CVPR 2016.",
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("K. He",), notes=()),
    ),
    "one author first, as PubMed has it, with others behind a comma": (
        f"- He K, et al. {RESNET_TITLE}. CVPR 2016.",
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("K. He",), notes=()),
    ),
    "a number in Roman letters before volume and pages": (
        "- World War II. A History of It. Nature. 2019;30:55-66",
        Paper(1, "World War II. A History of It", "Nature. 2019;30:55-66", (), ()),
    ),
    "the Roman number one before volume and pages": (
        "- World War I. A History of It. Nature. 2019;30:55-66",
        Paper(1, "World War I. A History of It", "Nature. 2019;30:55-66", (), ()),
    ),
    "two authors of one surname first, and a third": (
        f"- Zhang X, Zhang Y, Sun X. {RESNET_TITLE}. CVPR 2016.",
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("X. Zhang", "Y. Zhang", "X. Sun"), notes=()),
    ),
    "authors before the link": (
        f"- Kaiming He, Xiangyu Zhang. [{RESNET_TITLE}]({_R}). CVPR 2016.",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Xiangyu Zhang")),
    ),
    "authors after by": (
        f"- [{RESNET_TITLE}]({_R}) by Kaiming He et al., CVPR 2016",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He",), notes=()),
    ),
    "authors after by, the title without a link": (
        f"- {RESNET_TITLE} by Kaiming He et al., CVPR 2016",
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("Kaiming He",), notes=()),
    ),
    "by, which is the title's": (
        f"- Attacks in Learning by Rare Embeddings and Gradient Ensembling [pdf]({_R})",
        Paper(1, "Attacks in Learning by Rare Embeddings and Gradient Ensembling", None, (RESNET,), ()),
    ),
    "a year in brackets and authors behind a comma": (
        f"- {RESNET_TITLE} (2016), Kaiming He and Jian Sun. [[pdf]]({_R})",
        Paper(1, RESNET_TITLE, "2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
    ),
    "a title with a question in quotation marks": (
        f'- Q&A: "What\'s the Magic Word?" A Control Theory of Prompting, arXiv 2023 [link]({_Q})',
        Paper(
            1,
            'Q&A: "What\'s the Magic Word?" A Control Theory of Prompting',
            "arXiv 2023",
            (QLORA,),
            aliases=(),
            notes=(),
        ),
    ),
    "a name, the title in quotation marks, and authors behind a comma": (
        f'- ResNet: "{RESNET_TITLE}", He et al., CVPR 2016',
        Paper(1, RESNET_TITLE, "CVPR 2016", (), ("He",), ("ResNet",), ()),
    ),
    "a name in bold, the title in quotation marks, and an affiliation behind a comma": (
        f'- **ResNet**: "{RESNET_TITLE}", Microsoft Research Asia. [[Paper]({_R})]',
        Paper(1, RESNET_TITLE, None, (RESNET,), (), ("ResNet",), ("Microsoft Research Asia",)),
    ),
    "a name, the title in quotation marks that hold its comma": (
        f'- ResNet: "{RESNET_TITLE}," Microsoft Research Asia. [[Paper]({_R})]',
        Paper(1, RESNET_TITLE, None, (RESNET,), (), ("ResNet",), ("Microsoft Research Asia",)),
    ),
    "authors behind a dash": (
        f"- [{QLORA_TITLE}]({_Q}) - Tim Dettmers, Artidoro Pagnoni - NeurIPS 2023",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,), ("Tim Dettmers", "Artidoro Pagnoni"), notes=()),
    ),
    "a year in brackets and authors": (
        f"- **{QLORA_TITLE}** (2023), Tim Dettmers et al. [[pdf]]({_Q})",
        Paper(1, QLORA_TITLE, "2023", (QLORA,), ("Tim Dettmers",)),
    ),
    "a name in bold, the title in quotation marks": (
        f'- **ResNet**: "{RESNET_TITLE}", CVPR, 2016 (*Microsoft*). [[Paper]({_R})][[PyTorch](https://github.com/a/b)]',
        Paper(1, RESNET_TITLE, "CVPR, 2016", (RESNET,), (), ("ResNet",), ("Microsoft",)),
    ),
    "a name in bold, the title linked": (
        f"- **ResNet** [{RESNET_TITLE}]({_R}) *CVPR 2016*",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), (), ("ResNet",)),
    ),
    "a name in brackets said again": (
        f"- (QLoRA) {QLORA_TITLE} [[paper]]({_Q})",
        Paper(1, QLORA_TITLE, None, (QLORA,)),
    ),
    "a date in brackets": (
        f"- [2023/05] **{QLORA_TITLE}** | [paper]({_Q}) | [code](https://github.com/a/b)",
        Paper(1, QLORA_TITLE, "2023/05", (QLORA,)),
    ),
    "a short date": (f"- [23.05] {QLORA_TITLE} [paper]({_Q})", Paper(1, QLORA_TITLE, "23.05", (QLORA,))),
    "a date as code": (f"- `2023.05` [{QLORA_TITLE}]({_Q})", Paper(1, QLORA_TITLE, "2023.05", (QLORA,))),
    "a date before a stroke": (
        f"- 2023-05 | {QLORA_TITLE} | [paper]({_Q})",
        Paper(1, QLORA_TITLE, "2023-05", (QLORA,)),
    ),
    "a month": (f'- "{QLORA_TITLE}". [[Paper]({_Q})] [May, 2023]', Paper(1, QLORA_TITLE, "May, 2023", (QLORA,))),
    "year and venue run together": (
        f"- 2016-CVPR-{RESNET_TITLE} [[PDF]]({_R})",
        Paper(1, RESNET_TITLE, "2016-CVPR", (RESNET,)),
    ),
    "a venue before a colon": (
        f"- NeurIPS 2023: {QLORA_TITLE} [pdf]({_Q})",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,)),
    ),
    "a venue in bold with a distinction": (
        f"- **NeurIPS 2023 (Oral)** {QLORA_TITLE} [pdf]({_Q})",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,)),
    ),
    "a venue run into its year before a dash": (
        f"- NeurIPS23 - {QLORA_TITLE} - [paper]({_Q})",
        Paper(1, QLORA_TITLE, "NeurIPS23", (QLORA,)),
    ),
    "a year and a venue between commas": (
        f"- 2016, CVPR, {RESNET_TITLE} [pdf]({_R})",
        Paper(1, RESNET_TITLE, "2016, CVPR", (RESNET,)),
    ),
    "a year and a venue with nothing between": (
        f"- 2016 CVPR {RESNET_TITLE} [pdf]({_R})",
        Paper(1, RESNET_TITLE, "2016 CVPR", (RESNET,)),
    ),
    "a year that is the title's": (
        f"- 2001 A Space Odyssey of Learning [pdf]({_R})",
        Paper(1, "2001 A Space Odyssey of Learning", None, (RESNET,)),
    ),
    "a venue behind an at sign": (
        f"- {RESNET_TITLE} @ CVPR'16 [pdf]({_R})",
        Paper(1, RESNET_TITLE, "CVPR'16", (RESNET,)),
    ),
    "a reference with full-width punctuation": (
        f"- 《{ATTENTION_TITLE}》，Vaswani 等，NeurIPS 2017，[论文]({_A})",
        Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Vaswani",), notes=()),
    ),
    "a reference with a title of one word": (
        "- BERT. Devlin et al. NAACL 2019. [[paper](https://arxiv.org/abs/1810.04805)]",
        Paper(1, "BERT", "NAACL 2019", ("arxiv:1810.04805",), ("Devlin",), notes=()),
    ),
    "a title that is struck out": (f"- ~~{RESNET_TITLE}~~ [pdf]({_R})", Paper(1, RESNET_TITLE, None, (RESNET,))),
    "a title that is highlighted": (f"- =={RESNET_TITLE}== [pdf]({_R})", Paper(1, RESNET_TITLE, None, (RESNET,))),
    "a venue in bold brackets": (
        f"- **(NeurIPS 2023)** *{QLORA_TITLE}* [[paper]]({_Q})",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,)),
    ),
    "a venue in bold code": (
        f"- **`NeurIPS 2023`** [{QLORA_TITLE}]({_Q}) :star:",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,), notes=()),
    ),
    "a venue in code behind": (
        f"- [{QLORA_TITLE}]({_Q}) `NeurIPS 2023`",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,)),
    ),
    "a venue behind in": (
        f"- {QLORA_TITLE}, in NeurIPS 2023. [\\[Paper\\]]({_Q})",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,)),
    ),
    "a venue with an award": (
        f"* [CVPR'16, Oral] {RESNET_TITLE} [[paper]]({_R})",
        Paper(1, RESNET_TITLE, "CVPR'16, Oral", (RESNET,)),
    ),
    "bold title with its full stop inside": (
        f"1. **{RESNET_TITLE}.** CVPR 2016. [paper]({_R})",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,)),
    ),
    "bold title without one": (
        f"1. **{RESNET_TITLE}** CVPR 2016. [paper]({_R})",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,)),
    ),
    "links before the title": (
        f"- [Paper]({_Q}) [Code](https://github.com/a/b) {QLORA_TITLE}",
        Paper(1, QLORA_TITLE, None, (QLORA,)),
    ),
    "an identifier as the link": (f"- [[1512.03385]]({_R}) {RESNET_TITLE}", Paper(1, RESNET_TITLE, None, (RESNET,))),
    "a badge as the link": (
        f"- {QLORA_TITLE} [![arXiv](https://img.shields.io/badge/arXiv-2305.14314-red)]({_Q}) ![](https://a.example/s.svg)",
        Paper(1, QLORA_TITLE, None, (QLORA,)),
    ),
    "an identifier written out": (
        f"- {ATTENTION_TITLE}. arXiv:1706.03762",
        Paper(1, ATTENTION_TITLE, None, (ATTENTION,)),
    ),
    "a bare DOI": (
        f"- {RESNET_TITLE}, 10.1109/CVPR.2016.90",
        Paper(1, RESNET_TITLE, None, ("doi:10.1109/cvpr.2016.90",)),
    ),
    "an address without its scheme": (
        f"- {RESNET_TITLE}, arxiv.org/abs/1512.03385",
        Paper(1, RESNET_TITLE, None, (RESNET,), notes=()),
    ),
    "a DOI's address without its scheme, in brackets": (
        f"- {RESNET_TITLE} (doi.org/10.1109/CVPR.2016.90)",
        Paper(1, RESNET_TITLE, None, ("doi:10.1109/cvpr.2016.90",), notes=()),
    ),
    "a preprint as DBLP has it": (
        f"- Kaiming He, Jian Sun. {RESNET_TITLE}. CoRR abs/1512.03385, 2015.",
        Paper(1, RESNET_TITLE, "2015", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
    ),
    "a preprint behind a dash": (
        f"- {RESNET_TITLE} - ArXiv preprint, abs/1512.03385, 2015",
        Paper(1, RESNET_TITLE, "2015", (RESNET,), notes=()),
    ),
    "arXiv and a number in brackets": (
        f"- {RESNET_TITLE} (arXiv, 1512.03385)",
        Paper(1, RESNET_TITLE, None, (RESNET,)),
    ),
    "arXiv and a number with a full stop between": (
        f"- {RESNET_TITLE} [arXiv.1512.03385v1]",
        Paper(1, RESNET_TITLE, None, (RESNET,), notes=()),
    ),
    "an old identifier of arXiv": (
        "- The Entropy Formula for the Ricci Flow, arXiv:math.DG/0211159",
        Paper(1, "The Entropy Formula for the Ricci Flow", None, ("arxiv:math/0211159",)),
    ),
    "arXiv and a year, which is no number": (f"- {RESNET_TITLE}, arXiv 2015", Paper(1, RESNET_TITLE, "arXiv 2015", ())),
    "a bare address": (f"- {RESNET_TITLE}: {_R}", Paper(1, RESNET_TITLE, None, (RESNET,))),
    "a link that ends within the title": (
        f"- [Deep Residual Learning]({_R}) for Image Recognition, CVPR 2016",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,)),
    ),
    "pictograms around the title": (
        f"- 🔥🔥 [{QLORA_TITLE}]({_Q}) :fire: ⭐",
        Paper(1, QLORA_TITLE, None, (QLORA,), notes=()),
    ),
    "pictograms in the labels": (
        f"- {RESNET_TITLE}. [[📄 Paper]]({_R}) [[💻 Code]](https://github.com/a/b)",
        Paper(1, RESNET_TITLE, None, (RESNET,)),
    ),
    "full-width brackets and Chinese labels": (
        f"- 【NeurIPS 2023】{QLORA_TITLE}【[论文]({_Q})】【[代码](https://github.com/a/b)】",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,), notes=()),
    ),
    "a box of a task list, struck out": (f"- [x] ~~[{RESNET_TITLE}]({_R})~~", Paper(1, RESNET_TITLE, None, (RESNET,))),
    "HTML within a bullet": (
        f'* <b>{RESNET_TITLE}</b>, CVPR 2016 <a href="{_R}">[PDF]</a> <a href="https://github.com/a/b">[Code]</a>',
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
    ),
    "a reference definition": (
        f"- [{ATTENTION_TITLE}][1], NeurIPS 2017\n\n[1]: {_A}",
        Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,)),
    ),
    "several links": (
        f"- {RESNET_TITLE} ([arXiv]({_R}), [CVF](https://openaccess.thecvf.com/content_cvpr_2016/html/He_Deep_Residual_Learning_CVPR_2016_paper.html))",
        Paper(1, RESNET_TITLE, None, (RESNET, "cvf:He_Deep_Residual_Learning_CVPR_2016")),
    ),
    "names in italics that run on into the venue": (
        f"- **{ATTENTION_TITLE}** *Ashish Vaswani, Noam Shazeer* NeurIPS 2017 [[pdf]({_A})]",
        Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),
    ),
    "names in italics, links, and a month": (
        f"1. **{QLORA_TITLE}** *Tim Dettmers, Artidoro Pagnoni* [[paper]]({_Q}) 2023.5",
        Paper(1, QLORA_TITLE, "2023.5", (QLORA,), ("Tim Dettmers", "Artidoro Pagnoni"), notes=()),
    ),
    "venue before authors": (
        f"* [{RESNET_TITLE}]({_R}) - *CVPR 2016* - Kaiming He, Jian Sun",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
    ),
    "an author and a year in brackets": (
        f"- [ ] [{QLORA_TITLE}]({_Q}) (Dettmers et al., 2023)",
        Paper(1, QLORA_TITLE, "Dettmers et al., 2023", (QLORA,), ("Dettmers",), notes=()),
    ),
    "an author and a year in the link": (
        f"- [{RESNET_TITLE} - He et al., 2016]({_R})",
        Paper(1, RESNET_TITLE, "2016", (RESNET,), ("He",)),
    ),
    "a venue that links, in brackets before the title": (
        f"- [[CVPR]({_R})] {RESNET_TITLE}. [[pytorch](https://github.com/a/b)][[keras](https://github.com/a/c)] :fire:",
        Paper(1, RESNET_TITLE, "CVPR", (RESNET,), notes=()),
    ),
    "a venue without a year behind a comma": (
        f"- {QLORA_TITLE}, arXiv, [arXiv:2305.14314]({_Q})",
        Paper(1, QLORA_TITLE, "arXiv", (QLORA,)),
    ),
    "a venue of a society nobody has to know": (
        f"- {RESNET_TITLE}. IEEE TXYZ 2016. [paper]({_R})",
        Paper(1, RESNET_TITLE, "IEEE TXYZ 2016", (RESNET,), notes=()),
    ),
    "a venue in code with a word for the kind": (
        f"* {QLORA_TITLE} - [Paper]({_Q}), [Code](https://github.com/a/b) `EMNLP-Findings 2023`",
        Paper(1, QLORA_TITLE, "EMNLP-Findings 2023", (QLORA,), notes=()),
    ),
    "a reference with a title of two words": (
        "- Segment Anything, Alexander Kirillov, Eric Mintun, ICCV 2023, [pdf](https://arxiv.org/abs/2304.02643)",
        Paper(1, "Segment Anything", "ICCV 2023", ("arxiv:2304.02643",), ("Alexander Kirillov", "Eric Mintun")),
    ),
    "venue and authors behind dashes": (
        f"- {QLORA_TITLE} - `NeurIPS 2023` - `Tim Dettmers, Artidoro Pagnoni` [`Paper`]({_Q})",
        Paper(1, QLORA_TITLE, "NeurIPS 2023", (QLORA,), ("Tim Dettmers", "Artidoro Pagnoni"), notes=()),
    ),
    "the kind of paper in brackets": (
        "- 📖 [Survey] Towards Reasoning in Large Language Models: A Survey — ACL 2023 — [PDF](https://arxiv.org/abs/2212.10403)",
        Paper(1, "Towards Reasoning in Large Language Models: A Survey", "ACL 2023", ("arxiv:2212.10403",)),
    ),
    "an open bracket that says what its links are": (
        f"- {RESNET_TITLE} (paper: {_R}, code: https://github.com/a/b)",
        Paper(1, RESNET_TITLE, None, (RESNET,), notes=()),
    ),
    "an open bracket with the venue and a link": (
        f"- {RESNET_TITLE} (CVPR 2016, [pdf]({_R}))",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
    ),
    "a pointer to another section": (
        "- [CVPR'16] Deep Residual Learning for Image Recognition [also in [2.1](#21-vision)]",
        Paper(1, RESNET_TITLE, "CVPR'16", ()),
    ),
    "angle brackets around links": (
        f"- {RESNET_TITLE} <[paper]({_R})> <[code](https://github.com/a/b)>",
        Paper(1, RESNET_TITLE, None, (RESNET,), notes=()),
    ),
    "a comment behind": (
        f"- [{RESNET_TITLE}]({_R}), CVPR 2016 | [bibtex](./vision.bib#L1) <!---He2016--->",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
    ),
    "a mark of novelty before the title": (
        f"- 🔥 [NEW] {QLORA_TITLE} [[Paper]]({_Q})",
        Paper(1, QLORA_TITLE, None, (QLORA,), aliases=(), notes=("NEW",)),
    ),
    "a word in brackets before the tag": (
        f"- [Microsoft] [CVPR 2016] {RESNET_TITLE} [[paper]]({_R})",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), aliases=(), notes=("Microsoft",)),
    ),
    "a word with a pictogram in brackets before the tag, the title linked": (
        f"- [Survey :mag:][CVPR'16] [{RESNET_TITLE}]({_R})",
        Paper(1, RESNET_TITLE, "CVPR'16", (RESNET,), aliases=(), notes=("Survey",)),
    ),
    "a word in brackets before the tag, authors behind a title in bold": (
        f"- [Alibaba][CVPR 2016] **{RESNET_TITLE}**. Kaiming He, Jian Sun. [[paper]]({_R})",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), aliases=(), notes=("Alibaba",)),
    ),
    "an award behind the title": (
        f"- {RESNET_TITLE} (**Best Paper**) [[Paper]]({_R})",
        Paper(1, RESNET_TITLE, None, (RESNET,), aliases=(), notes=("Best Paper",)),
    ),
    "full-width punctuation and a name": (
        f"- {RESNET_TITLE}（ResNet），[论文链接]({_R})，[代码](https://github.com/a/b)。",
        Paper(1, f"{RESNET_TITLE}（ResNet）", None, (RESNET,), aliases=("ResNet",), notes=()),
    ),
    "labels in Russian": (
        f"- {RESNET_TITLE}, CVPR 2016 [статья]({_R}) [код](https://github.com/a/b)",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
    ),
    "labels in Korean": (
        f"- {RESNET_TITLE}, CVPR 2016 [논문]({_R}) [코드](https://github.com/a/b)",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
    ),
    "labels in Japanese": (
        f"- {RESNET_TITLE}, CVPR 2016 [論文]({_R}) [コード](https://github.com/a/b)",
        Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
    ),
    "Chinese quotation marks and labels in words": (
        f"- 《{RESNET_TITLE}》 论文：{_R} 代码：https://github.com/a/b",
        Paper(1, RESNET_TITLE, None, (RESNET,), notes=()),
    ),
}
"""Bullets that hold one paper."""

BLOCKS: dict[str, tuple[str, tuple[Paper, ...]]] = {
    "a paragraph of references without links, one a line": (
        "[1] Ada Odell, Ivo Tarn. Growing Caches along the Shore. OSDI 2014.\n"
        "[2] Mo Fen, Ivo Tarn. Reefs That Schedule Tides. In NSDI, 2015.\n",
        (
            Paper(1, "Growing Caches along the Shore", "OSDI 2014", (), ("Ada Odell", "Ivo Tarn"), notes=()),
            Paper(2, "Reefs That Schedule Tides", "NSDI, 2015", (), ("Mo Fen", "Ivo Tarn"), notes=()),
        ),
    ),
    "nested lines of authors, venue and links": (
        f"* **{ATTENTION_TITLE}**\n  * Ashish Vaswani, Noam Shazeer\n  * *NeurIPS 2017*\n  * [paper]({_A})\n",
        (Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),),
    ),
    "papers below a paper": (
        f"- [NeurIPS '17] {ATTENTION_TITLE} [[link]]({_A})\n  - [CVPR '16] {RESNET_TITLE} [[link]]({_R})\n"
        f"  - [CVPR '16] Extended version [[link]]({_A})\n  - [CVPR '16] Better than in [ResNet]({_R})\n",
        (
            Paper(1, ATTENTION_TITLE, "NeurIPS '17", (ATTENTION,), notes=(f"[CVPR '16] Better than in ResNet ({_R})",)),
            Paper(2, RESNET_TITLE, "CVPR '16", (RESNET,), notes=()),
        ),
    ),
    "fields": (
        f"- **{ATTENTION_TITLE}**\n  - Authors: Ashish Vaswani, Noam Shazeer\n  - Venue: NeurIPS 2017\n  - Paper: {_A}\n",
        (Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),),
    ),
    "authors and links in a paragraph below": (
        f"1. **{ATTENTION_TITLE}** [NeurIPS 2017]\n\n   *Ashish Vaswani, Noam Shazeer* [[pdf]({_A})]\n",
        (Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),),
    ),
    "a title on its own line over its links": (
        f"# 检测\n\n**{RESNET_TITLE}**\n\n- 论文(Oral)：{_R}\n- 代码：https://github.com/a/b\n\n**{ATTENTION_TITLE}**\n\n"
        f"- 作者单位: 谷歌\n- Paper: {_A}\n- Code: None\n",
        (
            Paper(3, RESNET_TITLE, None, (RESNET,), notes=()),
            Paper(8, ATTENTION_TITLE, None, (ATTENTION,), notes=("作者单位: 谷歌", "Code: None")),
        ),
    ),
    "a title in words over its links": (
        f"{RESNET_TITLE}\n- Paper: {_R}\n- Code: https://github.com/a/b\n",
        (Paper(1, RESNET_TITLE, None, (RESNET,)),),
    ),
    "headings that are titles": (
        f"## Vision\n\n### {RESNET_TITLE} (CVPR 2016)\n\n* [Paper]({_R})\n\n**Abstract:** Deeper.\n\n"
        f"### {ATTENTION_TITLE} (NeurIPS 2017)\n\n[[paper]]({_A}) [[code]](https://github.com/a/b)\n",
        (
            Paper(3, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=("Abstract: Deeper.",), section=("Vision",)),
            Paper(9, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), notes=(), section=("Vision",)),
        ),
    ),
    "headings over authors and venue": (
        f"## Vision\n\n### {RESNET_TITLE}\n- Kaiming He et al., CVPR 2016\n\n### {ATTENTION_TITLE}\n*Ashish Vaswani, Noam Shazeer*, "
        f"NeurIPS 2017\n\n### Quantization and Finetuning in Practice\n\nNeurIPS 2023\n\n#### LoRA\n\n- {QLORA_TITLE} [[pdf]]({_Q})\n",
        (
            Paper(3, RESNET_TITLE, "CVPR 2016", (), ("Kaiming He",), notes=(), section=("Vision",)),
            Paper(6, ATTENTION_TITLE, "NeurIPS 2017", (), ("Ashish Vaswani", "Noam Shazeer"), section=("Vision",)),
            Paper(15, QLORA_TITLE, section=("Vision", "Quantization and Finetuning in Practice", "LoRA")),
        ),
    ),
    "a heading over its venue, beside one that links": (
        f"## Vision\n\n### {RESNET_TITLE}\n\nCVPR 2016\n\n### [{ATTENTION_TITLE}]({_A})\n\nNeurIPS 2017\n",
        (
            Paper(3, RESNET_TITLE, "CVPR 2016", (), section=("Vision",)),
            Paper(7, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), section=("Vision",)),
        ),
    ),
    "a heading that links below a section of its level": (
        f"### {RESNET_TITLE}\n\nOf note.\n\n### [{ATTENTION_TITLE}]({_A})\n",
        (Paper(5, ATTENTION_TITLE, None, (ATTENTION,), section=()),),
    ),
    "a title over its authors and venue": (
        f"- {RESNET_TITLE}\n  - Kaiming He et al., CVPR 2016\n",
        (Paper(1, RESNET_TITLE, "CVPR 2016", (), ("Kaiming He",), notes=()),),
    ),
    "headings that link": (
        f"#### [{RESNET_TITLE}]({_R})\n*Kaiming He, Jian Sun*, CVPR 2016\n",
        (Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),),
    ),
    "a paragraph for each": (
        f"**{ATTENTION_TITLE}** <br>\n*Ashish Vaswani, Noam Shazeer* <br>\nNeurIPS, 2017. [[paper]]({_A})\n\n"
        f"**{RESNET_TITLE}** <br> *Kaiming He* <br> CVPR 2016. [[paper]]({_R})\n",
        (
            Paper(1, ATTENTION_TITLE, "NeurIPS, 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),
            Paper(5, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He",), notes=()),
        ),
    ),
    "a paragraph for each, one without a link": (
        f"**{ATTENTION_TITLE}** <br>\n*Ashish Vaswani, Noam Shazeer* <br>\nNeurIPS 2017. [[paper]({_A})]\n\n"
        f"**{RESNET_TITLE}** <br>\n*Kaiming He, Jian Sun* <br>\nCVPR 2016.\n",
        (
            Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),
            Paper(5, RESNET_TITLE, "CVPR 2016", (), ("Kaiming He", "Jian Sun"), notes=()),
        ),
    ),
    "paragraphs and lines with a venue, some without a link": (
        f"**{ATTENTION_TITLE}** (NeurIPS 2017) [[paper]({_A})]\n**{RESNET_TITLE}** (CVPR 2016)\n\n**{QLORA_TITLE}** (NeurIPS 2023)\n\n"
        "**Large Language Models** (NeurIPS 2023)\n\n- Segment Anything, ICCV 2023 [[pdf]](https://arxiv.org/abs/2304.02643)\n\n**Large Language Models in Practice**\n\nText.\n",
        (
            Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), notes=()),
            Paper(2, RESNET_TITLE, "CVPR 2016", (), notes=()),
            Paper(4, QLORA_TITLE, "NeurIPS 2023", (), notes=()),
            Paper(8, "Segment Anything", "ICCV 2023"),
        ),
    ),
    "references with a number and stars": (
        f'**[1]** LeCun, Yann, Yoshua Bengio, and Geoffrey Hinton. "**Deep learning**." Nature 521.7553 (2015): 436-444. '
        "[[pdf]](https://www.nature.com/articles/nature14539) **(Survey)** :star::star:\n\n"
        f'**[2]** He, Kaiming, et al. "**{RESNET_TITLE}**." arXiv preprint arXiv:1512.03385 (2015). [[pdf]]({_R}) :star:\n',
        (
            Paper(
                1,
                "Deep learning",
                None,
                ("doi:10.1038/nature14539",),
                ("Yann LeCun", "Yoshua Bengio", "Geoffrey Hinton"),
            ),
            Paper(3, RESNET_TITLE, None, (RESNET,), ("Kaiming He",)),
        ),
    ),
    "names as code before titles in bold": (
        f"* `Transformer` **{ATTENTION_TITLE}** | [[NeurIPS' 17]]({_A}) | [`[code]`](https://github.com/a/b)\n",
        (Paper(1, ATTENTION_TITLE, "NeurIPS' 17", (ATTENTION,), (), ("Transformer",)),),
    ),
    "pieces between strokes": (
        f"- **2016** | **CVPR** | {RESNET_TITLE} | Kaiming He | [paper]({_R})\n",
        (Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He",)),),
    ),
    "topics over papers and over tools": (
        f"- Vision\n  - [{RESNET_TITLE}]({_R})\n- Tools\n  - [vLLM](https://github.com/vllm-project/vllm)\n",
        (Paper(2, RESNET_TITLE, None, (RESNET,), section=("Vision",)),),
    ),
    "plain paragraphs, again and again": (
        f"{ATTENTION_TITLE} | [[Paper]]({_A})\n\n{RESNET_TITLE} | [[Paper]]({_R}) [[Code]](https://github.com/a/b)\n",
        (Paper(1, ATTENTION_TITLE, None, (ATTENTION,)), Paper(3, RESNET_TITLE, None, (RESNET,))),
    ),
    "a line for each": (
        f"[{ATTENTION_TITLE}]({_A}), NeurIPS 2017\n[{RESNET_TITLE}]({_R}), CVPR 2016\n",
        (Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,)), Paper(2, RESNET_TITLE, "CVPR 2016", (RESNET,))),
    ),
    "folds": (
        f'<details><summary>{QLORA_TITLE} (2023) [<a href="{_Q}">Paper</a>] ⭐💸</summary>\n\nFour bits.\n\n- And more.\n\n</details>\n',
        (Paper(1, QLORA_TITLE, "2023", (QLORA,), notes=("Four bits.", "And more.")),),
    ),
    "a fold that is a section": (
        f"## Papers\n<details open>\n<summary><b>2016</b></summary>\n\n- [{RESNET_TITLE}]({_R})\n\n</details>\n\n- [{QLORA_TITLE}]({_Q})\n",
        (
            Paper(5, RESNET_TITLE, None, (RESNET,), section=("Papers", "2016")),
            Paper(9, QLORA_TITLE, section=("Papers",)),
        ),
    ),
    "a line in bold over a list": (
        f"**CVPR 2016**\n\n- {RESNET_TITLE} [[paper]]({_R})\n\n**NeurIPS 2017**\n\n- {ATTENTION_TITLE} [[paper]]({_A})\n",
        (Paper(3, RESNET_TITLE, section=("CVPR 2016",)), Paper(7, ATTENTION_TITLE, section=("NeurIPS 2017",))),
    ),
    "a table": (
        "| Year | Title | Authors | Venue | Paper |\n|---|---|---|---|---|\n"
        f"| 2017 | {ATTENTION_TITLE} | Ashish Vaswani, Noam Shazeer | NeurIPS | [Link]({_A}) |\n",
        (Paper(3, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),),
    ),
    "a table whose column for the venue says more than a venue": (
        f"| Title | Venue | Year |\n|---|---|---|\n| {ATTENTION_TITLE} | Proceedings {'of Clay ' * 9} | 2017 |\n",
        (Paper(3, ATTENTION_TITLE, "2017"),),
    ),
    "a table with badges and breaks in its cells": (
        "| Title | Venue | Date | Code |\n|:--|:-:|:-:|:-:|\n"
        f"| ![Star](https://a.example/s.svg) <br> [**{QLORA_TITLE}**]({_Q}) <br> | NeurIPS | 2023-05-23 | [Github](https://github.com/a/b) |\n",
        (Paper(3, QLORA_TITLE, "NeurIPS 2023-05-23", (QLORA,), notes=()),),
    ),
    "a table of names with titles in full": (
        f"| keywords | Institute | Paper | Date |\n|--|--|--|--|\n| ResNet | Microsoft | [{RESNET_TITLE}]({_R}) | 2015-12 |\n",
        (Paper(3, RESNET_TITLE, "2015-12", (RESNET,), (), ("ResNet",), ("Institute: Microsoft",)),),
    ),
    "a table of names without titles": (
        f"| **Scheduler** | **Year** | **Series** | **Paper** | **Cost** |\n|:-:|:-:|:-:|:-:|:-:|\n| Transformer | 2017 | NIPS | [Paper]({_A}) | ♣ |\n",
        (Paper(3, "Transformer", "NIPS 2017", (ATTENTION,), (), (), ()),),
    ),
    "a table of names in brackets": (
        "|Date|Title|Paper|\n|:-:|:-:|:-:|\n"
        f"|2017.06|🔥[**Transformer**] {ATTENTION_TITLE}(@Google etc)|[[pdf]]({_A})|\n|2015.12|[ResNet] {RESNET_TITLE}(@Microsoft)|[[pdf]]({_R})|\n",
        (
            Paper(3, ATTENTION_TITLE, "2017.06", (ATTENTION,), (), ("Transformer",)),
            Paper(4, RESNET_TITLE, "2015.12", (RESNET,), (), ("ResNet",)),
        ),
    ),
    "the papers of a week": (
        "| **Paper** | **Links** |\n|---|---|\n"
        f"| 1) **QLoRA** - finetunes in four bits; a model fits on one card. | [Paper]({_Q}), [Tweet](https://twitter.com/x) |\n"
        f"| 2) Deep Residual Learning  The paper adds shortcuts between layers, and trains many more of them. | [Paper]({_R}) |\n",
        (
            Paper(3, "QLoRA", None, (QLORA,), notes=("finetunes in four bits; a model fits on one card.",)),
            Paper(4, "Deep Residual Learning", None, (RESNET,)),
        ),
    ),
    "headings with the venue before the link": (
        f"## {ATTENTION_TITLE}\n*NeurIPS 2017* · [PDF]({_A})\n\nOf note.\n\n"
        f"## {RESNET_TITLE}\n*Kaiming He, Jian Sun* | CVPR 2016 | [pdf]({_R}) [code](https://github.com/a/b)\n",
        (
            Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), notes=("Of note.",)),
            Paper(6, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
        ),
    ),
    "folds with the links inside": (
        f"<details><summary>{ATTENTION_TITLE}</summary>\n\n- Paper: {_A}\n- Code: None\n\n</details>\n\n"
        f"<details>\n<summary>{RESNET_TITLE}</summary>\n\n- [PDF]({_R})\n\n</details>\n\n"
        f"<details><summary>More of the same</summary>\n\n- {QLORA_TITLE} [[pdf]]({_Q})\n\n</details>\n",
        (
            Paper(1, ATTENTION_TITLE, None, (ATTENTION,)),
            Paper(8, RESNET_TITLE, None, (RESNET,), notes=()),
            Paper(17, QLORA_TITLE, None, (QLORA,)),
        ),
    ),
    "footnotes": (
        f"- {ATTENTION_TITLE} [^1] [[pdf]]({_A})\n- {RESNET_TITLE}[^two]\n\n[^1]: Seminal.\n[^two]: Read [this]({_Q}).\n",
        (Paper(1, ATTENTION_TITLE, None, (ATTENTION,), notes=()), Paper(2, RESNET_TITLE, None, ())),
    ),
    "a schedule of lectures with what is to be read": (
        "| Date | Lecture | Reading |\n|--|--|--|\n"
        f"| 2023-09-03 | [Shores and their caches](slides/1.pdf) | [{ATTENTION_TITLE}]({_A}) |\n"
        f"| 2023-09-05 | Tides [slides](slides/2.pdf) | [{RESNET_TITLE}]({_R}), [{QLORA_TITLE}]({_Q}) |\n",
        (
            Paper(3, ATTENTION_TITLE, None, (ATTENTION,), notes=("Lecture: Shores and their caches (slides/1.pdf)",)),
            Paper(4, RESNET_TITLE, None, (RESNET,), notes=("Lecture: Tides slides",)),
            Paper(4, QLORA_TITLE, None, (QLORA,), notes=("Lecture: Tides slides",)),
        ),
    ),
    "a table with two papers in a cell": (
        f"| Method | Paper | Venue |\n|--|--|--|\n| ResNet | [{RESNET_TITLE}]({_R}) <br> [{QLORA_TITLE}]({_Q}) | CVPR 2016 |\n",
        (
            Paper(3, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
            Paper(3, QLORA_TITLE, "CVPR 2016", (QLORA,), notes=()),
        ),
    ),
    "a table with two papers in a cell and a link to one of them": (
        f"| Paper | Other |\n|--|--|\n| [{RESNET_TITLE}]({_R}) [{QLORA_TITLE}]({_Q}) | [pdf]({_A}) |\n",
        (Paper(3, RESNET_TITLE, None, (RESNET, QLORA, ATTENTION), notes=(QLORA_TITLE,)),),
    ),
    "a table with a column for what a paper builds on": (
        f"| Paper | Venue | Builds on | Follow-up |\n|--|--|--|--|\n| {RESNET_TITLE} | CVPR 2016 | [{ATTENTION_TITLE}]({_A}) | |\n"
        f"| {QLORA_TITLE} | NeurIPS 2023 | ResNet {_R} | [pdf]({_A}) |\n",
        (
            Paper(3, RESNET_TITLE, "CVPR 2016", (), notes=(f"Builds on: {ATTENTION_TITLE} ({_A})",)),
            Paper(4, QLORA_TITLE, "NeurIPS 2023", (), notes=(f"Builds on: ResNet {_R}", f"Follow-up: pdf ({_A})")),
        ),
    ),
    "a table with another title in a column that says nothing": (
        f"| Paper | Venue | |\n|--|--|--|\n| {RESNET_TITLE} | CVPR 2016 | [{QLORA_TITLE}]({_Q}) |\n"
        f"| {ATTENTION_TITLE} | NeurIPS 2017 | [{ATTENTION_TITLE}]({_A}) |\n",
        (
            Paper(3, RESNET_TITLE, "CVPR 2016", (), notes=(f"{QLORA_TITLE} ({_Q})",)),
            Paper(4, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,)),
        ),
    ),
    "a table whose venues link to the papers": (
        "| Title | Venue | Code |\n|--|--|--|\n"
        f"| {QLORA_TITLE} | [Conference on Neural Information Processing Systems]({_Q}) | [code](https://github.com/a/b) |\n"
        f"| {RESNET_TITLE} | [Conference on Computer Vision and Pattern Recognition]({_R}) | |\n",
        (
            Paper(3, QLORA_TITLE, "Conference on Neural Information Processing Systems", (QLORA,), notes=()),
            Paper(4, RESNET_TITLE, "Conference on Computer Vision and Pattern Recognition", (RESNET,), notes=()),
        ),
    ),
    "a table whose journals link to the papers": (
        "| Title | Journal |\n|--|--|\n"
        f"| {RESNET_TITLE} | [IEEE Transactions on Pattern Analysis and Machine Intelligence](https://doi.org/10.1109/x.1) |\n",
        (Paper(3, RESNET_TITLE, None, ("doi:10.1109/x.1",), notes=()),),
    ),
    "a table whose links repeat the titles in another spelling": (
        "| Title | Reference |\n|--|--|\n"
        f"| Deep Residual-Learning for the Recognition of Images | [{RESNET_TITLE}]({_R}) |\n"
        f"| Multi Head Attention Is All You Need | [Multi-Head Attention Is Really All You Need]({_A}) |\n",
        (
            Paper(3, "Deep Residual-Learning for the Recognition of Images", None, (RESNET,)),
            Paper(4, "Multi Head Attention Is All You Need", None, (ATTENTION,)),
        ),
    ),
    "a table whose links are called at length": (
        "| Title | Resource | arXiv |\n|--|--|--|\n"
        f"| {RESNET_TITLE} | [Official ArXiv Paper Link]({_R}) | |\n"
        f"| {ATTENTION_TITLE} | | [Preprint Version on Arxiv Server]({_A}) |\n",
        (Paper(3, RESNET_TITLE, None, (RESNET,)), Paper(4, ATTENTION_TITLE, None, (ATTENTION,))),
    ),
    "a table with another title under a label, and the paper elsewhere": (
        f"| Title | arXiv |\n|--|--|\n| [{RESNET_TITLE}]({_R}) | The sequel is [{ATTENTION_TITLE}]({_A}) |\n",
        (Paper(3, RESNET_TITLE, None, (RESNET,), notes=(f"arXiv: The sequel is {ATTENTION_TITLE} ({_A})",)),),
    ),
    "a table with labelled links under a word that names no paper": (
        "| Paper | Related | Venue |\n|--|--|--|\n"
        f"| {RESNET_TITLE} | [pdf]({_R}), [code](https://github.com/a/b) | CVPR 2016 |\n"
        f"| {QLORA_TITLE} | [{ATTENTION_TITLE}]({_A}) | NeurIPS 2023 |\n",
        (
            Paper(3, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
            Paper(4, QLORA_TITLE, "NeurIPS 2023", (), notes=(f"Related: {ATTENTION_TITLE} ({_A})",)),
        ),
    ),
    "a table with a venue in a column that a verb heads": (
        f"| Name | Paper | Used in |\n|--|--|--|\n| ResNet | [{RESNET_TITLE}]({_R}) | CVPR 2016 |\n",
        (Paper(3, RESNET_TITLE, "CVPR 2016", (RESNET,), (), ("ResNet",), ()),),
    ),
    "a field and its title in Chinese": (
        f"- 论文：《{RESNET_TITLE}》 [链接]({_R})\n",
        (Paper(1, RESNET_TITLE, None, (RESNET,)),),
    ),
    "a table in Chinese": (
        f"| 论文 | 会议 | 链接 |\n|--|--|--|\n| {RESNET_TITLE} | CVPR 2016 | [PDF]({_R}) |\n",
        (Paper(3, RESNET_TITLE, "CVPR 2016", (RESNET,)),),
    ),
    "a table that begins at once": (
        f"| 2017 | {ATTENTION_TITLE} | [paper]({_A}) |\n|--|--|--|\n| 2016 | {RESNET_TITLE} | [paper]({_R}) |\n",
        (Paper(1, ATTENTION_TITLE, "2017", (ATTENTION,)), Paper(3, RESNET_TITLE, "2016", (RESNET,))),
    ),
    "a table in HTML, with Markdown in it": (
        f'<table><tr><th>Title</th><th>Links</th></tr>\n<tr><td>{ATTENTION_TITLE}</td><td><a href="{_A}">pdf</a></td></tr>\n\n'
        f"<tr>\n<td>\n\n{RESNET_TITLE}\n\n</td>\n<td>\n\n[pdf]({_R})\n\n</td></tr></table>\n",
        (Paper(2, ATTENTION_TITLE, None, (ATTENTION,)), Paper(7, RESNET_TITLE, None, (RESNET,))),
    ),
    "a table in HTML whose year reaches down over several rows": (
        "<table><tr><th>Year</th><th>Title</th><th>Link</th></tr>\n"
        f'<tr><td rowspan="2">NSDI 2021</td><td>Kelp Farms for Growing Caches</td><td><a href="{_A}">pdf</a></td></tr>\n'
        f'<tr><td>Reefs That Schedule Tides</td><td><a href="{_R}">pdf</a></td></tr>\n'
        f'<tr><td>2022</td><td>Barnacles on Bare Metal</td><td><a href="{_Q}">pdf</a></td></tr></table>\n',
        (
            Paper(2, "Kelp Farms for Growing Caches", "NSDI 2021", (ATTENTION,), notes=()),
            Paper(3, "Reefs That Schedule Tides", "NSDI 2021", (RESNET,), notes=()),
            Paper(4, "Barnacles on Bare Metal", "2022", (QLORA,), notes=()),
        ),
    ),
    "a table in HTML with a cell over two columns, and a heading over two": (
        '<table><tr><th colspan="2">Where</th><th>Title</th><th>Link</th></tr>\n'
        f'<tr><td colspan="2">OSDI 2020</td><td>Kelp Farms for Growing Caches</td><td><a href="{_A}">pdf</a></td></tr>\n'
        f'<tr><td>NSDI</td><td>2021</td><td>Reefs That Schedule Tides</td><td><a href="{_R}">pdf</a></td></tr></table>\n',
        (
            Paper(2, "Kelp Farms for Growing Caches", "OSDI 2020", (ATTENTION,), notes=()),
            Paper(3, "Reefs That Schedule Tides", "NSDI 2021", (RESNET,), notes=()),
        ),
    ),
    "a table in HTML whose title reaches down over its links, and a link over two titles": (
        "<table><tr><th>Title</th><th>Links</th><th>Page</th></tr>\n"
        f'<tr><td rowspan="2">Kelp Farms for Growing Caches</td><td><a href="https://github.com/a/b">code</a></td>'
        f'<td rowspan="3"><a href="{_Q}">page</a></td></tr>\n'
        f'<tr><td><a href="{_A}">pdf</a></td></tr>\n'
        f'<tr><td>Reefs That Schedule Tides</td><td><a href="{_R}">pdf</a></td></tr></table>\n',
        (
            Paper(2, "Kelp Farms for Growing Caches", None, (ATTENTION, QLORA), notes=()),
            Paper(4, "Reefs That Schedule Tides", None, (RESNET,), notes=()),
        ),
    ),
    "a table with lists in its cells": (
        f'| Name | Links |\n|--|--|\n| **ResNet** | <ul><li><a href="{_R}">Paper</a></li><li><a href="https://github.com/a/b">Code</a></li></ul> |\n',
        (Paper(3, "ResNet", None, (RESNET,), notes=()),),
    ),
    "a list in HTML": (
        f'<ul>\n<li><a href="{_A}">{ATTENTION_TITLE}</a>, NeurIPS 2017</li>\n'
        f'<li><b>{RESNET_TITLE}</b><br><i>Kaiming He, Jian Sun</i><br>CVPR 2016 <a href="{_R}">[PDF]</a></li>\n</ul>\n',
        (
            Paper(2, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,)),
            Paper(3, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
        ),
    ),
    "lines in HTML": (
        f'<b>{ATTENTION_TITLE}</b> Vaswani et al. <a href="{_A}">[paper]</a><br>\n<b>{RESNET_TITLE}</b> He et al. <a href="{_R}">[paper]</a><br>\n',
        (Paper(1, ATTENTION_TITLE, None, (ATTENTION,), ("Vaswani",)), Paper(2, RESNET_TITLE, None, (RESNET,), ("He",))),
    ),
    "front matter": (
        f'---\nlayout: page\npapers:\n\n  - title: "{RESNET_TITLE}"\n    authors: [Kaiming He, Jian Sun]\n    venue: CVPR\n    year: 2016\n'
        f"    doi: 10.1109/CVPR.2016.90\n    code_url: https://github.com/a/b\n---\n",
        (Paper(5, RESNET_TITLE, "CVPR 2016", ("doi:10.1109/cvpr.2016.90",), ("Kaiming He", "Jian Sun"), notes=()),),
    ),
    "front matter of a note on one paper": (
        f'---\ntags: [vision]\ntitle: "{RESNET_TITLE}"\nauthors:\n  - Kaiming He\n  - Jian Sun\nyear: 2016\narxiv: 1512.03385\n---\n'
        f"# Summary\n\n- Adds shortcuts between layers.\n- [ ] Read again\n\n## Related\n\n- [{ATTENTION_TITLE}]({_A})\n",
        (
            Paper(3, RESNET_TITLE, "2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
            Paper(17, ATTENTION_TITLE, None, (ATTENTION,)),
        ),
    ),
    "front matter of a page with a file that is no paper": (
        f"---\ntitle: Reading Group\npdf: https://example.org/plan.pdf\n---\n\n- {RESNET_TITLE}\n- {QLORA_TITLE}\n",
        (Paper(6, RESNET_TITLE, None, ()), Paper(7, QLORA_TITLE, None, ())),
    ),
    "front matter of a page with an archived copy": (
        f"---\ntitle: Papers on Vision\ndoi: 10.5281/zenodo.6604161\n---\n\n- [{RESNET_TITLE}]({_R})\n- {QLORA_TITLE}\n",
        (Paper(6, RESNET_TITLE, None, (RESNET,)), Paper(7, QLORA_TITLE, None, ())),
    ),
    "names in brackets throughout a list": (
        f"- [ResNet] {RESNET_TITLE} [[pdf]]({_R})\n- [QLoRA] {QLORA_TITLE} [[pdf]]({_Q})\n- [Transformer] {ATTENTION_TITLE} [[pdf]]({_A})\n",
        (
            Paper(1, RESNET_TITLE, None, (RESNET,), (), ("ResNet",)),
            Paper(2, QLORA_TITLE, None, (QLORA,)),
            Paper(3, ATTENTION_TITLE, None, (ATTENTION,), (), ("Transformer",)),
        ),
    ),
    "another paper below a paper": (
        f"- [CVPR'16] [{RESNET_TITLE}]({_R})\n  - [NeurIPS'17] [{ATTENTION_TITLE}]({_A})\n",
        (Paper(1, RESNET_TITLE, "CVPR'16", (RESNET,)), Paper(2, ATTENTION_TITLE, "NeurIPS'17", (ATTENTION,))),
    ),
    "a short title with its venue over a line that leads to the paper": (
        f"- Residual Nets. CVPR 2016\n  - See [paper]({_R}), [code](https://github.com/a/b)\n",
        (Paper(1, "Residual Nets", "CVPR 2016", (RESNET,), notes=()),),
    ),
    "another version below a paper": (
        f"- [CVPR'16] [{RESNET_TITLE}](https://doi.org/10.1109/CVPR.2016.90)\n  - [[arXiv]]({_R})\n",
        (Paper(1, RESNET_TITLE, "CVPR'16", ("doi:10.1109/cvpr.2016.90", RESNET)),),
    ),
    "a paragraph for each, closed by a day": (
        f"**{ATTENTION_TITLE}** \\\n*Ashish Vaswani, Noam Shazeer* \\\nNeurIPS 2017 (Oral). [[Paper]({_A})] [[Github](https://github.com/a/b)] \\\n"
        f"12 Jun 2017\n\n**{RESNET_TITLE}** \\\n*Kaiming He, Jian Sun* \\\narXiv 2015. [[Paper]({_R})] \\\n10 Dec 2015\n",
        (
            Paper(
                1, ATTENTION_TITLE, "NeurIPS 2017 (Oral)", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()
            ),
            Paper(6, RESNET_TITLE, "arXiv 2015", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
        ),
    ),
    "a quoted paragraph": (
        f"> **{ATTENTION_TITLE}**\n> Ashish Vaswani, Noam Shazeer. NeurIPS 2017.\n> [[paper]({_A})] [[code](https://github.com/a/b)]\n",
        (Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),),
    ),
    "a paragraph that a pictogram opens": (
        f"🔹 **{QLORA_TITLE}** (2023) [📄 Paper]({_Q}) · [🌐 Project](https://a.github.io/)\n",
        (Paper(1, QLORA_TITLE, "2023", (QLORA,), notes=()),),
    ),
    "headings over quoted authors, venue and links": (
        f"## Vision\n\n### {RESNET_TITLE}\n> Kaiming He, Jian Sun\n\n- CVPR 2016\n- [paper]({_R})\n\n"
        f"### 2. {ATTENTION_TITLE}\n- 论文：{_A}\n- 代码：https://github.com/a/b\n- 简介：注意力。\n",
        (
            Paper(3, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
            Paper(9, ATTENTION_TITLE, None, (ATTENTION,), notes=("简介：注意力。",)),
        ),
    ),
    "authors below, as BibTeX has them": (
        f"- {RESNET_TITLE}.\n  [[pdf]]({_R})\n  [[code]](https://github.com/a/b)\n  - He, Kaiming and Sun, Jian A. *CVPR 2016*\n",
        (Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian A Sun"), notes=()),),
    ),
    "a title that says that it is one": (
        f"1. **Title**: {RESNET_TITLE}\n   - **Authors**: Kaiming He, Jian Sun\n   - **Published**: CVPR 2016\n   - **Link**: [arXiv]({_R})\n",
        (Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),),
    ),
    "fields on lines that wrapped": (
        f"* **Title:** {RESNET_TITLE}\n  **Authors:** Kaiming He, Jian Sun\n  **Venue:** CVPR 2016\n  **Link:** {_R}\n"
        f"* {QLORA_TITLE}\n  Venue: NeurIPS 2023\n  Notes: four bits\n  Code: [GitHub](https://github.com/a/b)\n",
        (
            Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
            Paper(5, QLORA_TITLE, "NeurIPS 2023", (), notes=("Notes: four bits",)),
        ),
    ),
    "paragraphs of fields": (
        f"**Title:** {RESNET_TITLE}  \n**Authors:** Kaiming He, Jian Sun  \n**Venue:** CVPR 2016  \n**Link:** {_R}\n\n"
        f"Paper: {ATTENTION_TITLE}\nAuthors: Ashish Vaswani et al., NeurIPS 2017\nYear: 2017\nLink: {_A}\n",
        (
            Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
            Paper(6, ATTENTION_TITLE, "2017", (ATTENTION,)),
        ),
    ),
    "authors on a line that wrapped": (
        "1. Growing Caches along the Shore\nJane Odell*, John Marsh*, Ada Fen\n[Paper](https://arxiv.org/abs/2301.00001) [code](https://github.com/a/b)\n"
        "2. Drying Logs by Wind. [pdf](https://arxiv.org/abs/2301.00002)\nJane Odell; Ada Fen.\n\n"
        "## More\n\n- [x] Is Sand a Mirage?\n    Jane Odell · John Marsh\n",
        (
            Paper(
                1,
                "Growing Caches along the Shore",
                None,
                ("arxiv:2301.00001",),
                ("Jane Odell", "John Marsh", "Ada Fen"),
                notes=(),
            ),
            Paper(4, "Drying Logs by Wind", None, ("arxiv:2301.00002",), ("Jane Odell", "Ada Fen"), notes=()),
            Paper(9, "Is Sand a Mirage?", None, (), ("Jane Odell", "John Marsh"), notes=()),
        ),
    ),
    "fields below a title, with pictograms or not, of which one has the venue and one the year": (
        "- [Growing Caches along the Shore](https://arxiv.org/abs/2301.00001)\n  - 📅 Date: March 27, 2023\n  - 📑 Publisher: arXiv\n"
        "- Drying Logs by Wind [[pdf]](https://arxiv.org/abs/2301.00002)\n  - Conference: OSDI\n  - Year: 2023\n",
        (
            Paper(1, "Growing Caches along the Shore", "arXiv March 27, 2023", ("arxiv:2301.00001",), notes=()),
            Paper(4, "Drying Logs by Wind", "OSDI 2023", ("arxiv:2301.00002",), notes=()),
        ),
    ),
    "counted headings that link, over fields on lines that the author broke": (
        "## Papers\n\n### 1. [Growing Caches along the Shore](https://arxiv.org/abs/2301.00001)\n\n"
        "**Authors**: Jane Odell, John Marsh  \n**Category**: cs.DC  \n**Published**: 2023-01-26  \n\n"
        "#### Abstract\nCaches grow.\n\n---\n\n### 2. [Drying Logs by Wind](https://arxiv.org/abs/2301.00002)\n\n"
        "**Authors**: Ada Fen  \n**Published**: 2023-01-27\n",
        (
            Paper(
                3,
                "Growing Caches along the Shore",
                "2023-01-26",
                ("arxiv:2301.00001",),
                ("Jane Odell", "John Marsh"),
                (),
                ("Category: cs.DC",),
            ),
            Paper(14, "Drying Logs by Wind", "2023-01-27", ("arxiv:2301.00002",), ("Ada Fen",), (), ()),
        ),
    ),
    "prose on a line that wrapped": (
        f"- {RESNET_TITLE}, CVPR'16\n  This paper adds shortcuts between layers,\n  and trains many more of them.\n"
        "- Kaiming He, Jian Sun.\n  Deep residual learning for image recognition. CVPR 2016.\n",
        (
            Paper(
                1,
                RESNET_TITLE,
                "CVPR'16",
                notes=("This paper adds shortcuts between layers, and trains many more of them.",),
            ),
            Paper(4, "Deep residual learning for image recognition", "CVPR 2016", (), ("Kaiming He", "Jian Sun")),
        ),
    ),
    "paragraphs that are a link with a reference in it": (
        '[A. Odell, B. Fen, "Growing Caches along the Shore", OSDI 2020](https://shore.example/caches.html)\n\n'
        '[C. Marsh and D. Fen, "Drying Logs by Wind," *Shore Review*, 2021.](https://arxiv.org/abs/2301.00002)\n',
        (
            Paper(1, "Growing Caches along the Shore", "OSDI 2020", (), ("A. Odell", "B. Fen"), notes=()),
            Paper(
                3, "Drying Logs by Wind", "Shore Review, 2021", ("arxiv:2301.00002",), ("C. Marsh", "D. Fen"), notes=()
            ),
        ),
    ),
    "a title in bold over several lines of links": (
        "**Growing Caches along the Shore**\n\nProject: https://caches.example\n\n"
        "Paper: https://arxiv.org/abs/2301.00001\n\n**Drying Logs by Wind**\n\n"
        "Paper: https://arxiv.org/abs/2301.00002\n\nCode: https://github.com/a/logs\n",
        (
            Paper(1, "Growing Caches along the Shore", None, ("arxiv:2301.00001",), notes=()),
            Paper(7, "Drying Logs by Wind", None, ("arxiv:2301.00002",), notes=()),
        ),
    ),
    "two titles on one line, with an annotation": (
        f"- [{RESNET_TITLE}]({_R}) and [{ATTENTION_TITLE}]({_A}): what most of them are built of\n",
        (
            Paper(1, RESNET_TITLE, None, (RESNET,), notes=("what most of them are built of",)),
            Paper(1, ATTENTION_TITLE, None, (ATTENTION,), notes=("what most of them are built of",)),
        ),
    ),
    "two titles on one line, each with its venue": (
        f"- [{RESNET_TITLE}]({_R}) (CVPR 2016), [{ATTENTION_TITLE}]({_A}) (NeurIPS 2017)\n",
        (
            Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,), notes=()),
            Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), notes=()),
        ),
    ),
    "a title, and another in what is said of it": (
        f"- [{RESNET_TITLE}]({_R}), whose blocks are in [{ATTENTION_TITLE}]({_A}) too\n",
        (Paper(1, RESNET_TITLE, None),),
    ),
    "a table that says where papers were published, and when they were read or are to be": (
        "| Date | Paper | Published in |\n|---|---|---|\n"
        "| 201114 | Odell O., et al. Growing Caches along the Shore | Shore Review 2017 |\n"
        "| To-do | Fen A. B., et al. Growing Reefs along the Shore. | OSDI 2018 |\n",
        (
            Paper(3, "Growing Caches along the Shore", "Shore Review 2017", (), ("O. Odell",), (), ()),
            Paper(4, "Growing Reefs along the Shore", "OSDI 2018", (), ("A. B. Fen",), (), ()),
        ),
    ),
    "one author alone behind linked titles, in a list that names authors there": (
        f"- [Caches of Kelp]({_A}) — Ada Odell, Bo Fen\n- [Caches of Sand]({_R}) - Cleo Marsh\n"
        f"- [Caches of Salt]({_Q}), [Dov Tarn](https://d.example.org)\n"
        "- [Caches of Silt](https://arxiv.org/abs/2301.00004) - Ada Odell and Dov Tarn\n"
        "- [Caches of Foam](https://arxiv.org/abs/2301.00005) - worth a look\n",
        (
            Paper(1, "Caches of Kelp", None, (ATTENTION,), ("Ada Odell", "Bo Fen"), (), ()),
            Paper(2, "Caches of Sand", None, (RESNET,), ("Cleo Marsh",), (), ()),
            Paper(3, "Caches of Salt", None, (QLORA,), ("Dov Tarn",), (), ()),
            Paper(4, "Caches of Silt", None, ("arxiv:2301.00004",), ("Ada Odell", "Dov Tarn"), (), ()),
            Paper(5, "Caches of Foam", None, ("arxiv:2301.00005",), (), (), ("worth a look",)),
        ),
    ),
    "two words with capitals behind linked titles, in a list that names no authors": (
        f"- [Caches of Kelp]({_A}) — Fast Shores\n- [Caches of Sand]({_R}) - Cleo Marsh\n",
        (
            Paper(1, "Caches of Kelp", None, (ATTENTION,), (), (), ("Fast Shores",)),
            Paper(2, "Caches of Sand", None, (RESNET,), (), (), ("Cleo Marsh",)),
        ),
    ),
    "paragraphs of authors, a title in bold and a venue": (
        "# Conferences\n\nAda Odell, Bo Fen and Cleo Marsh, **Kelp: Growing Caches along the Shore**, In Proceedings of the "
        "5th Reef Conference (ARC), October 2022.\n\n"
        "Dov Tarn and Ada Odell, **Sand: Caches of Another Kind**, NSDI 2021.\n",
        (
            Paper(
                3,
                "Kelp: Growing Caches along the Shore",
                "Proceedings of the 5th Reef Conference (ARC), October 2022",
                (),
                ("Ada Odell", "Bo Fen", "Cleo Marsh"),
                (),
                (),
            ),
            Paper(5, "Sand: Caches of Another Kind", "NSDI 2021", (), ("Dov Tarn", "Ada Odell"), (), ()),
        ),
    ),
    "a title in bold that wraps, over a tag in bold and authors in italics": (
        "- **Kelp Growing Caches along\n  the Shore**\n  **[`OSDI 2020`]** *Ada Odell, Bo Fen* "
        f"[(pdf)]({_A}) (Citations: 77)\n- **Sand Caches of Another Kind** **[`NSDI 2021`]** *Dov Tarn, Bo Fen* [(pdf)]({_R})\n",
        (
            Paper(
                1,
                "Kelp Growing Caches along the Shore",
                "OSDI 2020",
                (ATTENTION,),
                ("Ada Odell", "Bo Fen"),
                (),
                ("Citations: 77",),
            ),
            Paper(4, "Sand Caches of Another Kind", "NSDI 2021", (RESNET,), ("Dov Tarn", "Bo Fen"), (), ()),
        ),
    ),
    "two titles on one line": (
        f"- [{RESNET_TITLE}]({_R}) and [{ATTENTION_TITLE}]({_A})\n",
        (Paper(1, RESNET_TITLE, None, (RESNET,), notes=()), Paper(1, ATTENTION_TITLE, None, (ATTENTION,), notes=())),
    ),
    "a title in bold over authors with homepages, and over a venue that is the link": (
        f"**{ATTENTION_TITLE}.**<br>\n*[Ashish Vaswani](https://a.example.org), [Noam Shazeer](https://n.example.org).*<br>\n"
        f"NeurIPS 2017. [[PDF]({_A})] [[Project](https://p.example.org)]\n\n"
        f"**{RESNET_TITLE}**  \nKaiming He, Jian Sun  \n[CVPR 2016 Best Paper]({_R}) • [Code](https://github.com/a/b)  \n"
        f"**{QLORA_TITLE}**  \nTim Dettmers, Artidoro Pagnoni  \n[Quantum Letters 2023]({_Q})\n",
        (
            Paper(1, ATTENTION_TITLE, "NeurIPS 2017", (ATTENTION,), ("Ashish Vaswani", "Noam Shazeer"), notes=()),
            Paper(5, RESNET_TITLE, "CVPR 2016 Best Paper", (RESNET,), ("Kaiming He", "Jian Sun"), notes=()),
            Paper(8, QLORA_TITLE, "Quantum Letters 2023", (QLORA,), ("Tim Dettmers", "Artidoro Pagnoni"), notes=()),
        ),
    ),
    "paragraphs with a venue in brackets before the authors, and fields in bold below": (
        f"## Clay Pots\n\n**{ATTENTION_TITLE}**. (2017-NIPS) Ashish Vaswani, Noam Shazeer. \n"
        "**TLDR**: Pots attend to other pots. \n\n"
        f"**{RESNET_TITLE}**. (CVPR 2016) Kaiming He, Jian Sun.\n**Summary**: Pots of many layers: tall ones.\n",
        (
            Paper(
                3,
                ATTENTION_TITLE,
                "2017-NIPS",
                (),
                ("Ashish Vaswani", "Noam Shazeer"),
                notes=("TLDR: Pots attend to other pots.",),
                section=("Clay Pots",),
            ),
            Paper(
                6,
                RESNET_TITLE,
                "CVPR 2016",
                (),
                ("Kaiming He", "Jian Sun"),
                notes=("Summary: Pots of many layers: tall ones.",),
                section=("Clay Pots",),
            ),
        ),
    ),
    "headings that are a short name and a year, over the title in bold": (
        "# Models\n\n### KelpNet (2012)\n\n**Kelp Classification with Deep Convolutional Reefs**\n\n"
        f"Alex Odell, Ilya Quill, Geoffrey Tarn\n\n[[Paper]]({_A}) [[Code]](https://github.com/a/b)\n\n"
        "### VTR (2015)\n**Very Deep Reefs for Large Scale Tide Recognition**  \nKaren Odell, Andrew Tarn  \n"
        f"[[Paper]]({_R})\n",
        (
            Paper(
                5,
                "Kelp Classification with Deep Convolutional Reefs",
                "2012",
                (ATTENTION,),
                ("Alex Odell", "Ilya Quill", "Geoffrey Tarn"),
                ("KelpNet",),
                (),
            ),
            Paper(
                12,
                "Very Deep Reefs for Large Scale Tide Recognition",
                "2015",
                (RESNET,),
                ("Karen Odell", "Andrew Tarn"),
                ("VTR",),
                (),
            ),
        ),
    ),
    "headings that are a topic and a year, over several titles in bold": (
        f"# Models\n\n### Reefs (2012)\n\n**Kelp Classification with Deep Convolutional Reefs**\n\n[[Paper]]({_A})\n\n"
        f"**Very Deep Reefs for Large Scale Tide Recognition**\n\n[[Paper]]({_R})\n\n"
        f"### Shores (2013)\n\n**A Shore for Every Tide Pool**\n\n[[Paper]]({_Q})\n",
        (
            Paper(5, "Kelp Classification with Deep Convolutional Reefs", None, (ATTENTION,)),
            Paper(9, "Very Deep Reefs for Large Scale Tide Recognition", None, (RESNET,)),
            Paper(15, "A Shore for Every Tide Pool", None, (QLORA,)),
        ),
    ),
    "headings that are titles, over fields in italics and a line of links": (
        "# Reefs\n\n## Kelp Classification with Deep Convolutional Reefs\n*Authors:* Alex Odell, Ilya Quill\n"
        f"*Venue:* NeurIPS 2012\n[Paper]({_A})\n\nIt grows kelp.\n\n"
        "## Very Deep Reefs for Large Scale Tide Recognition\n*Authors:* Karen Odell, Andrew Tarn  \n"
        f"*Venue:* ICLR 2015  \n*Link:* [Paper]({_R})\n*Summary:* It grows taller kelp.\n",
        (
            Paper(
                3,
                "Kelp Classification with Deep Convolutional Reefs",
                "NeurIPS 2012",
                (ATTENTION,),
                ("Alex Odell", "Ilya Quill"),
                notes=("It grows kelp.",),
            ),
            Paper(
                10,
                "Very Deep Reefs for Large Scale Tide Recognition",
                "ICLR 2015",
                (RESNET,),
                ("Karen Odell", "Andrew Tarn"),
                notes=("Summary: It grows taller kelp.",),
            ),
        ),
    ),
    "a heading that is a linked title, over notes that mention other papers": (
        f"## [{RESNET_TITLE}]({_R})\n\nCVPR 2016\n\n1. **Deep nets.** Goes on from [Attention to Pots]({_A})\n"
        f"2. Trains many layers\n\n## [{QLORA_TITLE}]({_Q})\n\nNeurIPS 2023\n\n1. Four bits\n",
        (
            Paper(1, RESNET_TITLE, "CVPR 2016", (RESNET,)),
            Paper(8, QLORA_TITLE, "NeurIPS 2023", (QLORA,), notes=("Four bits",)),
        ),
    ),
}
"""Shapes that need more than one line."""
