from workbench.launcher.sitting_page import error_environment, notebook_path


def test_the_notebook_is_found_in_the_checkout():
    assert notebook_path().name == "assess.ipynb"


def test_a_page_that_could_not_be_made_says_so_and_shows_no_cause():
    words = error_environment().get_template("error.html").render(status_code=500, exception="secret words")
    assert "everything saved is kept" in words and "secret" not in words
