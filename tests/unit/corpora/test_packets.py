"""What a document holds: one form, two run on, or a packet of several units."""

from __future__ import annotations

import pytest

from corpora.packets import draw_packet


def test_a_pair_is_two_records_in_one_layout_without_a_page_break():
    packet, _ = draw_packet("dev", 3, "list_dotted", "pair")
    [part] = packet.parts
    (one, first), (other, second) = part.pieces
    assert one.name == other.name == "list_dotted"
    assert first["rows"] != second["rows"]


def test_a_packet_holds_reports_and_forms_of_several_units():
    packet, _ = draw_packet("train", 5, shape="packet")
    records = [record for part in packet.parts for _, record in part.pieces]
    assert {record["kind"] for record in records} >= {"report", "project_list", "project_evaluation", "project_target"}
    assert len({record["reporting_unit"] for record in records if record["kind"] == "report"}) > 1


def test_the_same_seed_draws_the_same_document():
    (one, _), (other, _) = (draw_packet("train", 7) for _ in range(2))
    assert [record for _, record in one.parts[0].pieces] == [record for _, record in other.parts[0].pieces]


def test_a_layout_of_another_split_is_refused():
    with pytest.raises(ValueError, match="split train has no layout list_dotted"):
        draw_packet("train", 3, "list_dotted")
