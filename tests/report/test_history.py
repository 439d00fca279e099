"""The history stands on the team's own sheet, in the order of the years, and on no other."""

from msgspec.structs import replace

from workbench.model.casework import Episode, Exploitation, Family, FamilyHistory, Person
from workbench.model.casework.history import ChildHistory
from workbench.report.contents import contents
from workbench.report.history import history


def told(record):
    child = replace(record.child, sex="girl", criteria=())
    mother = Person(id="m", family_id=child.family_id, role="mother", trafficked=True)
    return replace(
        record,
        child=child,
        history=FamilyHistory(
            family=Family(
                id=child.family_id, code="F-234", contact_words="the reading club", created_at=child.created_at
            ),
            persons=(mother,),
            exploitations=(Exploitation(id="x", person_id="m", began="2019-04", ended="2021", form="labour"),),
            children=(
                ChildHistory(
                    child=child,
                    episodes=(
                        Episode(id="b", child_id=child.id, kind="together", began="2021-06", goes_on=True),
                        Episode(
                            id="a", child_id=child.id, kind="separated", began="2019", ended="2021", contact="none"
                        ),
                    ),
                ),
            ),
        ),
    )


def test_the_team_reads_it_in_the_order_of_the_years(made):
    assert history(told(made.usual())) == [
        ["History", "2019 to 2021: Separated from the trafficked parent; contact with the parent: none"],
        ["History", "April 2019 to 2021: Exploited (Mother); in which form: labour, domestic work included"],
        ["History", "since June 2021: Back together with the parent"],
        ["Child, for the file", "Girl or boy: Girl"],
        ["Mother, for the file", "Was trafficked: Yes"],
        ["Family, for the file", "Words to use for who we are: the reading club"],
    ]


def test_a_sheet_that_leaves_the_team_is_that_of_a_child_without_a_history(made):
    plain = replace(made.usual(), team=False)
    assert contents(replace(told(plain), child=plain.child)) == contents(plain)
    assert "Separated" in repr(contents(told(made.usual())))
