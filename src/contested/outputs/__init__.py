"""What leaves the house: tables, the report and the files of the field, all through the publication policy.

`release(weighed, documents, policy=…)` applies a policy; every output takes the `Release` that it gives.
"""

from __future__ import annotations

from contested.outputs.policy import PublicationPolicy
from contested.outputs.release import Release, release

__all__ = ["PublicationPolicy", "Release", "release"]
