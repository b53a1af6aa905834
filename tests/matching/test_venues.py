"""Which names mean one venue: names as lists tag them, and as services print them."""

from __future__ import annotations

from time import process_time

import pytest

from pipeline.matching.decide import decide
from pipeline.matching.venues import same_venue
from tests.matching.samples import entry, offers_for, record

ONE = [
    ("OSDI", "USENIX Symposium on Operating Systems Design and Implementation"),
    ("osdi", "OSDI '22"),
    ("ICML", "Proceedings of ICML"),
    (
        "icml",
        "Proceedings of the 28th International Conference on Machine Learning, ICML 2011, Bellevue, USA, June 28, 2011",
    ),
    ("ICLR", "ICLR 2023 (Reject)"),
    ("NeurIPS", "Neural Information Processing Systems"),
    ("NeurIPS", "Advances in Neural Information Processing Systems 36"),
    ("NeurIPS", "NeurIPS Datasets and Benchmarks"),
    ("NeurIPS", "NeurIPS :mortar_board:"),
    ("MLSys", "Conference on Machine Learning and Systems"),
    ("ACL", "Annual Meeting of the Association for Computational Linguistics"),
    (
        "ACL",
        "Proceedings of the 54th Annual Meeting of the Association for Computational Linguistics (Volume 1: Long)",
    ),
    ("ACL", "Proceedings of the ACL 2012 System Demonstrations"),
    ("TACL", "Transactions of the Association for Computational Linguistics, Volume 9"),
    ("NAACL", "North American Chapter of the Association for Computational Linguistics"),
    ("EMNLP", "Proceedings of the 2019 Conference on Empirical Methods in Natural Language Processing (EMNLP-IJCNLP)"),
    (
        "EMNLP",
        "1999 Joint SIGDAT Conference on Empirical Methods in Natural Language Processing and Very Large Corpora",
    ),
    (
        "AAAI",
        "Proceedings of the Thirtieth AAAI Conference on Artificial Intelligence, February 12-17, 2016, Phoenix, USA",
    ),
    ("CVPR", "2008 IEEE Computer Society Conference on Computer Vision and Pattern Recognition, Anchorage, Alaska"),
    ("BMVC", "Proceedings of the British Machine Vision Conference 2021"),
    ("ICASSP", "IEEE International Conference on Acoustics, Speech and Signal Processing ICASSP 2023, Rhodes Island"),
    ("KDD", "KDD '22: The 28th ACM SIGKDD Conference on Knowledge Discovery and Data Mining, Washington, DC, USA"),
    ("KDD", "Knowledge Discovery and Data Mining"),
    ("SIGMOD", "SIGMOD Conference"),
    ("SC", "SC20: International Conference for High Performance Computing, Networking, Storage and Analysis"),
    ("VLDB", "Proceedings of the VLDB Endowment"),
    ("VLDB", "Very Large Data Bases Conference"),
    ("PPoPP", "ACM SIGPLAN Symposium on Principles & Practice of Parallel Programming"),
    ("EuroSys", "European Conference on Computer Systems"),
    ("RSS", "Robotics: Science and Systems"),
    ("Interspeech", "Interspeech 2021, 22nd Annual Conference of the International Speech Communication Association"),
    ("TPAMI", "IEEE Transactions on Pattern Analysis and Machine Intelligence"),
    ("TMLR", "Trans. Mach. Learn. Res."),
    ("LREC", "Proceedings of the Tenth International Conference on Language Resources and Evaluation (LREC'16)"),
    ("Nature", "nature"),
    ("HotOS", "Workshop on Hot Topics in Operating Systems"),
    ("HumEval", "Proceedings of the 2nd Workshop on Human Evaluation of NLP Systems (HumEval)"),
    ("SPW", "2023 IEEE Security and Privacy Workshops (SPW)"),
    ("EuroMLSys", "EuroMLSys@EuroSys"),
    ("TODS", "ACM Transactions on Database Systems (TODS)"),
    ("TOSEM", "ACM Transactions on Software Engineering and Methodology (TOSEM), Volume 31"),
    ("SIGGRAPH", "ACM Transactions on Graphics (Proc. SIGGRAPH)"),
    ("ASRU", "2021 IEEE Automatic Speech Recognition and Understanding Workshop (ASRU)"),
    ("MMSP", "2021 IEEE 23rd International Workshop on Multimedia Signal Processing (MMSP)"),
    ("EuroMLSys", "EuroMLSys '21: Proceedings of the 1st Workshop on Machine Learning and Systems"),
    ("APSys", "APSys '20: 11th ACM SIGOPS Asia-Pacific Workshop on Systems"),
    ("BlackboxNLP", "BlackboxNLP 2021: Workshop on Analyzing and Interpreting Neural Networks for NLP"),
    ("JSSPP", "Workshop on Job Scheduling Strategies for Parallel Processing"),
    ("NeurIPS", "Proceedings of the Neural Information Processing Systems Track on Datasets and Benchmarks"),
    ("NAACL", "Annual Conference of the North American Chapter of the ACL"),
    ("ACL", "ACL Industry Track"),
    ("ACL", "ACL Demo"),
    ("KDD", "KDD 2020 Applied Data Science Track"),
    ("IJCAI", "IJCAI 2020 Survey Track"),
    ("FSE", "ESEC/SIGSOFT FSE"),
    ("SIGMETRICS", "SIGMETRICS/Performance"),
    ("Nature", "Nature 596, 583-589 (2021)"),
    ("Nature", "Nature volume 596, pages 583–589"),
    ("Bioinformatics", "Bioinformatics (Oxford, England)"),
    ("Science", "Science (New York, N.Y.)"),
    ("Cluster", "IEEE International Conference on Cluster Computing"),
    ("NeurIPS", "Accepted at NeurIPS 2023"),
    ("ICLR", "Published as a conference paper at ICLR 2023"),
    ("ICLR", "ICLR notable top 25%"),
    ("OSDI", "OSDI 2020 Best Paper"),
    ("ICML", "ICML 2021 pp. 1234-1245"),
    ("HotOS", "HotOS XVIII"),
    ("NIPS", "NeurIPS"),
    ("NIPS", "Advances in NIPS"),
    ("NeurIPS", "Advances in NIPS"),
    ("NIPS 2017", "NeurIPS"),
    ("PAMI", "TPAMI"),
    ("SIGKDD", "KDD"),
    ("PVLDB", "VLDB"),
    ("PVLDB", "Proc. VLDB Endow."),
    ("WWW", "The Web Conference"),
    ("WWW", "WWW '22: The ACM Web Conference 2022, Virtual Event"),
    ("TheWebConf", "WWW"),
    ("WWW", "International World Wide Web Conference"),
    ("WWW", "Proceedings of the ACM on Web Conference 2024"),
    ("USENIX ATC", "USENIX Annual Technical Conference"),
    ("ATC", "USENIX ATC"),
    ("USENIX Security", "USENIX Security Symposium"),
    ("USENIX Security", "31st USENIX Security Symposium (USENIX Security 22)"),
    ("Oakland", "IEEE Symposium on Security and Privacy"),
    ("S&P", "IEEE Symposium on Security and Privacy"),
    ("IEEE S&P", "2021 IEEE Symposium on Security and Privacy (SP)"),
    ("S&P", "IEEE S&P"),
    ("SoCC", "ACM Symposium on Cloud Computing"),
    ("SoCC", "SoCC '21: ACM Symposium on Cloud Computing, Seattle"),
    ("PLDI", "Proc. ACM Program. Lang."),
    ("POPL", "Proceedings of the ACM on Programming Languages"),
    ("OOPSLA", "Proc. ACM Program. Lang."),
    ("PLDI", "ACM-SIGPLAN Symposium on Programming Language Design and Implementation"),
    ("SIGMETRICS", "Proceedings of the ACM on Measurement and Analysis of Computing Systems"),
    ("SIGMOD", "Proc. ACM Manag. Data"),
    ("AISTATS", "International Conference on Artificial Intelligence and Statistics"),
    ("RA-L", "IEEE Robotics and Automation Letters"),
    ("TOG", "ACM Transactions on Graphics"),
    ("3DV", "International Conference on 3D Vision"),
    ("ACM MM", "ACM Multimedia"),
    ("ACMMM", "ACM Multimedia"),
    ("MM", "Proceedings of the 31st ACM International Conference on Multimedia"),
    ("ACM MM", "MM '20: The 28th ACM International Conference on Multimedia, Virtual Event / Seattle"),
    ("TOIS", "ACM Transactions on Information Systems"),
    ("TODS", "ACM Trans. Database Syst."),
    ("CCS", "ACM CCS"),
    ("TOSEM", "ACM Trans. Softw. Eng. Methodol."),
    ("T-RO", "IEEE Transactions on Robotics"),
    ("TRO", "IEEE Transactions on robotics"),
    ("FOCS", "IEEE Annual Symposium on Foundations of Computer Science"),
    ("CVPR", "Proc. IEEE Conf. Comput. Vis. Pattern Recognit."),
    ("ICFP", "International Conference on Functional Programming"),
    ("FSE", "Fast Software Encryption"),
    ("SC", "SC '23, Denver, CO, USA"),
    ("MM", "ACM Conference on Multimedia, MM 2018, Seoul"),
    ("Advances in NIPS", "Neural Information Processing Systems"),
]
TWO = [
    ("VLDB", "IEEE Transactions on Very Large Scale Integration (VLSI) Systems"),
    ("VLDB", "The VLDB Journal"),
    ("Nature", "Nature Communications"),
    ("Science", "Science Robotics"),
    ("Science", "Science, Technology and Society"),
    ("Systems", "Operating Systems Review"),
    ("MICRO", "IEEE Micro"),
    ("KDD", "IEEE/ACM Transactions on Knowledge Discovery from Data"),
    ("KDD", "Pacific-Asia Conference on Knowledge Discovery and Data Mining"),
    ("ACL", "Transactions of the Association for Computational Linguistics"),
    ("ACL", "North American Chapter of the Association for Computational Linguistics"),
    ("ACL", "Proceedings of the 12th Conference of the European Chapter of the ACL (EACL 2009)"),
    (
        "ACL",
        "Conference of the Asia-Pacific Chapter of the Association for Computational Linguistics and the 10th IJCNLP",
    ),
    ("ACL", "Findings of the Association for Computational Linguistics: ACL 2023"),
    ("EMNLP", "Findings of the Association for Computational Linguistics: EMNLP 2020"),
    ("ACL", "Proceedings of ACL 2018, Student Research Workshop"),
    ("CVPR", "IEEE Conference on Computer Vision and Pattern Recognition Workshops, CVPR Workshops 2021, virtual"),
    ("ICML", "ICML Workshop on Efficient Systems"),
    ("NeurIPS", "ML for Systems @ NeurIPS"),
    ("MLSys", "European Workshop on Machine Learning and Systems"),
    ("MLSys", "EuroMLSys '21: Proceedings of the 1st Workshop on Machine Learning and Systems"),
    ("ICML", "ICML 2022: Workshop on Hardware"),
    ("ICLR", "Workshop on Sparsity in Neural Networks (ICLR 2023)"),
    ("SOSP", "Workshop on Machine Learning for Systems (at SOSP)"),
    ("NeurIPS", "Accepted at NeurIPS 2023 Workshop"),
    ("VLSI", "IEEE Transactions on Very Large Scale Integration (VLSI) Systems"),
    ("Cluster", "Cluster Computing"),
    ("Computers", "Computers in Industry"),
    ("Cell", "Cell Research"),
    ("SC", "HiPC: International Conference on High Performance Computing, Data, and Analytics"),
    (
        "SC",
        "Workshops of the International Conference for High Performance Computing, Networking, Storage and Analysis",
    ),
    ("SIGGRAPH", "SIGGRAPH Asia 2023"),
    ("SIGCOMM", "ACM SIGCOMM Computer Communication Review"),
    ("AAAI", "AAAI/ACM Conference on AI, Ethics, and Society"),
    ("AAAI", "International Joint Conference on Artificial Intelligence"),
    ("ICML", "International Conference on Machine Learning and Applications"),
    ("CCS", "European Conference on Computer Systems"),
    ("S&P", "IEEE European Symposium on Security and Privacy"),
    ("S&P", "IEEE Security & Privacy"),
    ("S&P", "IEEE Symposium on Security and Privacy Workshops"),
    ("S&P", "Signal Processing"),
    ("MICRO", "IEEE Micro"),
    ("MM", "IEEE Transactions on Multimedia"),
    ("ACM MM", "International Conference on Multimedia Modeling"),
    ("ACM MM", "IEEE International Conference on Multimedia and Expo"),
    ("WWW", "World Wide Web Journal"),
    ("PLDI", "ACM Transactions on Programming Languages and Systems"),
    ("POPL", "Computer Languages"),
    ("ATC", "Automatic Control"),
    ("SIGMOD", "SIGMOD Record"),
    ("USENIX Security", "USENIX Annual Technical Conference"),
    ("USENIX Security", "Computers & Security"),
    ("VLDB", "VLDB Journal"),
    ("AISTATS", "AI and Ethics"),
    ("TOG", "IEEE Transactions on Games"),
    ("WWW", "Web Conference Workshops"),
    ("WWW", "Companion Proceedings of the Web Conference: Workshop on X"),
    ("ICRA", "RA-L"),
    ("NIPS", "NIPS Workshop"),
    ("NIPS", "Deep Learning Workshop, NIPS 2015"),
    ("PLDI", "POPL"),
    ("USENIX", "USENIX ATC"),
    ("MM", "Minds and Machines"),
    ("ACM", "ACM MM"),
    ("Science", "Science Advances"),
    ("KDD", "Advances in Knowledge Discovery and Data Mining"),
    ("CVPR", "Advances in Computer Vision and Pattern Recognition"),
    ("FOCS", "Frontiers of Computer Science"),
    ("ATC", "Automatic Terminal Control"),
    ("WWW", "World Wide Web"),
    ("ICFP", "Symposium on Programming Languages"),
    ("SC", "2000 Conference on Computer Vision and Pattern Recognition (CVPR 2000), 13-15 June 2000, Head, SC, USA"),
    ("SIGIR", "SIGIR-AP 2023"),
    ("ML", "Mind & Language"),
    ("C", "Cell"),
    ("TODS", "Translational Data Science"),
]


@pytest.mark.parametrize(("short", "name"), ONE)
def test_two_names_of_one_venue(short: str, name: str) -> None:
    assert same_venue(short, name) is True
    assert same_venue(name, short) is True


@pytest.mark.parametrize(("short", "name"), TWO)
def test_two_venues_of_like_names(short: str, name: str) -> None:
    assert same_venue(short, name) is False
    assert same_venue(name, short) is False


@pytest.mark.parametrize("nothing", [None, "arXiv", "CoRR", "arXiv.org"])
def test_a_preprint_server_proves_nothing(nothing: str | None) -> None:
    assert same_venue("ICML", nothing) is None
    assert same_venue(nothing, nothing) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("2023", "2024"), ("Conference", "SIGMOD Conference"), ("Workshop", "Workshop"), ("Poster 2023", "ACL 2023")],
)
def test_a_year_or_kind_alone_proves_nothing(one: str, other: str) -> None:
    assert same_venue(one, other) is None
    assert same_venue(other, one) is None


def test_a_hostile_name_takes_no_time() -> None:
    letters = "a" * 40
    assert same_venue(letters + "b", f"{letters}b, " + f"{letters}, " * 60) is False


@pytest.mark.parametrize("repeated", ["a, ", "(a) ", ":a", "a"])
def test_a_text_too_long_for_a_name_is_not_taken_apart(repeated: str) -> None:
    text = repeated * (20_000 // len(repeated))
    begun = process_time()
    assert same_venue("KDD", text) is False
    assert same_venue(text, "KDD") is False
    assert same_venue(text.upper(), text) is True
    assert process_time() - begun < 1


def test_a_name_of_nothing_but_where_it_was_held() -> None:
    assert same_venue("@OSDI", "OSDI 2022") is True
    assert same_venue("@OSDI", "ICML 2022") is False


@pytest.mark.parametrize(("listed", "printed"), [("VLDB", TWO[0][1]), ("Nature", TWO[2][1]), ("KDD", TWO[8][1])])
def test_another_venue_of_a_like_name_is_no_witness(listed: str, printed: str) -> None:
    at = entry("Gemini", venue=listed, year=2021)
    assert decide(at, offers_for(at, record("Gemini", venue=printed, year=2021))).accepted == ()
