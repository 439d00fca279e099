"""Every error the workbench raises on purpose, under one root.

WorkbenchError
├── DefinitionError   (ValueError)       an instrument file breaks a rule of the format
├── UnknownName       (LookupError)      no instrument, item, child, sitting of that name
├── AnswerRefused     (ValueError)       an answer or change that the record cannot take
│   ├── TakenOver                        another window holds the sitting now
│   └── StaleChange                      the change was made against an older revision
├── ConsentMissing    (PermissionError)  a purpose that needs consent has none
├── StoreError        (RuntimeError)
│   ├── WrongPassphrase                  no wrap opens with what was given
│   │   └── MistypedKey                  a recovery key that was not typed as it is printed
│   ├── StoreDamaged                     the files do not hold what was written
│   ├── RecordUnreadable                 what is kept of one record cannot be read; the others can
│   ├── StoreMissing                     there is no store in that folder
│   ├── StoreInUse                       another workbench holds the store open
│   └── StoreFull                        the disk takes no more; nothing was changed
├── Locked            (PermissionError)  the desk is covered or locked
├── LinkClosed        (ConnectionError)  the page lost its link to the launcher
├── ReportError       (RuntimeError)     the printed page could not be made
├── TableError        (ValueError)       a research table breaks its contract
├── TableWarning      (UserWarning)      data beside a research table that nobody read
├── WrongParameter    (ValueError)       a number of a scenario that the generator cannot take
├── ImpossibleWish    (ValueError)       a made-up case that no family could ever be
└── CaseNotFound      (LookupError)      no such family among the made-up ones that were looked at

A message says where, what was found, what is allowed and what to do. It never carries an answer
that someone gave, a name, or a passphrase.
"""


class WorkbenchError(Exception):
    """Root of every error raised on purpose."""


class DefinitionError(WorkbenchError, ValueError):
    """An instrument file breaks a rule of the format."""

    def __init__(self, file: str, where: str, found: str, allowed: str, remedy: str) -> None:
        self.file, self.where, self.found = file, where, found
        self.allowed, self.remedy = allowed, remedy
        super().__init__(f"{file}, {where}: found {found}; allowed: {allowed}. {remedy}")


class UnknownName(WorkbenchError, LookupError):
    """No instrument, item, child or sitting of that name."""


class AnswerRefused(WorkbenchError, ValueError):
    """An answer or change that the record cannot take; nothing was changed."""


class TakenOver(AnswerRefused):
    """Another window holds the sitting now; this one can only be read."""


class StaleChange(AnswerRefused):
    """The change was made against an older revision of the sitting."""


class ConsentMissing(WorkbenchError, PermissionError):
    """A purpose that needs consent has none on file."""


class StoreError(WorkbenchError, RuntimeError):
    """The encrypted store could not do what was asked."""


class WrongPassphrase(StoreError):
    """Neither the passphrase nor the recovery key opens the store."""


class MistypedKey(WrongPassphrase):
    """A recovery key that was not typed as it is printed: its check group does not fit."""


class StoreDamaged(StoreError):
    """The files of the store do not hold what was written to them."""


class RecordUnreadable(StoreError):
    """What is kept of one record cannot be read; every other record can."""


class StoreMissing(StoreError):
    """There is no store in that folder."""


class StoreInUse(StoreError):
    """Another workbench holds the store open."""


class StoreFull(StoreError):
    """The disk takes no more; nothing was changed."""


class Locked(WorkbenchError, PermissionError):
    """The desk is covered or locked; open it first."""


class LinkClosed(WorkbenchError, ConnectionError):
    """The page lost its link to the launcher."""


class ReportError(WorkbenchError, RuntimeError):
    """The printed page could not be made."""


class TableError(WorkbenchError, ValueError):
    """A research table breaks its contract."""


class TableWarning(WorkbenchError, UserWarning):
    """Warned of, not raised: data in a folder of tables that are not read, or rows that are no longer there."""


class WrongParameter(WorkbenchError, ValueError):
    """A number of a scenario that the generator cannot take."""


class ImpossibleWish(WorkbenchError, ValueError):
    """A made-up case that no family could ever be, however long one looked."""


class CaseNotFound(WorkbenchError, LookupError):
    """A made-up case that could be, but that none of the families looked at is; `found` holds those that were."""

    found: tuple = ()
