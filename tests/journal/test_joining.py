"""One body out of several versions, to be rewritten: no word of any is lost."""

from liaison_tui.journal.joining import joined

FILE = {"sha256": "0" * 64, "name": "照片.pdf", "size": 1}
OTHER = {"sha256": "1" * 64, "name": "清单.xlsx", "size": 2}


def test_texts_stand_below_one_another_the_oldest_first_and_each_once() -> None:
    bodies = [{"text": "甲。"}, {"text": "乙。"}, {"text": "甲。"}]
    assert joined(bodies) == {"text": "甲。\n乙。"}
    assert joined([{"text": "走访12家。"}, {"text": "走访12家。已回访。"}]) == {
        "text": "走访12家。已回访。"
    }


def test_of_figures_that_differ_the_newest_stays_and_what_only_one_says_too() -> None:
    old = {"status": "done", "percent": 60, "quantities": {"certified": "4", "models": "1"}}
    new = {"percent": 80, "quantities": {"certified": "5"}}
    assert joined([old, new]) == {
        "status": "done", "percent": 80, "quantities": {"certified": "5", "models": "1"},
    }  # fmt: skip


def test_a_kind_of_nothing_stays_only_where_all_say_it() -> None:
    nothing = {"nothing": "no-progress"}
    assert joined([nothing, nothing]) == nothing
    assert joined([nothing, {"text": "有进展。"}]) == {"text": "有进展。"}


def test_all_evidence_stays_each_file_once() -> None:
    assert joined([{"evidence": [FILE]}, {"evidence": [OTHER, FILE]}]) == {
        "evidence": [FILE, OTHER]
    }


def test_whose_word_it_was_and_why_one_was_withdrawn_is_left_out() -> None:
    told = {"text": "甲。", "channel": "telephone", "informant": "李四"}
    assert joined([told, {"reason": "报错了。"}]) == {"text": "甲。"}
