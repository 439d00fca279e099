"""What `make test-quick` leaves out: rooms that start programs of their own, and what took long when measured."""

from pathlib import PurePath

import pytest

# Folders and files whole, and of other files the functions that took long (all their cases together).
SLOW: dict[str, tuple[str, ...]] = {
    "browser": (),
    "cli": (),
    "launcher": (),
    "synth/fidelity": (),
    "synth/test_against_reference.py": (),
    "synth/test_against_whole_reference.py": (),
    "cohort/test_check.py": ("test_each_break_is_told",),
    "cohort/test_lives.py": ("test_each_contradiction_is_told_with_its_row",),
    "dictionary/test_package.py": ("test_frictionless_reads_what_is_not_known_as_missing",),
    "incoming/test_cells.py": (
        "test_any_other_cell_is_never_empty",
        "test_anything_else_is_told_with_its_place_and_not_repeated",
        "test_not_known_is_read_as_missing_and_counted",
    ),
    "incoming/test_folder.py": ("test_a_file_that_could_be_the_table_is_named",),
    "incoming/test_one_cell.py": (
        "test_any_cohort_comes_back_as_it_was",
        "test_one_changed_cell_is_told_or_means_the_same",
    ),
    "language/test_catalogue.py": ("test_the_catalogues_follow_from_the_sources",),
    "library/test_definitions.py": ("test_every_item_is_reached_by_someone_and_never_in_a_wrong_place",),
    "library/test_own.py": ("test_after_the_check_it_is_in_list_manual_dictionary_and_jupyterlab",),
    "library/test_released.py": ("test_the_command_refuses_a_changed_copy_of_what_ships",),
    "model/test_changes.py": ("test_a_message_is_one_envelope_or_refused_and_never_repeated",),
    "model/test_draft.py": ("test_a_change_never_touches_another_answer",),
    "mutations/test_faults.py": ("test_a_fault_never_touches_the_checkout",),
    "offers/test_offering.py": ("test_exactly_the_needs_at_two_and_three_are_answered",),
    "report/test_letters.py": ("test_every_script_of_this_work_has_its_letters_and_the_fonts_are_in_the_file",),
    "report/test_nothing_betrays.py": (
        "test_no_sheet_outside_the_team_names_or_hints_at_a_person_of_concern",
        "test_the_sheet_is_that_of_a_family_without_such_a_person_who_said_nothing",
        "test_the_teams_own_sheet_has_it_all_and_says_what_it_is",
        "test_the_teams_own_sheet_says_so_on_every_page",
    ),
    "report/test_profile_page.py": ("test_any_words_are_set_as_words",),
    "report/test_safety_page.py": (
        "test_a_full_meeting_flows_on_and_nothing_is_cut",
        "test_a_word_as_long_as_a_statement_stays_on_the_paper",
        "test_any_words_can_be_printed",
        "test_ascii_words_come_out_as_they_went_in",
    ),
    "research/agreement/test_raters.py": ("test_kappa_follows_its_definition_and_is_symmetric",),
    "research/figures/test_look.py": ("test_importing_draws_nothing_and_loads_no_matplotlib",),
    "research/figures/test_stay.py": ("test_panels_hold_every_shape_and_the_visits_alone",),
    "research/imputation/test_chain.py": (
        "test_chained_equations_agree_with_mice_on_its_own_example",
        "test_pooled_intervals_cover_the_mean_as_often_as_they_say",
        "test_the_order_of_rows_changes_nothing",
    ),
    "research/imputation/test_drop_out.py": (
        "test_the_same_seed_gives_the_same_answer_and_one_table_stands_for_as_many",
    ),
    "research/imputation/test_history.py": ("test_expected_events_add_up_to_those_seen",),
    "research/recurrent/test_hazards.py": ("test_separation_is_refused_exactly_where_a_direction_sorts_the_events",),
    "research/recurrent/test_jackknife.py": ("test_each_refit_is_the_naive_one",),
    "research/test_counting.py": ("test_rows_cover_each_childs_time_once_and_hold_every_event",),
    "research/test_decomposition.py": (
        "test_a_family_that_moves_everything_is_left_out_by_a_full_refit",
        "test_a_proportional_effect_makes_siblings_equally_alike_in_every_group",
        "test_families_that_do_not_differ_are_said_so",
        "test_planted_shares_are_found_between_visits",
        "test_stages_are_tested_together_then_each_ratio_by_holm",
    ),
    "research/test_location_scale.py": ("test_brown_forsythe_misleads_where_durations_are_censored",),
    "research/test_multistate.py": ("test_extensions_match_the_tests_of_msm", "test_scores_match_finite_differences"),
    "research/test_several.py": ("test_holm_lies_between_plain_and_bonferroni",),
    "scoring/test_many.py": (
        "test_a_frame_that_went_through_a_file_scores_the_same",
        "test_it_equals_scoring_row_by_row",
    ),
    "scoring/test_single.py": ("test_counts_add_up_whatever_was_answered",),
    "sitting/test_child_view.py": ("test_whatever_a_child_does_no_message_holds_a_word_that_is_not_its_own",),
    "sitting/test_session.py": (
        "test_whatever_arrives_is_refused_once_and_changes_nothing_unless_it_is_a_whole_valid_change",
    ),
    "store/test_ages.py": ("test_the_next_day_is_that_of_the_place_and_stays_it_elsewhere",),
    "store/test_commits.py": ("test_one_changed_bit_anywhere_in_the_log_is_told_and_the_log_is_kept",),
    "store/test_definitions.py": (
        "test_a_damaged_definition_is_named_and_closes_nothing_else",
        "test_a_damaged_definition_of_what_ships_is_named_and_its_records_open",
        "test_an_earlier_store_keeps_what_was_asked_when_it_is_opened",
    ),
    "store/test_desk.py": (
        "test_eight_writers_at_once_lose_nothing",
        "test_hostile_words_stay_words",
        "test_rows_equal_the_journal_and_the_pure_draft_whatever_is_sent",
    ),
    "store/test_durability.py": (
        "test_a_full_disk_is_told_changes_nothing_and_work_goes_on_with_room",
        "test_the_power_cut_shows_a_store_that_does_not_sync",
        "test_twenty_kills_lose_nothing_acknowledged",
        "test_twenty_power_cuts_lose_nothing_acknowledged",
    ),
    "store/test_earlier.py": (
        "test_a_step_that_fails_is_a_sentence_and_with_debug_a_traceback",
        "test_an_earlier_store_opens_keeps_every_value_and_verifies",
        "test_killed_at_any_statement_an_earlier_store_is_the_old_one_or_the_new_one",
        "test_the_installed_command_verifies_an_earlier_store",
        "test_what_an_earlier_store_did_not_note_is_filled_as_its_step_says",
        "test_work_goes_on_in_an_earlier_store",
    ),
    "store/test_families.py": (
        "test_a_field_of_another_form_is_refused",
        "test_what_is_not_of_its_form_changes_nothing",
    ),
    "store/test_nothing_is_emptied.py": ("test_no_field_is_emptied_but_by_name",),
    "store/test_opening.py": ("test_fifty_damaged_files_are_damaged_and_not_opened", "test_one_process_at_a_time"),
    "store/test_records.py": ("test_reading_a_record_is_audited",),
    "store/test_secrecy.py": ("test_no_file_holds_a_word_while_open_and_after",),
    "store/test_unreadable.py": ("test_the_bad_one_is_named_and_the_others_are_as_they_were",),
    "store/test_verify.py": ("test_an_edit_behind_the_back_of_the_desk_shows_and_tells_no_content",),
    "store/test_withdrawn.py": ("test_an_answer_without_agreement_is_refused_and_audited_and_changes_nothing",),
    "synth/test_case.py": ("test_what_was_wished_is_there",),
    "synth/test_possible.py": ("test_ages_seen_in_a_cohort_lie_in_the_window_and_nearly_fill_it",),
    "synth/test_synthesis.py": (
        "test_every_scenario_keeps_the_contract",
        "test_the_contract_holds_for_any_numbers_and_seed",
    ),
    "test_growing.py": ("test_it_takes_few_files_and_works_at_once",),
    "test_hygiene.py": ("test_the_tests_keep_the_rule",),
    "test_prose.py": ("test_every_file_that_is_named_exists",),
    "test_skips.py": ("test_any_other_reason_fails_a_run_and_is_told", "test_listed_reasons_let_a_run_pass"),
}


def is_slow(nodeid: str) -> bool:
    """Whether a test is listed: by its file or a folder it lies in, or by its function."""
    file, _, function = nodeid.removeprefix("tests/").partition("[")[0].partition("::")
    whole = any(not SLOW.get(str(place), ("some",)) for place in (PurePath(file), *PurePath(file).parents))
    return whole or function.rpartition("::")[2] in SLOW.get(file, ())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, so that `-m 'not slow'` leaves it out."""
    for item in items:
        if is_slow(item.nodeid):
            item.add_marker(pytest.mark.slow)
