"""Steps of the store: a file each, with its own frozen statements, in the order in which they were registered.

A released step is never edited and imports nothing of the workbench but `statements`: what the tables are today is
not what they were when it was written. A new one goes to the end of `STEPS`.
"""

from . import (
    step_0001_first_tables,
    step_0002_count_of_commits,
    step_0003_ages_and_days,
    step_0004_people_told_apart,
    step_0005_own_decisions,
    step_0006_earlier_values,
    step_0007_definitions_kept,
    step_0008_history,
)

STEPS = (
    step_0001_first_tables,
    step_0002_count_of_commits,
    step_0003_ages_and_days,
    step_0004_people_told_apart,
    step_0005_own_decisions,
    step_0006_earlier_values,
    step_0007_definitions_kept,
    step_0008_history,
)
