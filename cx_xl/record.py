"""What is told or read as a whole: closed to unknown fields, and unchangeable."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Base of all that stands in JSON, in TOML or travels between processes."""

    model_config = ConfigDict(frozen=True, extra="forbid")
