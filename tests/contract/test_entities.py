"""Who is who in the store: sure names are one, unsure ones wait for a person, and every merge can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import Conflict, NotInStore
from extractor.service.ledger import ledger_of
from extractor.service.merging import accept_merge, merge, part_alias, reject_merge, undo_merge
from extractor.settings import Settings
from extractor.store.models import Alias, Document, LedgerRow, Merge, Project, Unit
from tests.papers import envelope, evaluation, saved

OFFICE, SHORT = "秦皇岛市抚宁区人力资源和社会保障局", "秦皇岛市抚宁区人社局"


def take_in(folder: Path, at: int, **changes: object) -> None:
    """Saves a document of the year 2018 + ``at``."""
    saved(folder, envelope(evaluation(year=2018 + at, **changes)), b"P\x02%d" % at)


def names(kind: str) -> set[str]:
    """The names in use, with their entities."""
    rows = Alias.objects.filter(state="accepted", **{f"{kind}__isnull": False})
    return {f"{row.name}={getattr(row, kind).name}" for row in rows}


def test_a_project_goes_by_several_names(store: Settings, tmp_path: Path) -> None:
    for at, name in enumerate(("再就业经费", "再就业资金", "“再就业”专项资金")):
        take_in(tmp_path, at, project_name=name)
    assert Project.objects.count() == 1
    assert sorted(ledger_of("再就业经费").money()) == [2018, 2019, 2020]
    assert all(alias.because for alias in Alias.objects.all())


def test_a_unit_goes_by_its_short_name(store: Settings, tmp_path: Path) -> None:
    take_in(tmp_path, 0, reporting_unit=OFFICE)
    take_in(tmp_path, 1, reporting_unit=SHORT)
    assert names("unit") == {f"{OFFICE}={OFFICE}", f"{SHORT}={OFFICE}"}
    assert sorted(ledger_of(SHORT).money()) == [2018, 2019]


def test_what_is_unsure_is_two_until_a_person_says_so_and_can_be_taken_back(store: Settings, tmp_path: Path) -> None:
    take_in(tmp_path, 0, project_name="困难群众基本生活救助")
    take_in(tmp_path, 1, project_name="困难群众基本生活救助(中央)")
    assert Project.objects.count() == 2
    proposal = Merge.objects.get()
    assert proposal.because
    accept_merge(proposal.pk, "anna")
    assert LedgerRow.objects.values("project").distinct().count() == 1
    assert sorted(ledger_of("困难群众基本生活救助(中央)").money()) == [2018, 2019]
    with pytest.raises(Conflict):
        accept_merge(proposal.pk, "otto")
    undo_merge(proposal.pk, "anna")
    assert sorted(ledger_of("困难群众基本生活救助(中央)").money()) == [2019]
    with pytest.raises(Conflict):
        undo_merge(proposal.pk, "anna")


def test_what_a_person_rejected_is_not_proposed_again(store: Settings, tmp_path: Path) -> None:
    take_in(tmp_path, 0, project_name="困难群众基本生活救助")
    take_in(tmp_path, 1, project_name="困难群众基本生活救助(中央)")
    reject_merge(Merge.objects.get().pk, "anna")
    take_in(tmp_path, 2, project_name="困难群众基本生活救助（中央）资金")
    assert not Merge.objects.filter(state="proposed").exists()


def test_units_joined_by_a_person_share_their_documents_and_part_again(store: Settings, tmp_path: Path) -> None:
    take_in(tmp_path, 0, reporting_unit="某县文化馆")
    take_in(tmp_path, 1, reporting_unit="某县农业农村局")
    one, other = Unit.objects.order_by("pk")
    made = merge("unit", other.pk, one.pk, "anna", "the same people")
    assert set(Document.objects.values_list("unit", flat=True)) == {one.pk}
    take_in(tmp_path, 2, reporting_unit="某县农业农村局")
    assert Document.objects.latest("id").unit == one
    undo_merge(made.pk, "anna")
    assert list(Document.objects.order_by("id").values_list("unit", flat=True)) == [one.pk, other.pk, other.pk]
    with pytest.raises(Conflict):
        merge("unit", one.pk, one.pk, "anna", "oneself")
    with pytest.raises(NotInStore):
        merge("unit", one.pk, 10**6, "anna", "nobody")


def test_a_name_wrongly_taken_for_an_entity_is_parted(store: Settings, tmp_path: Path) -> None:
    for at, name in enumerate(("再就业经费", "再就业资金")):
        take_in(tmp_path, at, project_name=name)
    part_alias(Alias.objects.get(name="再就业资金").pk, "anna")
    assert sorted(ledger_of("再就业资金").money()) == [2019]
    assert sorted(ledger_of("再就业经费").money()) == [2018]
