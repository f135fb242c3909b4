"""Head values between walls hardly seen: they are put together only where no neighbour is sure of the wall between."""

from dataclasses import replace

import pytest

from extractor.paper.form import Form
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from tests.unit.readers.paper import form, plain, table

HEAD = ["项目名称", "某项目", "主管部门", "某局"]
UNIT = ["实施单位", "某中心", "自评说法", "某话"]


@pytest.mark.parametrize(("doubted", "unit"), [({1, 3}, "某中心"), ({1, 2, 3}, "某中心自评说法某话")])
def test_a_wall_that_one_of_its_cells_is_sure_of_stands(doubted: set[int], unit: str) -> None:
    whole = table([HEAD, UNIT])
    worn = (replace(cell, certainty=0.8 if cell.column in doubted else 0.99) for cell in whole.cells)
    blocks = form("project_evaluation", ["项目支出绩效自评表"], []).blocks
    read = Form("project_evaluation", (1,), (*blocks, replace(whole, cells=tuple(worn))))
    assert plain(read_project_evaluation(read))["implementing_unit"] == unit
