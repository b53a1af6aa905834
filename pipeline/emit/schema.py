"""The JSON Schema of the catalogue, generated from the models, so that the two cannot drift apart."""

from __future__ import annotations

import json

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from pipeline.models import Catalogue


def render_schema() -> str:
    """The schema of `catalogue.json`, JSON Schema 2020-12.

    Every field is required, because every field is always written, null where unknown. Fields it does not name are
    allowed: within a major version fields are added, and a consumer who checks against this file must not break.
    """
    schema = Catalogue.model_json_schema(mode="serialization", schema_generator=_Published)
    schema |= {
        "title": "Catalogue of papers",
        "description": "A curated reading list, each paper with what is publicly known of it and who says so.",
    }
    return json.dumps({"$schema": _Published.schema_dialect, **schema}, indent=2, ensure_ascii=False) + "\n"


class _Published(GenerateJsonSchema):
    """Describes what is written, where pydantic's own schema describes what the models accept."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        described = super().model_schema(schema)
        described.pop("additionalProperties", None)
        return described

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,
        total: bool,  # noqa: FBT001  # the signature is pydantic's
    ) -> bool:
        del field, total
        return True

    def field_title_should_be_set(self, schema: object) -> bool:
        del schema
        return False
