from __future__ import annotations

import pytest

from pipeline.emit.names import Name, split_name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Woosuk Kwon", Name("Kwon", "Woosuk")),
        ("Eric P. Xing", Name("Xing", "Eric P.")),
        ("Kelvin K. W. Ng", Name("Ng", "Kelvin K. W.")),
        ("Ludwig van der Åse", Name("Åse", "Ludwig", "van der")),
        ("van der Åse, Ludwig", Name("Åse", "Ludwig", "van der")),
        ("Cruz Lopez, Juan", Name("Cruz Lopez", "Juan")),
        ("Martin Luther King, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("Martin Luther King III", Name("King", "Martin Luther", suffix="III")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("King Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("Yasuhiro Ii", Name("Ii", "Yasuhiro")),
        ("Smith J.", Name("Smith", "J.")),
        ("de la Cruz J.-P. M.", Name("Cruz", "J.-P. M.", "de la")),
        ("J. P.", Name("P.", "J.")),
        ("Plato", Name("Plato")),
        ("danah boyd", Name("danah boyd")),
        ("李雷", Name("李雷")),
        ("李 雷", Name("李 雷")),
        ("李, 雷", Name("李", "雷")),
        ("The ATLAS Collaboration", Name("The ATLAS Collaboration")),
        ("Barnes and Noble", Name("Barnes and Noble")),
        ("Gemini Team, Google", Name("Gemini Team, Google")),
        ("others", Name("others")),
        ("a, b, c, d", Name("a, b, c, d")),
        (" , ", Name(",")),
        ("\u200b", Name("")),
    ],
)
def test_a_name_comes_apart_as_people_would_take_it(printed: str, name: Name) -> None:
    assert split_name(printed) == name
