"""What all answers share: the shape of errors, and of a page of a list."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")
Day = str | None


class Shape(BaseModel):
    """An answer holds what its shape names and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Problem(Shape):
    """What went wrong and what to do."""

    kind: str = Field(description="A stable name of the problem, for programs.")
    message: str = Field(description="What happened, in one sentence.")
    remedy: str = Field(description="What to do about it; may be empty.")


class ErrorBody(Shape):
    """The one shape of every error."""

    error: Problem


class Page(BaseModel, Generic[T]):
    """A part of a longer list."""

    total: int = Field(description="Rows in all.")
    page: int
    pages: int
    limit: int
    as_of: Day = Field(description="The day of the view: as of when, or the day of the last report.")
    state: str = Field(description="What the record was made from; changes when the ledger does.")
    items: list[T]
