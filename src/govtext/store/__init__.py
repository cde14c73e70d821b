"""The store: all results in one embedded database file, and the files written from it.

Documents are written whole: a transaction holds one or more complete documents and never part of one. The table `done`
says of each document what it was made from, so that an interrupted run can go on where it stopped.
"""

from govtext.store.database import Store
from govtext.store.frames import frame
from govtext.store.packing import Packed, packed
from govtext.store.schema import FILE
from govtext.store.writing import Format

__all__ = ["FILE", "Format", "Packed", "Store", "frame", "packed"]
