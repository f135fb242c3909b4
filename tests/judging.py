"""What documents are assembled with in tests: the shipped confidence model, and no reader of sentences."""

from extractor.pipeline import Desk
from extractor.record.envelope import FileFacts
from extractor.service.bootstrap import desk
from extractor.settings import Settings

JUDGE = desk(Settings()).judge
DESK = Desk(JUDGE)
FILE = FileFacts("a.pdf", "00", 1)
